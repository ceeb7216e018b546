import Foundation
import SessionControl
import TestSupport
import Testing

@testable import Configuration

/// Our reader of option files against the programs of MariaDB on the same files, so that the two can't diverge.
@Suite(
  .startsServers,
  .enabled(
    if: ["my_print_defaults", "mariadb"].allSatisfy {
      FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)")
    }, "my_print_defaults and mariadb are not installed: apt-get install mariadb-client-core"))
struct OptionFileClientTests {
  /// `DIR` stands for the folder that they are in, with `extra.cnf` and the folder `d`.
  static let files = [
    "", "\n\n", "# nothing\n; at all", "[client]", "[client]\nuser=a", "[client]\nuser=a\nuser=b\n",
    "\u{FEFF}[client]\nuser=a\n", "user=a\n", "  # c\nuser=a\n[client]\n", "[client\nuser=a\n",
    "[]\nuser=a\n",
    "[client]\nuser = \"a b\" # c\npassword=\"a#b\" # x\nhost=a#b\nport=1 ; x\n",
    "[client]\nuser=\"a\npassword=a\\sb\\qc\\\\\nhost='a\"b'\nsocket=a\\\n",
    "[client] junk\nuser\n[ client ]\nhost=x\n[client  ]\nport=3\n[CLIENT]\nsocket=/s\n",
    "  # c\n\n;x\n[client]\n\t user \t = \t a \t \n=x\npass word = 3\nuser==b\nuser = \nuser=\n",
    "[client]\r\nuser=a\r\npassword=\"x y\"\r\n[mysqld]\r\nport=3\r\n",
    "[client]\nuser=\"a\"b\"\npassword=\"a\\\"b\"\nhost=\"x\" y\nport=''\nsocket=\"\nprotocol='\n",
    "[client]\nuser=a\\#b\npassword=\"a\\\" # b\"\nhost=\"ab\\\\\" # c\nsocket='it''s'\nprotocol='a' # 'b'\n",
    "[client]#x\nuser#=a\nho\\#st=b\n#\nport=1\n",
    "[client]\n\"user\"=a\nuser name\nss=\"#\nx=\\n\\t\\r\\b\\s\\\"\\'\\x\n",
    "[client]\nuser=voil\u{E0}x\nhost=\"voil\u{E0}\"\nsocket=日本\nport=a\u{B}b\u{C}\n",
    "[client]\nfirst\n[client-server]\nsecond\n[client-mariadb]\nthird\n[xmlactl]\nfourth\n[mysql]\nnot=read\n[client]\nlast",
    "[mysqld]\nport=1\n[client]\n!include DIR/extra.cnf\nhost=after\n",
    "[client]\nuser=before\n!includedir DIR/d\n!include   DIR/extra.cnf  \n  ! include DIR/extra.cnf\n!\tinclude\tDIR/extra.cnf\n",
    "[client]\n!includedir DIR/d/\n!include DIR/missing.cnf\n!include DIR/d\n!unknown x\n!includes DIR/extra.cnf\nport=1\n",
    "[client]\n!includedir DIR/missing\nuser=a\n", "[client]\n!include\nuser=a\n",
    "[client]\n!includedir  \nuser=a\n",
    "[client]\n!include DIR/writable.cnf\nuser=a\n", "!include DIR/extra.cnf\n[client]\nuser=b\n",
    "[xmlactl]\n!include DIR/chain.0\n",
    "[client]\nuser=\(String(repeating: "x", count: 4_000))\n",
  ]

  private static func fill(_ scratch: ScratchFolder) throws {
    _ = try scratch.write("[client]\nuser=extra\n[xmlactl]\nport=7", to: "extra.cnf")
    _ = try scratch.write("[client]\nuser=writable\n", to: "writable.cnf", mode: 0o666)
    for number in 0..<9 {
      _ = try scratch.write(
        "[client]\nport=\(number)\n!include \(scratch.path)/chain.\(number + 1)\n", to: "chain.\(number)")
    }
    _ = try scratch.write("[client]\nport=9\n", to: "chain.9")
    try FileManager.default.createDirectory(
      atPath: "\(scratch.path)/d/folder.cnf", withIntermediateDirectories: true)
    for name in [
      "a.cnf", "b.c.cnf", ".cnf", ".h.cnf", "c.CNF", "z.cnf", "Z.cnf", "10.cnf", "9.cnf", "é.cnf", "e.ini",
      "f.cnf~",
      "cnf", "a-b.cnf", "a_b.cnf", "a.b",
    ] {
      _ = try scratch.write("[client]\nhost=\(name)\n", to: "d/\(name)")
    }
  }

  /// What our reader finds, written as `my_print_defaults` does; nil when it refuses the file.
  private func read(_ path: String, groups: Set<String>) -> String? {
    var reader = OptionFileReader(source: OptionFiles.disk, groups: groups, home: nil)
    do { try reader.read(required: path) } catch { return nil }
    return reader.options.map { option in
      let value = option.value.map { "=" + String(decoding: $0, as: UTF8.self) } ?? ""
      return "--\(option.name)\(value)\n"
    }.joined()
  }

  @Test("Every line says what it says to my_print_defaults", arguments: files)
  func lines(_ text: String) async throws {
    try await ScratchFolder.with { scratch in
      try Self.fill(scratch)
      let path = try scratch.write(text.replacing("DIR", with: scratch.path), to: "f.cnf")
      let groups = ["client", "client-server", "client-mariadb", "xmlactl"]
      let printed = try await Program.run(["my_print_defaults", "--defaults-file=\(path)"] + groups)
      let found = read(path, groups: Set(groups))
      #expect(found == (printed.status == 0 ? printed.output : nil), "\(printed.errors)")
    }
  }

  @Test("What mariadb --print-defaults takes from a file is what we take", arguments: files)
  func printDefaults(_ text: String) async throws {
    try await ScratchFolder.with { scratch in
      try Self.fill(scratch)
      let path = try scratch.write(text.replacing("DIR", with: scratch.path), to: "f.cnf")
      let printed = try await Program.run(["mariadb", "--defaults-file=\(path)", "--print-defaults"])
      let found = read(
        path, groups: ["mysql", "mariadb-client", "client", "client-server", "client-mariadb"])
      let arguments = printed.output.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        .dropFirst().joined()
      let joined = found.map { $0.replacing("\n--", with: " --") }
      #expect(
        joined?.trimmingCharacters(in: .newlines)
          == (printed.status == 0 ? arguments.trimmingCharacters(in: .whitespacesAndNewlines) : nil),
        "\(printed.errors)")
    }
  }

  /// Options of `[client]`, and what the mariadb client makes of them.
  static let options = [
    "user=a\nssl", "pass=a", "passw", "us=a\nho=h\npor=9\nso=/s", "u=b", "h=x", "s=1", "p=1", "po=1",
    "pro=tcp",
    "prot=tcp", "skip-ssl", "skip-ssl=0", "skip-ssl=1", "enable-ssl=0", "enable_ssl",
    "disable_ssl\nenable-ssl",
    "disable_ssl\nenable-ssl-verify-server-cert", "loose_skip_ssl\nloose-user=b", "loose-us=x", "skip-ss",
    "ssl-=1",
    "user", "host", "port=", "port=12x", "port=-5", "port=0x10", "port=3307", "ssl=on", "ssl=TRUE", "ssl=OFF",
    "ssl=false", "ssl=0", "ssl-verify-server-cert=1\nssl-verify=0", "skip-ssl-ver", "ss=1",
    "skip-ssl\nssl-ca=/x",
    "skip-ssl\nssl_cert=/c\nSSL_KEY=/k", "ssl-ca=/a\nskip-ssl", "skip-ssl\nssl-verify-server-cert=0",
    "skip-ssl\nssl-cipher=x", "ssl-c=/x", "ssl-k=/x", "host=\nuser=\nsocket=", "USER=a\nHost=h",
    "protocol=TCP",
    "protocol=so", "silent", "skip-column-names", "pager=less", "safe-updates", "skip-password", "html",
  ]

  @Test("Names are cut short, switched and refused as by the mariadb client", arguments: options)
  func meaning(_ lines: String) async throws {
    try await ScratchFolder.with { scratch in
      let path = try scratch.write("[client]\n\(lines)\n", to: "f.cnf")
      let help = try await Program.run(["mariadb", "--defaults-file=\(path)", "--help"])
      let settings = try? OptionFiles.only(path).load(Environment([:]))
      let complaint = help.errors.split(separator: "\n").first { $0.hasPrefix("mariadb: ") }
      guard let settings else {
        #expect(complaint != nil, "we refuse it, and the client does not")
        return
      }
      #expect(complaint == nil, "the client refuses it, and we do not")
      var table: [Substring: String] = [:]
      for line in help.output.split(separator: "\n") {
        let words = line.split(separator: " ", maxSplits: 1)
        table[words[0]] = words.count > 1 ? words[1].trimmingCharacters(in: .whitespaces) : ""
      }
      func text(_ value: String?) -> [String] { value.map { [$0] } ?? ["", "(No default value)"] }
      #expect(text(settings.user).contains(table["user"] ?? "?"))
      #expect(text(settings.host).contains(table["host"] ?? "?"))
      #expect(text(settings.socket).contains(table["socket"] ?? "?"))
      #expect(table["port"] == "\(settings.port ?? 0)")
      let transport = table["protocol"]?.lowercased() ?? "?"
      #expect(settings.transport.map { $0.rawValue.hasPrefix(transport) } ?? transport.isEmpty)
      #expect(table["ssl"] == (settings.tls == .off ? "FALSE" : "TRUE"))
      #expect(table["ssl-verify-server-cert"] == (settings.verifies == true ? "TRUE" : "FALSE"))
      #expect(text(settings.tlsFiles.ca).contains(table["ssl-ca"] ?? "?"))
      #expect(text(settings.tlsFiles.certificate).contains(table["ssl-cert"] ?? "?"))
      #expect(text(settings.tlsFiles.key).contains(table["ssl-key"] ?? "?"))
    }
  }

  @Test("The files are those that the clients name, in their order")
  func places() async throws {
    let environment = ["HOME": "/nowhere/home", "MYSQL_HOME": "/nowhere/mysql"]
    let help = try await Program.run(["my_print_defaults", "--help"], environment: environment)
    let lines = help.output.split(separator: "\n")
    let heading = try #require(lines.firstIndex { $0.hasPrefix("Default options are read from") })
    let ours = OptionFiles.places(Environment(environment)).joined(separator: " ")
    #expect(
      lines[heading + 1].replacing("~", with: "/nowhere/home").trimmingCharacters(in: .whitespaces) == ours)
  }
}

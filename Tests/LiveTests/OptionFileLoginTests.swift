import Foundation
import TestSupport
import Testing

/// The built binary logs in with what MySQL option files say, on a real MariaDB of this test run.
@Suite(.startsServers, .enabled(if: TestMariaDB.isInstalled, "\(TestMariaDB.missing)"))
struct OptionFileLoginTests {
  /// Everything that must be quoted in a file.
  private static let password = #"a#b c"d'e\f;"#
  private static let quoted = #""a#b c\"d'e\\f;""#

  private static let statements = ["localhost", "127.0.0.1"].flatMap { host in
    [
      #"CREATE USER ops@'\#(host)' IDENTIFIED BY 'a#b c"d''e\\f;';"#, "GRANT ALL ON *.* TO ops@'\(host)';",
      "CREATE USER other@'\(host)' IDENTIFIED BY 'other-pw';", "GRANT ALL ON *.* TO other@'\(host)';",
    ]
  }

  private func withServer(
    _ body: (_ server: TestMariaDB, _ port: UInt16, _ scratch: ScratchFolder) async throws -> Void
  ) async throws {
    let port = try TestMariaDB.freePort()
    try await ScratchFolder.with { scratch in
      try await TestMariaDB.with(
        statements: Self.statements, options: { _ in ["--bind-address=127.0.0.1", "--port=\(port)"] }
      ) { server in try await body(server, port, scratch) }
    }
  }

  private func sessions(_ words: String..., environment: [String: String] = [:]) async throws
    -> ProgramResult
  {
    try await Program.run(
      [Program.path("xmlactl"), "sessions", "-o", "name", "--trace"] + words, environment: environment)
  }

  @Test("mysql:/// is what the option file says: socket or host, user and password with every quirk")
  func whole() async throws {
    try await withServer { server, port, scratch in
      let places = [
        "[client]\nsocket=\(server.socket)": "socket",
        "[client-server]\nhost=127.0.0.1\n[client-mariadb]\nport=\(port)": "127.0.0.1:\(port)",
        "[client]\nhost=localhost\n[xmlactl]\nprotocol=tcp\nport=\(port)": "localhost:\(port)",
      ]
      for (place, endpoint) in places {
        let file = try scratch.write(
          "\(place)\n[client]\nuser = ops # not root\npassword=\(Self.quoted)\n", to: "f.cnf")
        let result = try await sessions("-t", "mysql:///", "--defaults-file", file)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.errors.contains("> connect \(endpoint)"))
        #expect(!result.errors.contains(Self.password))
        #expect(!result.errors.contains("read by others"))
      }
    }
  }

  @Test("A host in the URL wins with its own port, and the password is its user's only")
  func named() async throws {
    try await withServer { server, port, scratch in
      let file = try scratch.write(
        "[client]\nhost=db.invalid\nport=1\nuser=ops\npassword=\(Self.quoted)\n", to: "f.cnf")
      let same = try await sessions("-t", "mysql://ops@127.0.0.1:\(port)/", "--defaults-file", file)
      #expect(same.status == 0, "\(same.errors)")
      let nobody = try await sessions("-t", "mysql://127.0.0.1:\(port)/", "--defaults-file", file)
      #expect(nobody.status == 0, "\(nobody.errors)")
      let other = try await sessions(
        "-t", "mysql://other@/?socket=\(server.socket)", "--defaults-file", file)
      #expect(other.status == 77)
      #expect(other.errors.contains("error 1045"))
      #expect(other.errors.contains("(using password: NO)"))
      #expect(other.errors.contains("the password at \(file):5 is for 'ops' and was not sent for 'other'"))
    }
  }

  @Test("A wrong password is told with the line that it stands on; a named password file beats it")
  func wrong() async throws {
    try await withServer { server, _, scratch in
      let file = try scratch.write("[client]\nuser=ops\npassword=nope\n", to: "f.cnf")
      let url = "mysql:///?socket=\(server.socket)"
      let wrong = try await sessions("-t", url, "--defaults-file", file)
      #expect(wrong.status == 77)
      #expect(wrong.errors.contains("check the user, and the password at \(file):3"))
      #expect(!wrong.errors.contains("nope"))
      let passwordFile = try scratch.write(Self.password, to: "password")
      for words in [["--password-file", passwordFile], []] {
        let right = try await Program.run(
          [Program.path("xmlactl"), "sessions", "-t", url, "--defaults-file", file, "-o", "name"] + words,
          environment: words.isEmpty ? ["XMLACTL_PASSWORD_FILE": passwordFile] : [:])
        #expect(right.status == 0, "\(right.errors)")
      }
    }
  }

  @Test("~/.my.cnf is read, unless --no-defaults is given; a password that others can read is warned of")
  func home() async throws {
    try await withServer { server, _, scratch in
      _ = try scratch.write(
        "[client]\nsocket=\(server.socket)\nuser=ops\npassword=\(Self.quoted)\n", to: ".my.cnf", mode: 0o644)
      let environment = ["HOME": scratch.path]
      let found = try await sessions("-t", "mysql:///", environment: environment)
      #expect(found.status == 0, "\(found.errors)")
      #expect(
        found.errors.contains(
          "the password at \(scratch.path)/.my.cnf:4 can be read by others; chmod 600 the file"))
      let without = try await sessions(
        "-t", "mysql://ops@/?socket=\(server.socket)", "--no-defaults", environment: environment)
      #expect(without.status == 77)
      #expect(!without.errors.contains(".my.cnf"))
      // Two targets of the same file: it is read once, and said once.
      _ = try scratch.write(
        "[client]\nsocket=\(server.socket)\nuser=ops\npassword=\(Self.quoted)\nssl-crl=/x\n", to: ".my.cnf")
      let twice = try await sessions(
        "-t", "mysql:///", "-t", "mysql://ops@/?socket=\(server.socket)", environment: environment)
      #expect(twice.status == 0, "\(twice.errors)")
      #expect(twice.errorLines.filter { $0.contains("'ssl-crl' is not supported") }.count == 1)
    }
  }

  @Test("A configured target, --tls and option files come together")
  func configured() async throws {
    try await withServer { server, port, scratch in
      let defaults = try scratch.write(
        "[client]\nuser=ops\npassword=\(Self.quoted)\nssl-mode=VERIFY_IDENTITY\n", to: "f.cnf")
      let configuration = try scratch.write(
        "targets:\n  db1:\n    url: mysql://127.0.0.1:\(port)/\n  db2:\n    url: mysql://127.0.0.1:\(port)/\n"
          + "    tls: disabled\n", to: "config.yaml")
      let environment = ["XMLACTL_CONFIG": configuration]
      let strict = try await sessions("-t", "db1", "--defaults-file", defaults, environment: environment)
      #expect(strict.status == 69, "\(strict.errors)")
      #expect(strict.errors.contains("TLS verify-full"))
      for words in [["-t", "db2"], ["-t", "db1", "--tls", "disabled"]] {
        let result = try await Program.run(
          [Program.path("xmlactl"), "sessions", "-o", "name", "--defaults-file", defaults] + words,
          environment: environment)
        #expect(result.status == 0, "\(result.errors)")
      }
    }
  }

  @Test("What is wrong with option files or their options is told before anybody is asked")
  func mistakes() async throws {
    try await ScratchFolder.with { scratch in
      let loop = "\(scratch.path)/loop.cnf"
      _ = try scratch.write("[client]\n!include \(loop)\n", to: "loop.cnf")
      let bad = try scratch.write("[client]\nport=0x10\n", to: "bad.cnf")
      let cases: [([String], Int32, String)] = [
        (["--defaults-file", "\(scratch.path)/none.cnf"], 78, "none.cnf' can't be opened: No such file"),
        (["--defaults-file", loop], 78, "\(loop):2: '\(loop)' is included by itself"),
        (["--defaults-file", bad], 78, "\(bad):2: '0x10' is no port"),
        (["--defaults-file", bad, "--no-defaults"], 64, "keep one"),
        (["--tls", "sometimes"], 64, "sometimes"),
        (["--no-defaults", "--tls-ca", "/ca"], 64, "this target uses no TLS"),
      ]
      for (words, status, message) in cases {
        let result = try await Program.run(
          [Program.path("xmlactl"), "sessions", "-t", "mysql:///"] + words)
        #expect(result.status == status, "\(words): \(result.errors)")
        #expect(result.errors.contains(message), "\(result.errors)")
      }
      let xmla = try await sessions("-t", "http://127.0.0.1:1/", "--no-defaults")
      #expect(xmla.status == 64)
      #expect(xmla.errors.contains("are for MySQL targets"))
      let untouched = try await sessions("-t", "http://127.0.0.1:1/", environment: ["HOME": scratch.path])
      #expect(untouched.status == 69, "option files are not read for XMLA")
    }
  }

  @Test("A file that everybody can write is ignored, and that is said")
  func worldWritable() async throws {
    try await withServer { server, _, scratch in
      let file = try scratch.write("[client]\nuser=ops\npassword=\(Self.quoted)\n", to: "f.cnf", mode: 0o666)
      let result = try await sessions(
        "-t", "mysql://root@/?socket=\(server.socket)", "--defaults-file", file)
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.errors.contains("the option file '\(file)' is ignored, since everybody can write it"))
    }
  }
}

import SessionControl
import Testing

@testable import Configuration

/// What reading option files does with files, folders and mistakes. What their lines mean is compared with the
/// clients themselves in `OptionFileClientTests`.
@Suite struct OptionFileReaderTests {
  /// Files by path, and the names in folders.
  private func reader(
    _ files: [String: String], modes: [String: UInt32] = [:], unreadable: Set<String> = []
  ) -> OptionFileReader {
    let source = OptionFileReader.Source(
      file: { path throws(SmallFile.Problem) in
        if unreadable.contains(path) { throw SmallFile.Problem(opening: 13) }
        guard let text = files[path] else { throw SmallFile.Problem(opening: 2) }
        return SmallFile(bytes: Array(text.utf8), mode: modes[path] ?? 0o600)
      },
      folder: { path throws(SmallFile.Problem) in
        let prefix = "\(path)/"
        let names = files.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
        if names.isEmpty { throw SmallFile.Problem(opening: 2) }
        return names
      })
    return OptionFileReader(source: source, groups: ["client", "xmlactl"], home: "/home/anna")
  }

  private func refusal(_ files: [String: String], of path: String = "/my.cnf") -> String? {
    var reader = reader(files)
    do { try reader.read(path) } catch { return (error as? ControlError)?.description }
    return nil
  }

  @Test("Options come in the order of reading, with where they stand")
  func order() throws {
    var reader = reader([
      "/my.cnf": "[client]\nuser=a\n!includedir /d\n!include ~/x.cnf\n[mysqld]\nport=1\n[XMLACTL]\nuser=z\n",
      "/d/2.cnf": "[client]\nuser=two\n", "/d/10.cnf": "[client]\nuser=ten\n",
      "/d/3.ini": "[client]\nuser=no\n",
      "/home/anna/x.cnf": "[client]\nhost",
    ])
    try reader.read("/my.cnf")
    let found = reader.options.map { option in
      let value = option.value.map { String(decoding: $0, as: UTF8.self) }
      return "\(option.origin) \(option.group) \(option.name) \(value ?? "-")"
    }
    #expect(
      found == [
        "/my.cnf:2 client user a", "/d/10.cnf:2 client user ten", "/d/2.cnf:2 client user two",
        "/home/anna/x.cnf:2 client host -", "/my.cnf:8 xmlactl user z",
      ])
    #expect(reader.warnings.isEmpty)
  }

  @Test("A missing file says nothing, unless it was named")
  func missing() throws {
    var reader = reader([:])
    try reader.read("/my.cnf")
    #expect(reader.options.isEmpty)
    let error = #expect(throws: ControlError.self) { try reader.read(required: "/my.cnf") }
    #expect(error?.code == .configuration)
    #expect(error?.message == "the option file '/my.cnf' can't be opened: No such file or directory")
  }

  @Test("A file that may not be read is refused; one that is included is told of and passed over")
  func unreadable() throws {
    var direct = reader([:], unreadable: ["/my.cnf"])
    let error = #expect(throws: ControlError.self) { try direct.read("/my.cnf") }
    #expect(error?.message == "the option file '/my.cnf' can't be opened: Permission denied")

    var included = reader(
      ["/my.cnf": "[client]\n!include /root.cnf\nuser=a\n"], unreadable: ["/root.cnf"])
    try included.read("/my.cnf")
    #expect(included.options.count == 1)
    #expect(
      included.warnings == ["the option file '/root.cnf' is not used: it can't be opened: Permission denied"])
  }

  @Test("What everybody can write is ignored, and that is said")
  func worldWritable() throws {
    var reader = reader(
      ["/my.cnf": "[client]\nuser=a\n!include /b.cnf\n", "/b.cnf": "[client]\nuser=b\n"],
      modes: ["/b.cnf": 0o666])
    try reader.read("/my.cnf")
    #expect(reader.options.map(\.origin.path) == ["/my.cnf"])
    #expect(reader.warnings == ["the option file '/b.cnf' is ignored, since everybody can write it"])
  }

  @Test(
    "Whether others can read an option is known",
    arguments: [(0o600, false), (0o640, true), (0o604, true), (0o622, false)] as [(UInt32, Bool)])
  func exposed(_ mode: UInt32, _ isExposed: Bool) throws {
    var reader = reader(["/my.cnf": "[client]\npassword=a\n"], modes: ["/my.cnf": mode & ~0o002])
    try reader.read("/my.cnf")
    #expect(reader.options.first?.origin.isReadableByOthers == isExposed)
  }

  @Test("Mistakes are told with file and line")
  func mistakes() {
    let hint = "; correct it, or leave option files out with --no-defaults; nothing was sent"
    let cases = [
      ("\nuser=a", "/my.cnf:2: the option stands before any [group]"),
      (
        "\u{FEFF}[client]",
        "/my.cnf:1: the file begins with a byte order mark, which the clients do not take either"
      ),
      ("[client]\n[mysql\n", "/my.cnf:2: the line begins a group and has no ']'"),
      ("[client]\n!include \n", "/my.cnf:2: the line does not say what to include"),
      ("[client]\n!includedir /d", "/my.cnf:2: the folder '/d' can't be opened: No such file or directory"),
      ("[client]\nuser=\0", "/my.cnf:2: the line has a zero byte"),
      ("[client]\nuser=\(String(repeating: "x", count: 5_000))", "/my.cnf:2: the line is too long"),
      ("!include /my.cnf", "/my.cnf:1: '/my.cnf' is included by itself"),
    ]
    for (text, message) in cases { #expect(refusal(["/my.cnf": text]) == message + hint) }
    #expect(
      refusal(["/my.cnf": "[client]\n!include /b", "/b": "[client]\nuser=a\n[x"])
        == "/b:3: the line begins a group and has no ']'\(hint)", "an included file counts no less")
  }

  @Test("A loop of includes is refused where it closes, and so is too long a chain and too many files")
  func loops() {
    let loop = refusal(["/my.cnf": "!include /b", "/b": "\n!include /c", "/c": "!include /b"])
    #expect(loop?.hasPrefix("/c:1: '/b' is included by itself") == true)
    var chain = Dictionary(
      uniqueKeysWithValues: (0...10).map { ("/\($0)", "!include /\($0 + 1)") })
    #expect(refusal(chain, of: "/1") == nil, "ten deep, as the clients go")
    #expect(refusal(chain, of: "/0")?.hasPrefix("/10:1: more than 10 option files") == true)
    chain["/wide"] = (0...1_000).map { _ in "!include /empty\n" }.joined()
    chain["/empty"] = ""
    #expect(refusal(chain, of: "/wide")?.contains("more than 1000 option files") == true)
  }

  @Test("Control characters in a path can't forge a message")
  func forgery() {
    #expect(
      refusal(["/my.cnf": "[client]\n!include /\u{1B}[2J\n!includedir /\u{1B}"])?.contains("\u{1B}") == false)
  }
}

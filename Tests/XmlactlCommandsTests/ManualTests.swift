import Configuration
import Foundation
import SessionControl
import TestSupport
import Testing

/// The man page says what the program does, no less and no more.
@Suite struct ManualTests {
  private let page: String

  init() throws {
    page = try String(
      contentsOf: CommandTree.root.appendingPathComponent("man/xmlactl.1"), encoding: .utf8)
  }

  private func matches(_ pattern: String) throws -> [String] {
    let expression = try NSRegularExpression(pattern: pattern, options: .anchorsMatchLines)
    let whole = NSRange(page.startIndex..., in: page)
    return expression.matches(in: page, range: whole).compactMap {
      Range($0.range(at: 1), in: page).map { String(page[$0]) }
    }
  }

  /// The lines between a heading and the next.
  private func section(_ name: String) -> Substring {
    guard let start = page.range(of: ".Sh \(name)\n") else { return "" }
    let rest = page[start.upperBound...]
    return rest.range(of: "\n.Sh ").map { rest[..<$0.lowerBound] } ?? rest
  }

  @Test("Every option is in the page, and every option in the page exists")
  func options() async throws {
    let known = try await CommandTree.dumped().options
    let tagged = try matches(#"^\.It Fl (.*)$"#).flatMap { line in
      line.replacingOccurrences(of: " (Ar|Op) .*", with: "", options: .regularExpression)
        .split(separator: ",").map { "-" + $0.trimmingCharacters(in: .whitespaces) }
    }
    #expect(Set(tagged) == known)
    // Mentioned in running text and in the synopsis.
    for mention in try matches(#"Fl (-?[a-z-]+)"#) { #expect(known.contains("-\(mention)"), "\(mention)") }
  }

  @Test("Every command is in the page, and every command in the page exists")
  func commands() async throws {
    let known = try await CommandTree.dumped().commands
    let leaves = known.filter { $0.command.subcommands?.isEmpty ?? true }.map(\.path).filter { !$0.isEmpty }
    let tagged = try matches(#"^\.It Cm (.*)$"#).map {
      $0.replacingOccurrences(of: " (Ar|Op) .*", with: "", options: .regularExpression)
    }
    #expect(Set(tagged) == Set(leaves + ["help"]))
  }

  @Test("Every environment variable is in the page, and every one in the page is read")
  func environment() throws {
    #expect(Set(try matches(#"^\.It Ev (.*)$"#)) == Set(EnvironmentKey.allCases.map(\.rawValue)))
  }

  @Test("Every exit status is in the page, and every one in the page exists")
  func exitStatuses() throws {
    let section = section("EXIT STATUS")
    let listed = section.split(separator: "\n").compactMap { line in
      line.hasPrefix(".It ") ? Int32(line.dropFirst(4)) : nil
    }
    #expect(listed == ExitStatus.allCases.map(\.rawValue))
  }

  @Test("Every format and every TLS mode is in the page")
  func values() {
    for mode in MySQLAddress.TLSMode.allCases { #expect(page.contains(".Cm \(mode.rawValue)")) }
    let keys =
      Session.commonKeys + Connection.commonKeys + Command.commonKeys + Transaction.commonKeys
      + Lock.commonKeys + LockWait.commonKeys
    for key in keys {
      #expect(section("OUTPUT").contains(key), "\(key)")
    }
  }

  @Test("Examples come first, and each is a command line that parses")
  func examples() async throws {
    let headings = try matches(#"^\.Sh (.*)$"#)
    #expect(headings.prefix(3) == ["NAME", "SYNOPSIS", "EXAMPLES"])
    let known = Set(try await CommandTree.dumped().commands.map(\.path))
    let examples = try matches(#"\.Dl \$ (xmlactl .*)$"#)
    #expect(examples.count >= 5)
    for example in examples {
      for part in example.components(separatedBy: " | ") {
        let words = part.split(separator: " ").map(String.init)
        #expect(known.contains(words[1]) || known.contains(words[1...2].joined(separator: " ")), "\(part)")
      }
    }
  }

  @Test(
    "mandoc has nothing to say against the page, but that examples come early",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/mandoc"), "mandoc is not installed"))
  func lint() async throws {
    let path = CommandTree.root.appendingPathComponent("man/xmlactl.1").path
    let result = try await Program.run(["mandoc", "-Tlint", "-W", "warning", path])
    let lines = (result.output + result.errors).split(separator: "\n")
    let others = lines.filter { !$0.contains("sections out of conventional order: Sh DESCRIPTION") }
    #expect(others.isEmpty, "\(others)")
  }
}

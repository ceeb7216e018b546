/// Which run of which server an id was listed on. Ids count up from 1 on every server and after every restart, so the
/// same id soon means somebody else (facts/mysql.md 2).
///
/// Written as in `k7f3q2-t5u2m0`; the form is a contract, since ids with it are kept in files and pipes.
public struct ServerMark: Sendable, Hashable, CustomStringConvertible {
  /// A fingerprint of what names the server.
  public var server: String
  /// When this run of it began, in seconds since 1970: the server's own clock less its uptime, both read in one
  /// statement, which give the same each time (observed on MariaDB 10.11 and MySQL 9.7).
  public var start: UInt64

  private static let radix: UInt64 = 36
  private static let digits = 6

  public init(server: String, start: UInt64) {
    self.server = server
    self.start = start
  }

  /// - Parameter names: all that names the server, in an order that never changes.
  public init(of names: [String], start: UInt64) {
    // FNV-1a, the same in every build and on every machine. It tells servers apart and keeps nobody out: the KILL
    // itself compares the variables.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in names.joined(separator: "\n").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    var short = (hash >> 32) ^ hash
    var text = ""
    for _ in 0..<Self.digits {
      text.append(contentsOf: String(short % Self.radix, radix: Int(Self.radix)))
      short /= Self.radix
    }
    self.init(server: text, start: start)
  }

  /// Nil when the text is not of this form.
  init?(_ text: Substring) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == Self.digits, parts[1].utf8.count <= 12,
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isDigit) }),
      let start = UInt64(parts[1], radix: Int(Self.radix))
    else { return nil }
    self.init(server: String(parts[0]), start: start)
  }

  public var description: String { "\(server)-\(String(start, radix: Int(Self.radix)))" }

  /// What tells the server that answers from the one that the id was listed on.
  public func differences(to answering: ServerMark) -> [Difference] {
    guard server == answering.server else {
      return [Difference("server", expected: server, found: answering.server)]
    }
    guard start != answering.start else { return [] }
    return [
      Difference(
        "server's start", expected: ServerTime.text(seconds: start),
        found: ServerTime.text(seconds: answering.start))
    ]
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }
}

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

  public init(server: String, start: UInt64) {
    self.server = server
    self.start = start
  }

  /// - Parameter names: all that names the server, in an order that never changes.
  public init(of names: [String], start: UInt64) {
    // The KILL itself compares the variables.
    self.init(server: Fingerprint.text(of: names), start: start)
  }

  /// Nil when the text is not of this form.
  init?(_ text: Substring) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, Fingerprint.isOne(parts[0]), let start = Fingerprint.number(parts[1]) else {
      return nil
    }
    self.init(server: String(parts[0]), start: start)
  }

  public var description: String { "\(server)-\(Fingerprint.text(of: start))" }

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
}

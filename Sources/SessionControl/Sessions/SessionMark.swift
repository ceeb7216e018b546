/// Which session of an XMLA server an id was listed with, and which command of it. SPIDs are counted from each server's
/// own start, so the same number means somebody else on another node; a session's id is a GUID.
///
/// Written behind the id, as in `1001/7f3a91-4t9x8s2k1a-c`: a fingerprint of the session's id, the start of its last
/// command in units of 100 ns since 1970, and the number of its commands where the server counts them. The form is a
/// contract, since ids with it are kept in files and pipes.
public struct SessionMark: Sendable, Hashable, CustomStringConvertible {
  /// A fingerprint of the session's id.
  public var session: String
  /// When its last command began; nil where the server does not tell.
  public var commandStart: UInt64?
  /// How many commands it has had. Nil where the server does not tell, and of a Batch, whose parts may be counted one
  /// after the other.
  public var commandCount: UInt64?

  /// A second, in units of ``commandStart``.
  private static let second: UInt64 = 10_000_000
  private static let millisecond: UInt64 = 10_000

  public init(of session: Session) {
    self.init(
      sessionID: session.id, commandStart: session.commandStartTime, commandCount: session.commandCount,
      statement: session.statement)
  }

  /// - Parameters:
  ///   - commandStart: ISO-8601, as servers write it.
  ///   - statement: what it runs, as far as the server shows it.
  public init(sessionID: String, commandStart: String?, commandCount: UInt64?, statement: String?) {
    session = Fingerprint.text(ofGUID: sessionID)
    self.commandStart = Self.start(commandStart)
    self.commandCount = statement.flatMap(BatchText.init) == nil ? commandCount : nil
  }

  /// Of a connection: whose it is, from where, and when it began.
  public init(of connection: Connection) {
    let names = [connection.id.map(String.init), connection.user, connection.host]
    session = Fingerprint.text(of: names.map { $0 ?? "" })
    commandStart = Self.start(connection.startTime)
  }

  private static func start(_ text: String?) -> UInt64? {
    text.flatMap(ServerTime.nanoseconds).map { UInt64(max(0, $0)) / 100 }
  }

  /// Nil when the text is not of this form.
  init?(_ text: Substring) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), Fingerprint.isOne(parts[0]),
      let start = Fingerprint.number(parts[1])
    else { return nil }
    session = String(parts[0])
    commandStart = start == 0 ? nil : start
    guard parts.count == 3 else { return }
    guard let count = Fingerprint.number(parts[2]) else { return nil }
    commandCount = count
  }

  public var description: String {
    "\(session)-\(Fingerprint.text(of: commandStart ?? 0))"
      + (commandCount.map { "-\(Fingerprint.text(of: $0))" } ?? "")
  }

  /// What tells a session from the one that was listed; nil when it is the same, with the same last command.
  ///
  /// - Parameter scope: what is to be cancelled. A command that has ended, with or without another after it, leaves
  ///   nothing to cancel.
  public func difference(to session: Session, scope: CancelScope) -> Difference? {
    let now = SessionMark(of: session)
    guard self.session == now.session else {
      return Difference(
        "session", expected: "the one that was listed",
        found: [session.id, session.user].compactMap(\.self).joined(separator: " of "))
    }
    guard scope != .command || !session.status.isIdle, !isSameCommand(now.commandStart, session.commandCount)
    else { return nil }
    return Difference(
      "command", expected: commandStart.map { "the one of \(Self.time($0))" } ?? "the one that was listed",
      found: "\(now.commandStart.map { "one of \(Self.time($0)), " } ?? "")\(session.statement ?? "none")")
  }

  /// Whether a connection is the one that was listed.
  public func isSame(as connection: Connection) -> Bool {
    let now = SessionMark(of: connection)
    return session == now.session && isSameCommand(now.commandStart, nil)
  }

  /// Whether a session is the one that was listed, whatever it does by now.
  public func isSameSession(as session: Session) -> Bool { self.session == SessionMark(of: session).session }

  /// Whether it can't tell the command from others: without its number, a whole second may be the start of several.
  public var isVague: Bool { commandCount == nil && (commandStart ?? 0) % Self.second == 0 }

  /// A start that tells more than the second tells for itself; of a whole second the count must agree too. What was
  /// listed and is not told any more is a difference: nobody knows then.
  private func isSameCommand(_ start: UInt64?, _ count: UInt64?) -> Bool {
    let hasSameCount = commandCount == nil || commandCount == count
    guard let listed = commandStart else { return hasSameCount }
    guard let start else { return false }
    let isSecond = listed % Self.second == 0 || start % Self.second == 0
    if isSecond { return listed / Self.second == start / Self.second && hasSameCount }
    let isMillisecond = listed % Self.millisecond == 0 || start % Self.millisecond == 0
    return isMillisecond ? listed / Self.millisecond == start / Self.millisecond : listed == start
  }

  private static func time(_ start: UInt64) -> String { ServerTime.text(seconds: start / second) }
}

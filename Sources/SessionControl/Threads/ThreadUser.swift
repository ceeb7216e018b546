/// A user whose threads are meant: `anna`, or `anna@10.0.0.5` for those from one host only.
public struct ThreadUser: Sendable, Hashable, CustomStringConvertible {
  public let name: String
  /// Nil for any host.
  public let host: String?

  public var description: String { (host.map { "\(name)@\($0)" } ?? name).printable }

  /// - Throws: ``ControlError`` with code `.usage` when no name stands before the last `@`.
  public init(_ text: String) throws(ControlError) {
    // A user's name may have an '@' in it, a host's may not.
    let at = text.lastIndex(of: "@")
    name = String(at.map { text[..<$0] } ?? text[...])
    let host = at.map { String(text[text.index(after: $0)...]) }
    self.host = host == "%" ? nil : host
    guard !name.isEmpty, host?.isEmpty != true else {
      throw ControlError(
        .usage, "'\(text.printable)' is no user: write NAME or NAME@HOST", hint: "nothing was sent")
    }
  }

  /// Whether a thread is this user's by now: who has logged in may become another user without a new connection.
  public func owns(_ session: Session) -> Bool {
    session.user == name && (host == nil || host == Self.host(of: session))
  }

  /// Over TCP with a port behind it.
  private static func host(of session: Session) -> String? {
    guard let text = session.host, let colon = text.lastIndex(of: ":"),
      text[text.index(after: colon)...].allSatisfy(\.isNumber)
    else { return session.host }
    return String(text[..<colon])
  }
}

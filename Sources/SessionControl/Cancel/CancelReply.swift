/// How a server answered one cancel. "Accepted" claims nothing about what became of the work.
public enum CancelReply: Sendable, Equatable {
  /// - guarantee: what made sure that it hit what was meant, a clause; nil where there is nothing to say.
  /// - hit: which command it hit, where a look told.
  case accepted(guarantee: String? = nil, hit: CancelHit? = nil)
  /// Nothing ran there any more (XMLA warning 1091829763, MariaDB error 1957).
  case nothingRunning(detail: String)
  /// There is no such id any more.
  case noSuchID(detail: String)
  /// Somebody else holds the id now, or another server answered; nothing was cancelled.
  case changed([Difference])
  /// A guard forbids it for another reason, a clause; nothing was cancelled.
  case refused(String)
}

/// What would be sent.
public struct CancelDocument: Sendable, Equatable {
  /// The XMLA document or the SQL, with its line end.
  public var text: String
  /// As in ``CancelReply/accepted(guarantee:)``.
  public var guarantee: String?

  public init(_ text: String, guarantee: String? = nil) {
    self.text = text
    self.guarantee = guarantee
  }
}

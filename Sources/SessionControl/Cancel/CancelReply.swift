/// How a server answered one cancel. "Accepted" claims nothing about what became of the work.
public enum CancelReply: Sendable, Equatable {
  case accepted
  /// Nothing ran there any more (XMLA warning 1091829763, MariaDB error 1957).
  case nothingRunning(detail: String)
  /// There is no such id any more.
  case noSuchID(detail: String)
  /// Somebody else holds the id now, or another server answered; nothing was cancelled.
  case changed([Difference])
  /// A guard forbids it for another reason, a clause; nothing was cancelled.
  case refused(String)
}

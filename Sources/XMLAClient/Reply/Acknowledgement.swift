internal import SessionControl

/// What a reply says of a command that gives nothing back: a Cancel, a step of a transaction, the end of a session.
enum Acknowledgement: Equatable {
  /// It says that the command was taken, and nothing else.
  case accepted
  case failed(ControlError)
  /// Nothing ran that a Cancel could have stopped, in the server's words.
  case nothingRunning(String)
  /// In the server's words.
  case warned(String)
  /// It does not say whether the command was taken: what it does instead, a clause without its subject.
  case unclear(String)

  /// The error for a reply that does not tell whether the command was taken.
  func doubt(_ what: String, hint: String) -> ControlError {
    let (code, message, detail): (ControlError.Code, String, String?) =
      switch self {
      case .unclear(let why): (.protocolViolation, "the reply to the \(what) \(why)", nil)
      case .nothingRunning(let words), .warned(let words):
        (.serverRefused, "the server answered the \(what) with a warning", words)
      case .accepted, .failed: preconditionFailure("it tells")
      }
    return ControlError(
      code, "\(message), so whether it was taken is not known", detail: detail, hint: hint)
  }
}

extension Reply {
  /// Taken is only what an empty result says that came alone, with HTTP 200 and nothing unread beside it (facts/xmla.md
  /// j): all else is no such reply, or not that of this server.
  var acknowledgement: Acknowledgement {
    let others = messages.filter { $0.code != .nothingRunning && $0.code != .unsuccessful }
    if let word = messages.first(where: { $0.code == .nothingRunning }),
      others.allSatisfy({ $0.severity == .warning })
    {
      return .nothingRunning(word.description)
    }
    if let error { return .failed(error) }
    guard warnings.isEmpty else {
      return .warned(warnings.map(\.description).joined(separator: "; then "))
    }
    return doubt.map(Acknowledgement.unclear) ?? .accepted
  }

  private var doubt: String? {
    guard status == 200 else { return "came with HTTP \(status)" }
    guard method == .execute else { return "is none to a command" }
    guard let result = results.first else { return "holds no result" }
    guard results.count == 1 else { return "holds \(results.count) results" }
    switch result.content {
    case .empty: return unread.map { "holds \($0), which is not read" }
    case .rowset: return "holds a list"
    case .dataset: return "holds a multidimensional result"
    case .other(let namespace):
      return "holds a result of another kind ('\(namespace.shortened(to: 60).printable)')"
    }
  }

  /// Why it can't be taken for a whole list; nil when it can.
  var objectionToList: String? {
    guard (200..<300).contains(status) else { return "came with HTTP \(status)" }
    guard let rowset = results.first(where: { $0.content == .rowset }) else { return "holds no rowset" }
    if rowset.hasUnreadRows { return "holds rows in a namespace where none are read" }
    if rowset.rowCount == 0, let unread { return "holds no row, and \(unread), which is not read" }
    return nil
  }
}

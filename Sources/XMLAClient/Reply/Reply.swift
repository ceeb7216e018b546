/// A reply once it has been read, rows apart: those were handed over on the way.
struct Reply: Sendable, Equatable {
  /// One `root` of the reply; a Batch gives several.
  struct Result: Sendable, Equatable {
    enum Content: Sendable, Equatable { case empty, rowset, other(namespace: String) }

    var content: Content
    var rowCount = 0
    /// An Exception element: the command failed, even if rows came before it.
    var hasException = false
    var messages: [ServerMessage] = []

    /// What went wrong in this result, the cause first.
    var errors: [ServerMessage] { messages.filter { $0.severity == .error } }
  }

  /// A SOAP fault.
  struct Fault: Sendable, Equatable {
    var code = ""
    var text = ""
    var actor: String?
    /// The detail's errors; the first is the root cause (facts/xmla.md c.1).
    var errors: [ServerMessage] = []

    /// What to show and to match on.
    var cause: ServerMessage {
      errors.first
        ?? ServerMessage(
          severity: .error,
          code: code.split(separator: ".").last.flatMap { XMLACode(text: String($0)) }, text: text)
    }
  }

  /// The session that the server opened, from the reply's header.
  var sessionID: String?
  var fault: Fault?
  var results: [Result] = []

  /// What ended the command: a fault, or an exception in a result.
  var failure: ServerMessage? {
    if let fault { return fault.cause }
    for result in results where result.hasException || !result.errors.isEmpty {
      return result.errors.first
        ?? ServerMessage(severity: .error, code: nil, text: "the server reported an exception and no error")
    }
    return nil
  }

  var warnings: [ServerMessage] { results.flatMap(\.messages).filter { $0.severity == .warning } }
}

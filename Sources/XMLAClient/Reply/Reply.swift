internal import SessionControl

/// A reply once it has been read, rows apart: those were handed over on the way.
struct Reply: Sendable, Equatable {
  /// One `root` of the reply; a Batch gives several.
  struct Result: Sendable, Equatable {
    enum Content: Sendable, Equatable { case empty, rowset, dataset, other(namespace: String) }

    var content: Content
    var rowCount = 0
    /// An Exception element: the command failed, even if rows came before it.
    var hasException = false
    var messages: [ServerMessage] = []
    /// Rows in a namespace where none are read.
    var hasUnreadRows = false

    /// What went wrong in this result, the cause first.
    var errors: [ServerMessage] { messages.filter { $0.severity == .error } }
    var hasFailed: Bool { hasException || !errors.isEmpty }
    /// What to tell beside its rows.
    var spokenWarnings: [String] {
      messages.filter { $0.severity == .warning }.map { "the server warns: \($0.description)" }
    }
    /// What went wrong, in any case some words of it.
    var failures: [ServerMessage] {
      guard hasFailed, errors.isEmpty else { return errors }
      return [
        ServerMessage(severity: .error, code: nil, text: "the server reported an exception and no error")
      ]
    }
  }

  /// A SOAP fault.
  struct Fault: Sendable, Equatable {
    var code = ""
    var text = ""
    var actor: String?
    /// The detail's errors; the first is the root cause (facts/xmla.md c.1).
    var errors: [ServerMessage] = []
    /// What else the detail says, of servers with a form of their own.
    var remark = ""

    /// What to show, the cause first: the detail's errors, or all that a fault of plain SOAP 1.1 tells.
    var messages: [ServerMessage] {
      guard errors.isEmpty else { return errors }
      let number = code.split(separator: ".").last.flatMap { XMLACode(text: String($0)) }
      let parts = [number == nil ? code : "", text, remark == text ? "" : remark]
      return [
        ServerMessage(
          severity: .error, code: number, text: parts.filter { !$0.isEmpty }.joined(separator: ": "))
      ]
    }
  }

  /// What a reply says that it answers.
  enum Method: Sendable, CaseIterable {
    case discover, execute

    var element: StaticString {
      switch self {
      case .discover: "DiscoverResponse"
      case .execute: "ExecuteResponse"
      }
    }
  }

  /// Of HTTP.
  var status = 200
  var method: Method?
  /// The session that the server opened, from the reply's header.
  var sessionID: String?
  var fault: Fault?
  var results: [Result] = []
  /// Errors and warnings where none belong.
  var strays: [ServerMessage] = []
  /// The first of what was passed over, in words.
  var unread: String?
  /// What a person should know of how it was read.
  var notes: [String] = []

  /// What ended the command, the cause first: a fault, an exception in a result, or an error anywhere else.
  var failures: [ServerMessage] {
    if let fault { return fault.messages }
    return results.first(where: \.hasFailed)?.failures ?? strays.filter { $0.severity == .error }
  }

  /// The one of the failures to match on: the first, but for the code that only says that something failed.
  var failure: ServerMessage? { Self.cause(of: failures) }

  static func cause(of failures: [ServerMessage]) -> ServerMessage? {
    failures.first { $0.code != .unsuccessful } ?? failures.first
  }

  /// Whether the server that answered does not know the session of the request, and so did nothing. Behind a balancer
  /// another one may.
  func isAstray(_ request: Envelope) -> Bool {
    guard let session = request.session, let failure, fault != nil, failure.code == .sessionNotFound else {
      return false
    }
    guard let subject = request.subject else { return true }
    let text = failure.text.lowercased()
    return text.contains(GUIDText.plain(session)) || !text.contains(GUIDText.plain(subject))
  }

  var warnings: [ServerMessage] {
    (results.flatMap(\.messages) + strays).filter { $0.severity == .warning }
  }

  /// Everything that it says in messages.
  var messages: [ServerMessage] { (fault?.errors ?? []) + results.flatMap(\.messages) + strays }
}

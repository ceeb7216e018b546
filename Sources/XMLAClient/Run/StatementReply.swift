internal import SessionControl

/// What the reply to a statement means, with one result or several. Pure.
struct StatementReply {
  private let reply: Reply
  private let command: CommandText
  /// Whether the property Timeout is that of our own command timeout.
  private let isOurTimeout: Bool

  init(_ reply: Reply, to command: CommandText, isOurTimeout: Bool) {
    self.reply = reply
    self.command = command
    self.isOurTimeout = isOurTimeout
  }

  var isSessionLost: Bool { reply.fault != nil && reply.failure?.code == .sessionNotFound }

  func end(_ target: String) -> StatementCancellation.End {
    // 0xC11C0002 comes from a cancel, and from a commit of somebody else that waited for ForceCommitTimeout.
    if let word = message(.cancelled) { return .interrupted(QueryInterrupted(detail: word.description)) }
    if isOurTimeout, let word = message(.requestTimedOut) {
      return .timedOut(QueryInterrupted(detail: word.description))
    }
    guard let error = reply.error else {
      guard !reply.results.isEmpty else {
        return .failed(
          ControlError(
            .protocolViolation, "the server answered without a result", target: target,
            hint: "whether the statement ran is not known; look with --trace"))
      }
      return unreadable.map { .failed($0.of(target: target)) } ?? .completed
    }
    if isSessionLost { return .failed(Self.sessionLost(error).of(target: target)) }
    return .failed(ofBatch(error).of(target: target))
  }

  static func sessionLost(_ error: ControlError) -> ControlError {
    ControlError(
      .sessionLost, "the session has expired, was ended or never was", detail: error.detail,
      hint: "nothing was run; what became of its transaction, if it had one, was not seen")
  }

  private func message(_ code: XMLACode) -> ServerMessage? {
    let all = (reply.fault?.messages ?? []) + reply.results.flatMap(\.errors)
    return all.first { $0.code == code }
  }

  /// A result in a form that nothing here shows.
  private var unreadable: ControlError? {
    for case .other(let namespace) in reply.results.map(\.content) {
      return ControlError(
        .protocolViolation, "the result is in a form that is not read", detail: namespace,
        hint: "ask for rows: --property Format=Tabular")
    }
    return nil
  }

  /// The error of a Batch names the commands that failed, and what became of the others.
  private func ofBatch(_ error: ControlError) -> ControlError {
    guard case .document(let document) = command, document.name == "Batch" else { return error }
    var error = error
    let failed = reply.results.enumerated().filter(\.element.hasFailed)
    if reply.fault == nil, reply.results.count > 1, let first = failed.first {
      // Where the server merged some, a number would point to the wrong one.
      let noun = reply.results.count == document.children.count ? "command" : "result"
      let numbers = failed.map { String($0.offset + 1) }.joined(separator: ", ")
      if let cause = Reply.cause(of: first.element.failures) {
        error = reply.error(
          for: cause,
          detail: failed.map { index, result in
            "\(noun) \(index + 1): " + result.failures.map(\.description).joined(separator: "; then ")
          }.joined(separator: "; "))
      }
      error.message = "\(noun) \(numbers) of the Batch's \(reply.results.count) failed: \(error.message)"
    }
    if let batch = BatchText(document.markup) {
      error.hint = [error.hint, batch.afterFailure].compactMap(\.self).joined(separator: "; ")
    }
    return error
  }
}

import FlyingFox
import Synchronization

/// Makes the faults happen that a plan says.
///
/// Safe to use from any task.
final class FaultInjector: Sendable {
  private let plan: Mutex<FaultPlan>

  init(_ rules: [FaultRule]) {
    plan = Mutex(FaultPlan(rules))
  }

  /// Answers one request.
  ///
  /// - Parameters:
  ///   - request: its body.
  ///   - answer: carries the request out; `manner` is what becomes of a Cancel.
  /// - Throws: what `answer` throws, and `CancellationError` when the server stops.
  func respond(
    to request: [UInt8], answer: (_ manner: CancelManner) async throws -> Reply
  ) async throws -> HTTPResponse {
    let rules = plan.withLock { $0.rules(forRequestOf: RequestKind.kinds(ofRequest: request)) }
    let instead = rules.lazy.compactMap { FaultyReply(insteadOf: $0.fault) }.first
    var reply: FaultyReply
    if let instead {
      reply = instead
    } else {
      let honest = try await answer(rules.lazy.compactMap(CancelManner.init).first ?? .prompt)
      // A long listing stays a stream where nothing spoils it.
      guard rules.contains(where: { $0.fault.onlyRequests == nil }) else { return HTTPResponse(honest) }
      reply = FaultyReply(try await honest.bytes())
    }
    for rule in rules {
      reply.apply(rule)
    }
    if let delay = reply.delay {
      try await Task.sleep(for: .milliseconds(delay.milliseconds))
    }
    return HTTPResponse(reply)
  }
}

extension CancelManner {
  /// What a fault makes of a Cancel; nil for a fault of another group.
  fileprivate init?(_ rule: FaultRule) {
    switch rule.fault {
    case .cancelWarning: self = .warning
    case .cancelIgnored: self = .ignored
    case .cancelSlow: self = .late(milliseconds: rule.duration?.milliseconds ?? 0)
    default: return nil
    }
  }
}

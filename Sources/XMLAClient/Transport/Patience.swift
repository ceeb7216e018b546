internal import SessionControl

/// How long a silent server is waited for. Pure.
///
/// What this client asks by itself has one limit for each sign of life. A statement runs as long as its command timeout
/// lets it: as long as nothing but the head of its reply has come, and between two results of a Batch, whose next command runs then,
/// there is no limit, and TCP asks whether the peer is still there. Once a result has begun the server is known to be
/// writing it, and that it stops for ten times as long as a first answer may take is given up.
struct Patience: Sendable {
  /// For each sign of life.
  let answer: Duration
  /// Of the statement's request; nil for what is no statement.
  let requestBytes: Int64?

  var isOfStatement: Bool { requestBytes != nil }

  /// - Parameters:
  ///   - sent: bytes of the request so far; none in the first steps of a login.
  ///   - hasBegun: whether a result or a fault has begun.
  /// - Returns: nil for none.
  func limit(sent: Int64, hasBegun: Bool, isBetweenResults: Bool) -> Duration? {
    guard let requestBytes, sent >= requestBytes else { return answer }
    if !hasBegun || isBetweenResults { return nil }
    return answer * 10
  }
}

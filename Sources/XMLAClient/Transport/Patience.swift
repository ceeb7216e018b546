internal import SessionControl

/// How long a silent server is waited for. Pure.
///
/// What this client asks by itself has one limit for each sign of life. A statement runs as long as its command timeout
/// lets it: as long as nothing but the head of its reply has come, and between two results of a Batch, whose next command runs then,
/// there is no limit, and TCP asks whether the peer is still there. Once a result has begun the server is known to be
/// writing it, and that it stops for ten times as long as a first answer may take is given up.
///
/// A listing goes on as long as its rows come. A look and the reply to a command are short, are kept until they are
/// whole, and somebody waits for them at the time of need: that one of them does not end is given up.
struct Patience: Sendable {
  /// For each sign of life.
  let answer: Duration
  /// Of the statement's request; nil for what is no statement.
  let requestBytes: Int64?
  /// Whether its rows are handed over as they come, however many there are.
  var isListing = false

  /// Of a reply that is kept until it is whole.
  static let maximumWholeBytes = 128 << 20

  var isOfStatement: Bool { requestBytes != nil }

  /// How long a reply may take that is to be whole, and nil for none.
  var whole: Duration? { isOfStatement || isListing ? nil : answer * 3 }

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

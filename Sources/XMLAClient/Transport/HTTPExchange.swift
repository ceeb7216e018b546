internal import CCurlLoader
internal import SessionControl
internal import Synchronization

/// One request in flight: what curl's callbacks need. Used on the connection's thread only, except for
/// `isCancelled`.
final class HTTPExchange {
  /// What ended it from this side.
  enum Ending {
    /// No sign of life for too long.
    case silent(limit: Duration)
    /// A body that came too slowly for too long.
    case slow(window: Duration)
    /// A reply that is kept until it is whole, and did not end.
    case endless(limit: Duration)
    /// What the decoder or the rows' receiver threw; can't be thrown through C.
    case failed(any Error)
    /// The body of a redirect, which nobody reads, had no end.
    case unread
  }

  /// Of a redirect's body, so that a short one leaves the connection usable.
  private static let maximumUnreadBytes = 65_536

  let decoder: ReplyDecoder
  let isCancelled: CancellationFlag
  private let patience: Patience
  private(set) var ending: Ending?
  private(set) var head = ResponseHead()
  /// Why Kerberos had no ticket, in its own words.
  private(set) var securityMessage: String?
  /// Bytes of the body as they came over the network.
  var wireBytes: () -> Int = { 0 }
  private var lastSign = ContinuousClock.now
  private var begun: ContinuousClock.Instant?
  private var transferred: Int64 = -1
  private var unreadBytes = 0
  private var sendGuard: SendGuard
  private var pace: Pace
  private let mayBegin: () -> Bool

  /// - Parameters:
  ///   - mayRepeat: whether the request does no harm when the server takes it twice.
  ///   - mayBegin: called right before the request goes out.
  init(
    decoder: ReplyDecoder, patience: Patience, isCancelled: CancellationFlag, mayRepeat: Bool,
    mayBegin: @escaping () -> Bool
  ) {
    self.mayBegin = mayBegin
    sendGuard = SendGuard(mayRepeat: mayRepeat)
    pace = Pace(window: patience.answer * 2)
    self.decoder = decoder
    self.patience = patience
    self.isCancelled = isCancelled
  }

  static func from(_ context: UnsafeMutableRawPointer) -> HTTPExchange {
    Unmanaged<HTTPExchange>.fromOpaque(context).takeUnretainedValue()
  }

  /// Whether a server may have taken what must not be sent twice.
  var isUncertain: Bool { sendGuard.isUncertain }

  /// Called before the request goes out over a connection.
  ///
  /// - Returns: whether it may.
  func begin() -> Bool {
    lastSign = .now
    begun = begun ?? lastSign
    return mayBegin() && sendGuard.begin()
  }

  /// Takes one line of the answer's head.
  func receive(head line: UnsafeRawBufferPointer) {
    head.receive(String(decoding: line, as: UTF8.self))
    if head.status >= 200 { sendGuard.answered(head.status) }
  }

  /// - Returns: how many bytes were taken; fewer than given ends the transfer.
  func receive(_ bytes: UnsafeRawBufferPointer) -> Int {
    let started = ContinuousClock.now
    guard !head.isRedirect else {
      unreadBytes += bytes.count
      if unreadBytes > Self.maximumUnreadBytes { return end(.unread) }
      return bytes.count
    }
    do { try decoder.feed(bytes, head: head) } catch { return end(.failed(error)) }
    if Inflation.isBomb(plain: decoder.byteCount, wire: wireBytes()) {
      return end(.failed(XMLFailure.tooLarge(what: "a gzip bomb")))
    }
    if patience.whole != nil, decoder.byteCount > Patience.maximumWholeBytes {
      return end(.failed(XMLFailure.tooLarge(what: "a short answer was asked for")))
    }
    // Taken after the rows were written: a reader who pauses the output is no silence of the server.
    lastSign = .now
    pace.excuse(lastSign - started)
    return bytes.count
  }

  private func end(_ ending: Ending) -> Int {
    self.ending = ending
    return 0
  }

  /// - Parameters:
  ///   - down: bytes of the body so far.
  ///   - up: bytes of the request so far.
  /// - Returns: whether to go on.
  func progress(down: Int64, up: Int64) -> Bool {
    if isCancelled.isSet { return false }
    let now = ContinuousClock.now
    if down + up != transferred {
      transferred = down + up
      lastSign = now
    }
    if !patience.isOfStatement, !pace.receive(down, content: decoder.contentBytes, at: now) {
      ending = .slow(window: pace.window)
    }
    if let limit = patience.whole, let begun, now - begun > limit { ending = .endless(limit: limit) }
    // Until there is a connection curl's own limit for connecting holds.
    if sendGuard.hasBegun,
      let limit = patience.limit(
        sent: up, hasBegun: decoder.hasBegun, isBetweenResults: decoder.isBetweenResults),
      now - lastSign > limit
    {
      ending = .silent(limit: limit)
    }
    return ending == nil
  }

  /// Takes a line of what curl tells while it works. Kerberos' errors are told nowhere else.
  func note(_ line: UnsafeRawBufferPointer) {
    let text = String(decoding: line, as: UTF8.self)
    if text.hasPrefix("gss_") { securityMessage = text.folded }
  }
}

/// Tells the thread that runs a transfer that nobody waits for it any more.
final class CancellationFlag: Sendable {
  private let flag = Atomic(false)

  var isSet: Bool { flag.load(ordering: .relaxed) }
  func set() { flag.store(true, ordering: .relaxed) }
}

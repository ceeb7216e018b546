internal import CCurlLoader
internal import SessionControl
internal import Synchronization

/// One request in flight: what curl's callbacks need. Used on the connection's thread only, except for
/// `isCancelled`.
final class HTTPExchange {
  let decoder: ReplyDecoder
  let answerLimit: Duration
  let isCancelled: CancellationFlag
  /// What the decoder or the rows' receiver threw; can't be thrown through C.
  private(set) var failure: (any Error)?
  private(set) var timedOut = false
  private var lastSign = ContinuousClock.now
  private var transferred: Int64 = -1
  private let mayRepeat: Bool
  private var hasBegun = false

  /// - Parameter mayRepeat: whether the request does no harm when the server takes it twice.
  init(decoder: ReplyDecoder, answerLimit: Duration, isCancelled: CancellationFlag, mayRepeat: Bool) {
    self.mayRepeat = mayRepeat
    self.decoder = decoder
    self.answerLimit = answerLimit
    self.isCancelled = isCancelled
  }

  static func from(_ context: UnsafeMutableRawPointer) -> HTTPExchange {
    Unmanaged<HTTPExchange>.fromOpaque(context).takeUnretainedValue()
  }

  /// Called before the request goes out over a connection.
  ///
  /// - Returns: whether it may. curl sends a request again when a kept connection closes without an answer; a
  ///   cancel that the server took before that would hit the next command.
  func begin() -> Bool {
    defer {
      hasBegun = true
      lastSign = .now
    }
    return mayRepeat || !hasBegun
  }

  /// - Returns: how many bytes were taken; fewer than given ends the transfer.
  func receive(_ bytes: UnsafeRawBufferPointer) -> Int {
    do { try decoder.feed(bytes) } catch {
      failure = error
      return 0
    }
    // Taken after the rows were written: a reader who pauses the output is no silence of the server.
    lastSign = .now
    return bytes.count
  }

  /// - Returns: whether to go on.
  func progress(_ bytes: Int64) -> Bool {
    if isCancelled.isSet { return false }
    if bytes != transferred {
      transferred = bytes
      lastSign = .now
    }
    // Until there is a connection curl's own limit for connecting holds.
    timedOut = hasBegun && ContinuousClock.now - lastSign > answerLimit
    return !timedOut
  }
}

/// Tells the thread that runs a transfer that nobody waits for it any more.
final class CancellationFlag: Sendable {
  private let flag = Atomic(false)

  var isSet: Bool { flag.load(ordering: .relaxed) }
  func set() { flag.store(true, ordering: .relaxed) }
}

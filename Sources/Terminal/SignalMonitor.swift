internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// SIGINT and SIGTERM of this process, for whoever observes them; while nobody does they end it the default way.
///
/// Set up once, when first needed, and never taken down: libdispatch takes a source down later, on a thread of its
/// own, and leaves the signal ignored, also for the next source (observed on Linux: the second statement of a script
/// could not be interrupted).
final class SignalMonitor: Sendable {
  static let shared = SignalMonitor()

  typealias Observer = @Sendable (_ number: Int32) -> Interruption.Next

  private struct State {
    /// The innermost last.
    var observers: [(id: Int, observe: Observer)] = []
    var nextID = 0
    /// An observer has had enough: the next signal ends the process.
    var isFinal = false
  }

  private let state = Mutex(State())
  /// Kept alive, and never touched again.
  nonisolated(unsafe) private let sources: [any DispatchSourceSignal]

  private init() {
    let queue = DispatchQueue(label: "signals")
    sources = [SIGINT, SIGTERM].map { number in
      // A source sees the signal only when its default action is off.
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: queue)
    }
    for (number, source) in zip([SIGINT, SIGTERM], sources) {
      source.setEventHandler { [weak self] in self?.receive(number) }
      source.resume()
    }
  }

  func add(_ observer: @escaping Observer) -> Int {
    state.withLock { state in
      state.nextID += 1
      state.isFinal = false
      state.observers.append((state.nextID, observer))
      return state.nextID
    }
  }

  func remove(_ id: Int) {
    state.withLock { state in
      state.observers.removeAll { $0.id == id }
      state.isFinal = false
    }
  }

  private func receive(_ number: Int32) {
    let observer = state.withLock { $0.isFinal ? nil : $0.observers.last?.observe }
    guard let observer else { return Self.end(number) }
    if observer(number) == .last { state.withLock { $0.isFinal = true } }
  }

  /// As if nobody had ever asked for the signal.
  private static func end(_ number: Int32) {
    signal(number, SIG_DFL)
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, number)
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    raise(number)
  }
}

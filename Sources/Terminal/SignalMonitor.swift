internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// SIGINT, SIGTERM and SIGHUP of this process, for whoever observes them; while nobody does they end it the default
/// way. SIGHUP stays ignored where it was from the start (`nohup`).
///
/// Set up once, when first needed, and never taken down: libdispatch takes a source down later, on a thread of its
/// own, and leaves the signal ignored, also for the next source (observed on Linux: the second statement of a script
/// could not be interrupted).
final class SignalMonitor: Sendable {
  static let shared = SignalMonitor()

  typealias Observer = @Sendable (_ number: Int32) -> Interruption.Next

  private struct State {
    /// The innermost last.
    var observers: [(id: Int, numbers: [Int32], observe: Observer)] = []
    var nextID = 0
    /// An observer has had enough: the next signal ends the process.
    var isFinal = false
  }

  private let state = Mutex(State())
  /// Kept alive, and never touched again.
  nonisolated(unsafe) private let sources: [any DispatchSourceSignal]

  private init() {
    let queue = DispatchQueue(label: "signals")
    let numbers = Self.isHangupIgnored ? [SIGINT, SIGTERM] : Self.all
    sources = numbers.map { number in
      // A source sees the signal only when its default action is off.
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: queue)
    }
    for (number, source) in zip(numbers, sources) {
      source.setEventHandler { [weak self] in self?.receive(number) }
      source.resume()
    }
  }

  static let all = [SIGINT, SIGTERM, SIGHUP]

  private static var isHangupIgnored: Bool {
    var action = sigaction()
    sigaction(SIGHUP, nil, &action)
    #if canImport(Glibc)
      let handler = action.__sigaction_handler.sa_handler
    #else
      let handler = action.__sigaction_u.__sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// A signal goes to whoever observes it and came last.
  func add(_ numbers: [Int32], _ observer: @escaping Observer) -> Int {
    state.withLock { state in
      state.nextID += 1
      state.isFinal = false
      state.observers.append((state.nextID, numbers, observer))
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
    let observer = state.withLock { state in
      state.isFinal ? nil : state.observers.last { $0.numbers.contains(number) }?.observe
    }
    guard let observer else { return Self.end(number) }
    if observer(number) == .last { state.withLock { $0.isFinal = true } }
  }

  /// As if nobody had ever asked for the signal.
  private static func end(_ number: Int32) {
    TerminalState.restore()
    signal(number, SIG_DFL)
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, number)
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    raise(number)
  }
}

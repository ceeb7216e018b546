internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// SIGINT, SIGTERM and SIGHUP of this process, for whoever observes them; while nobody does they end it the default
/// way. SIGHUP stays ignored where it was from the start (`nohup`).
///
/// Set up once, when first needed, and never taken down.
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
  private let signals = ObservedSignals(all, label: "signals") { shared.receive($0) }

  private init() {}

  static let all = [SIGINT, SIGTERM, SIGHUP]

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
    ObservedSignals.actByDefault(number)
  }
}

internal import Configuration
internal import Rendering
internal import SessionControl
internal import Synchronization
internal import Terminal

/// Lists again and again, each target at its own pace, until somebody ends it: on a terminal in place, elsewhere one
/// list after the other.
struct WatchRun<Item: TableListable & Watchable> {
  let targets: TargetOptions
  let format: OutputFormat
  let interval: Duration
  let list: ListingRun<Item>.Source

  private enum Event: Sendable {
    case redraw
    case quit
    case signal(Interruption)
    case failed(any Error)
  }

  /// How long connections that are being closed are waited for. A look that hangs is left behind.
  private static var farewell: Duration { .milliseconds(250) }

  /// Returns when somebody has seen enough, which is the only good end.
  func run() async throws {
    let context = CommandContext.required
    let resolved = try targets.resolved()
    let (events, sender) = AsyncStream<Event>.makeStream()
    let screen =
      isFullScreen(context)
      ? AlternateScreen(
        output: context.output, redraw: { sender.yield(.redraw) }, quit: { sender.yield(.quit) }) : nil
    let desk = WatchDesk<Item>(
      targets: resolved.map(\.name), format: format, interval: interval, context: context, screen: screen)
    let abandoning = Mutex<Task<Void, any Error>?>(nil)
    let last = try await Interruption.observed { interruption in
      sender.yield(.signal(interruption))
      // Who reads the output may have stopped reading, a terminal (Ctrl-S) too, and then there is no end to a write.
      abandoning.withLock { $0 = $0 ?? context.output.abandonLater() }
      return .last
    } while: {
      let tasks = try start(resolved, desk, asking(context, screen)) { sender.yield(.failed($0)) }
      var last: Event?
      for await event in events {
        guard case .redraw = event else {
          last = event
          break
        }
        try? await desk.draw()
      }
      for task in tasks { task.cancel() }
      await desk.close()
      await wait(for: tasks)
      abandoning.withLock { $0?.cancel() }
      return last
    }
    switch last {
    case .signal(let interruption): if interruption.isTermination { throw interruption }
    case .failed(let error): throw error
    case .quit, .redraw: return
    case nil: throw CancellationError()
    }
  }

  /// Not below a trace, which goes to the same terminal.
  private func isFullScreen(_ context: CommandContext) -> Bool {
    context.output.isTerminal && (context.environment[.terminal] ?? "dumb") != "dumb"
      && [.table, .wide].contains(format) && !(targets.trace && context.messages.isTerminal)
  }

  /// Questions are asked one at a time, and never on the screen that is drawn.
  private func asking(_ context: CommandContext, _ screen: AlternateScreen?) -> CommandContext {
    let turn = Mutex(())
    var asking = context
    asking.askSecret = { question in
      try turn.withLock { _ in
        guard let screen else { return try context.askSecret(question) }
        return try screen.away { try context.askSecret(question) }
      }
    }
    return asking
  }

  private func start(
    _ resolved: [Target], _ desk: WatchDesk<Item>, _ context: CommandContext,
    failed: @escaping @Sendable (any Error) -> Void
  ) throws -> [Task<Void, Never>] {
    try CommandContext.$current.withValue(context) {
      try resolved.enumerated().map { index, target in
        let backends: Result<BackendSource, ControlError>
        do { backends = .success(try targets.backends(for: target)) } catch let error as ControlError {
          backends = .failure(error)
        }
        let watch = TargetWatch(index: index, backends: backends, interval: interval, list: list, desk: desk)
        return Task {
          do { try await watch.run() } catch is CancellationError {} catch { failed(error) }
        }
      }
    }
  }

  private func wait(for tasks: [Task<Void, Never>]) async {
    let (ends, sender) = AsyncStream<Void>.makeStream()
    let all = Task {
      for task in tasks { await task.value }
      sender.finish()
    }
    let limit = Task {
      try? await Task.sleep(for: Self.farewell)
      sender.finish()
    }
    for await _ in ends {}
    all.cancel()
    limit.cancel()
  }
}

internal import Rendering
internal import SessionControl
internal import Terminal

/// Where the looks at all targets come together and are shown, on a thread of its own, since a terminal or a pipe may
/// keep a writer waiting. It keeps the last look at each target and nothing before it.
actor WatchDesk<Item: TableListable & Watchable> {
  private let format: OutputFormat
  private let context: CommandContext
  private let screen: AlternateScreen?
  private let executor = BlockingExecutor(label: "watch")
  private var frame: WatchFrame<Item>
  private var log: WatchLog<Item>
  private var hope: WatchHope
  /// What is told when the time is up for an answer.
  private var reminders: [Int: Task<Void, any Error>] = [:]
  private var isOver = false

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// - Parameter screen: nil writes one look after the other.
  init(
    targets: [String], format: OutputFormat, interval: Duration, context: CommandContext,
    screen: AlternateScreen?
  ) {
    self.format = format
    self.context = context
    self.screen = screen
    frame = WatchFrame(parts: targets.map(WatchFrame.Part.init), interval: interval)
    hope = WatchHope(count: targets.count)
    var layout = context.layout
    layout.showsTargets = targets.count > 1
    layout.showsMarks = context.output.isTerminal
    log = WatchLog(format: format, layout: layout, note: { context.report($0) }) {
      try context.output.write($0)
    }
  }

  /// A look at a target began.
  func expect(from index: Int, since time: Moment) {
    guard screen != nil else { return }
    let limit = max(frame.interval, .seconds(1))
    reminders[index] = Task {
      try await Task.sleep(for: limit)
      try remind(of: index, since: time)
    }
  }

  private func remind(of index: Int, since time: Moment) throws {
    try Task.checkCancellation()
    frame.parts[index].unansweredSince = time
    try draw()
  }

  /// - Returns: whether there is a point in looking again.
  /// - Throws: what ends the watch.
  func receive(_ look: Look<Item>, from index: Int) throws -> Bool {
    guard !isOver else { throw CancellationError() }
    reminders.removeValue(forKey: index)?.cancel()
    frame.parts[index].unansweredSince = nil
    let isLast = hope.take(look, from: index)
    let news = frame.parts[index].health.take(look, isLast: isLast)
    if screen == nil { news.forEach(context.report) }
    if let status = hope.verdict {
      if let screen {
        isOver = true
        screen.close()
        tellFailures()
      }
      throw ReportedFailure(status: status)
    }
    if case .success(let findings) = look.result {
      let seen = WatchFrame.Seen(findings, at: look.time, since: frame.parts[index].seen)
      frame.parts[index].seen = seen
      if screen == nil {
        try log.write(seen, from: frame.parts[index].health.target)
        try context.output.flush()
      }
    }
    try draw()
    return !isLast
  }

  private func tellFailures() {
    for outage in frame.parts.compactMap(\.health.outage) { context.report(outage.error.description) }
  }

  /// Not before there is something that may last.
  func draw() throws {
    guard let screen, !isOver, hope.isLeft else { return }
    let size = TerminalSize.ofStandardOutput() ?? TerminalSize(columns: 80, rows: 24)
    var layout = context.layout
    // Terminals differ in what they do at their edge.
    layout.width = max(1, size.columns - 1)
    try screen.draw(frame.lines(format, layout: layout, height: max(1, size.rows)))
  }

  func close() {
    isOver = true
    reminders.values.forEach { $0.cancel() }
    screen?.close()
  }
}

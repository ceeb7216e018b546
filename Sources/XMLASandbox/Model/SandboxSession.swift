/// One session as the model knows it.
struct SandboxSession: Hashable, Sendable {
  /// Its place in the row of all sessions; every id comes from it (see `Identities`).
  var index: Int
  /// The index of the connection that holds it.
  var connection: Int
  /// Whether a client opened it with BeginSession. The other kind lives as long as one request.
  var isExplicit: Bool
  var userName: String
  /// The current or last used database, empty when there was none.
  var database: String
  var start: Timestamp
  /// The command it runs or ran last, nil before the first.
  var command: LastCommand?
  var commandCount: Int
  /// Processor time of all commands before `command`, in ms.
  var earlierCPUTime: Int64
  /// Memory, in KB.
  var usedMemory: Int64
  var reads: Int64
  var writes: Int64
  var readKB: Int64
  var writeKB: Int64
  /// A cancel that was accepted and has not taken effect.
  var pendingCancel: PendingCancel?

  /// A session that has done nothing yet.
  init(
    index: Int, connection: Int, isExplicit: Bool, userName: String, database: String, start: Timestamp
  ) {
    self.index = index
    self.connection = connection
    self.isExplicit = isExplicit
    self.userName = userName
    self.database = database
    self.start = start
    commandCount = 0
    earlierCPUTime = 0
    usedMemory = 64
    reads = 0
    writes = 0
    readKB = 0
    writeKB = 0
  }

  /// Whether a command runs or waits for a resource.
  var isBusy: Bool {
    command.map { $0.end == nil } ?? false
  }

  /// Whether it, or the command it runs, is about to end by a cancel.
  var isBeingCancelled: Bool {
    switch pendingCancel {
    case .session: true
    case .command(let number): runningCommand?.number == number
    case nil: false
    }
  }

  /// SESSION_STATUS: 0 idle, 1 active, 2 blocked, 3 cancelled (facts b, DISCOVER_SESSIONS).
  var status: Int64 {
    guard !isBeingCancelled else { return 3 }
    return switch command?.state {
    case .running: 1
    case .blocked: 2
    case .ended, nil: 0
    }
  }

  /// Milliseconds since the last command ended, or since the start before the first one; 0 while busy.
  func idleTime(at now: Timestamp) -> Int64 {
    isBusy ? 0 : now.elapsed(since: command?.end ?? start)
  }

  /// Processor time of all commands, in ms.
  func cpuTime(at now: Timestamp) -> Int64 {
    earlierCPUTime + (command?.cpuTime(at: now) ?? 0)
  }

  /// Makes `text` the running command.
  mutating func begin(_ text: String, at now: Timestamp) {
    earlierCPUTime = cpuTime(at: now)
    commandCount += 1
    command = LastCommand(text: text, start: now, state: .running, number: commandCount, cpuPerSecond: 0)
  }

  /// Ends the command, if one runs.
  mutating func endCommand(at now: Timestamp) {
    if isBusy {
      command?.state = .ended(now)
    }
  }
}

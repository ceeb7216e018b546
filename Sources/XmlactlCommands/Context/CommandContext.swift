internal import Configuration
internal import MySQLClient
internal import Rendering
internal import SessionControl
internal import Synchronization
internal import Terminal
internal import XMLAClient

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Every effect that a command may have. Commands reach the world through this value only, so that tests can
/// give them another.
struct CommandContext: Sendable {
  var environment: Environment
  /// Data goes here.
  var output: OutputStream
  /// All else goes here.
  var messages: OutputStream
  var layout: TableLayout
  /// Whether a person is there to answer.
  var canAsk: Bool
  var confirm: @Sendable (String) async throws -> Bool
  var askSecret: @Sendable (String) throws -> String?
  /// The lines of stdin, to its end.
  var readInput: @Sendable () async throws -> [String]
  /// All of a file, or of stdin.
  var readScript: @Sendable (TextInput) async throws -> [UInt8]
  /// With whether to ask an XMLA server by views.
  var makeBackend: @Sendable (Target, Credentials, TimeLimits, Bool, Trace?) -> any SessionBackend

  /// What makes sessions in which statements run, by kind of server.
  var makeSession: [TargetKind: SessionMaker]

  typealias SessionMaker =
    @Sendable (Target, Credentials, TimeLimits, SessionSettings, Trace?) throws -> any StatementSession

  /// The shell in which the command was entered.
  var shell: Shell?

  @TaskLocal static var current: CommandContext?

  /// The context of the command that runs.
  static var required: CommandContext {
    guard let current else { preconditionFailure("a command ran outside Program.run") }
    return current
  }

  /// Says one line to the person.
  func report(_ line: String) { reportText(shell?.spoken(line) ?? "\(Product.name): \(line)") }

  /// Shows how far something has come, on one line of a terminal that the next call writes over; nil removes it.
  func showProgress(_ text: String?) {
    guard messages.isTerminal else { return }
    // Back to the line's begin, and all behind it erased.
    let line = text.map { $0.printable.shortened(to: layout.width - 1) } ?? ""
    try? messages.write("\r\u{1B}[K\(line)")
    try? messages.flush()
  }

  /// Says a text that may have several lines. A person who can't be told does not stop the work.
  func reportText(_ text: String) {
    try? messages.write(text + "\n")
    try? messages.flush()
  }
}

extension CommandContext {
  /// The process's own streams, environment and clients.
  static func live() -> CommandContext {
    let environment = Environment(currentEnvironment())
    let output = OutputStream(descriptor: STDOUT_FILENO)
    return CommandContext(
      environment: environment, output: output, messages: OutputStream(descriptor: STDERR_FILENO),
      layout: layout(environment, isTerminal: output.isTerminal), canAsk: Prompt.canAsk,
      confirm: { question in
        let isCancelled = Mutex(false)
        return try await withTaskCancellationHandler {
          try await Blocking.run { try Prompt.confirm(question) { isCancelled.withLock(\.self) } }
        } onCancel: {
          isCancelled.withLock { $0 = true }
        }
      },
      askSecret: { try Prompt.secret($0) { Task.isCancelled } },
      readInput: {
        try await Blocking.run {
          var lines: [String] = []
          while let line = readLine() { lines.append(line) }
          return lines
        }
      },
      readScript: { input in try await Blocking.run { try input.read() } },
      makeBackend: { target, credentials, limits, viaView, trace in
        switch target.address {
        case .xmla(let address):
          XMLABackend(
            target: target.name, address: address, credentials: credentials, limits: limits, viaView: viaView,
            trace: trace)
        case .mysql(let address):
          MySQLBackend(
            target: target.name, address: address, credentials: credentials, limits: limits, trace: trace)
        }
      },
      makeSession: [
        .xmla: { target, credentials, limits, settings, trace in
          guard case .xmla(let address) = target.address else { preconditionFailure("kinds agree") }
          return XMLASession(
            target: target.name, address: address, credentials: credentials, limits: limits,
            settings: settings,
            trace: trace)
        },
        .mysql: { target, credentials, limits, _, trace in
          guard case .mysql(let address) = target.address else { preconditionFailure("kinds agree") }
          return MySQLSession(
            target: target.name, address: address, credentials: credentials, limits: limits, trace: trace)
        },
      ])
  }

  /// For a terminal that may have changed its size.
  mutating func measure() { layout = Self.layout(environment, isTerminal: output.isTerminal) }

  /// Tables fit the terminal; elsewhere `COLUMNS`, or what a wide window shows.
  private static func layout(_ environment: Environment, isTerminal: Bool) -> TableLayout {
    let given = environment[.columns].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    return TableLayout(
      width: isTerminal ? TerminalSize.ofStandardOutput()?.columns ?? given ?? 80 : given ?? 120,
      usesColor: isTerminal && environment[.noColor] == nil && (environment[.terminal] ?? "dumb") != "dumb")
  }

  private static func currentEnvironment() -> [String: String] {
    var values: [String: String] = [:]
    for key in EnvironmentKey.allCases {
      if let value = getenv(key.rawValue) { values[key.rawValue] = String(cString: value) }
    }
    return values
  }
}

internal import ArgumentParser
internal import Configuration
internal import SessionControl

/// Which server, and how to talk to it.
struct TargetOptions: ParsableArguments {
  @Option(
    name: [.short, .customLong("target")],
    help: ArgumentHelp(
      """
      A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/ or mysql:///?socket=PATH. Listings take \
      several. [environment: XMLACTL_TARGET]
      """, valueName: "target"))
  var targets: [String] = []

  @Option(
    help: ArgumentHelp(
      "The file (0600) whose first line is the password. [environment: XMLACTL_PASSWORD_FILE]",
      valueName: "file"), completion: .file())
  var passwordFile: String?

  @Option(
    help: ArgumentHelp(
      "How long to wait for an answer, such as 500ms or 2m (default: 30s).", valueName: "duration"))
  var timeout: DurationArgument?

  @Flag(help: "Show on stderr what goes over the wire, without secrets.")
  var trace = false

  var limits: TimeLimits {
    let answer = timeout?.duration ?? TimeLimits().answer
    return TimeLimits(connect: min(TimeLimits().connect, answer), answer: answer)
  }

  /// The servers that were named, in order.
  func resolved() throws -> [Target] {
    let context = CommandContext.required
    let names = targets.isEmpty ? [context.environment[.target]].compactMap { $0 } : targets
    guard !names.isEmpty else {
      throw ControlError(
        .usage, "no target is named", hint: "give one with -t URL, or set \(EnvironmentKey.target.rawValue)")
    }
    return try names.map(TargetURL.parse)
  }

  /// The one server that was named.
  func resolvedOne() throws -> Target {
    let all = try resolved()
    guard let target = all.first, all.count == 1 else {
      throw ControlError(
        .usage, "a cancel takes one target, and \(all.count) were named",
        hint: "nothing was sent; the same id means somebody else on another server")
    }
    return target
  }

  /// A client for a target; connects when first used.
  func backend(for target: Target) throws -> any SessionBackend {
    let context = CommandContext.required
    let path = passwordFile ?? context.environment[.passwordFile]
    var credentials = Credentials(user: target.user, password: try path.map { try PasswordFile.read($0) })
    if context.canAsk { credentials.ask = { try Self.ask(for: target, context) } }
    let show: Trace = { context.reportText($0.printable) }
    return context.makeBackend(target, credentials, limits, trace ? show : nil)
  }

  private static func ask(for target: Target, _ context: CommandContext) throws -> Secret {
    let who = target.user.map { "\($0) on " } ?? ""
    guard let typed = try context.askSecret("Password for \(who)\(target.name): ") else {
      throw ControlError(
        .denied, "the server wants a password, and none was given", target: target.name,
        hint: "name a --password-file")
    }
    return Secret(typed)
  }
}

/// A duration with its unit.
struct DurationArgument: ExpressibleByArgument {
  let duration: Duration

  init?(argument: String) {
    guard let duration = Duration(text: argument) else { return nil }
    self.duration = duration
  }
}

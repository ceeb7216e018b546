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
      "How long to wait for an answer, such as 500ms or 2m (default: 30s).", valueName: "duration"),
    transform: DurationArgument.positive)
  var timeout: Duration?

  @Flag(help: "Show on stderr what goes over the wire, without secrets.")
  var trace = false

  @OptionGroup var view: ViewOption

  var limits: TimeLimits {
    let answer = timeout ?? TimeLimits().answer
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
        .usage, "this takes one target, and \(all.count) were named",
        hint: "nothing was sent; the same id means somebody else on another server")
    }
    return target
  }

  /// A client for a target; connects when first used.
  func backend(for target: Target) throws -> any SessionBackend {
    let context = CommandContext.required
    var credentials = Credentials(user: target.user)
    if let path = try passwordPath(for: target) { credentials.password = try PasswordFile.read(path) }
    if context.canAsk { credentials.ask = { try Self.ask(for: target, context) } }
    let show: Trace = { context.reportText($0.printable) }
    try view.check(target)
    return context.makeBackend(target, credentials, limits, view.viaView, trace ? show : nil)
  }

  /// The file with the password of a target. A password belongs to one user: it is sent to no XMLA server that
  /// is not named with a user, and not to several users' targets.
  private func passwordPath(for target: Target) throws -> String? {
    let environment = CommandContext.required.environment
    guard target.kind == .mysql || target.user != nil else {
      guard passwordFile == nil else {
        throw ControlError(
          .usage, "a password file is named, and the URL names no user", target: target.name,
          hint: "write SCHEME://USER@HOST/...; nothing was sent")
      }
      return nil
    }
    guard let path = passwordFile ?? environment[.passwordFile] else { return nil }
    guard Set(try resolved().map(\.user)).count == 1 else {
      throw ControlError(
        .usage, "one password file can't be for the targets of several users", target: target.name,
        hint: "list them one by one; nothing was sent")
    }
    return path
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

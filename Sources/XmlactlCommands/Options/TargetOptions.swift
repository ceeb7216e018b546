internal import ArgumentParser
internal import Configuration
internal import SessionControl

/// Which server, and how to talk to it.
struct TargetOptions: ParsableArguments {
  @Option(
    name: [.short, .customLong("target")],
    help: ArgumentHelp(
      """
      A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/, mysql:///?socket=PATH, or its name in \
      the configuration. Listings take several. [environment: XMLACTL_TARGET]
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

  @OptionGroup(title: "Options for TLS")
  var tls: TLSOptions

  @OptionGroup(title: "Options for XMLA targets")
  var xmla: XMLATargetOptions

  @OptionGroup(title: "Options for MySQL targets")
  var mysql: MySQLTargetOptions

  var limits: TimeLimits {
    let answer = timeout ?? TimeLimits().answer
    return TimeLimits(connect: min(TimeLimits().connect, answer), answer: answer)
  }

  /// What the command line says of every target.
  private var settings: TargetSettings {
    var settings = TargetSettings()
    tls.add(to: &settings)
    xmla.add(to: &settings)
    mysql.add(to: &settings)
    return settings
  }

  /// The servers that were named, in order. To be called once: what option files have to say is told.
  func resolved() throws -> [Target] {
    let context = CommandContext.required
    let names = targets.isEmpty ? [context.environment[.target]].compactMap { $0 } : targets
    guard !names.isEmpty else {
      throw ControlError(
        .usage, "no target is named", hint: "give one with -t URL, or set \(EnvironmentKey.target.rawValue)")
    }
    let isConfigured = names.contains(where: TargetResolver.isName)
    var client: ClientSettings?
    let resolver = TargetResolver(
      configuration: isConfigured ? try ConfigurationFile.load(context.environment) : nil,
      commandLine: settings,
      optionFiles: {
        if let client { return client }
        let read = try mysql.optionFiles.load(context.environment)
        read.warnings.forEach(context.report)
        client = read
        return read
      })
    let targets = try names.map(resolver.target)
    if mysql.optionFiles != .standard, !targets.contains(where: { $0.kind == .mysql }) {
      throw ControlError(
        .usage, "--defaults-file and --no-defaults are for MySQL targets, and none is named",
        hint: "leave them out")
    }
    try checkSharedPassword(targets)
    return targets
  }

  /// A password belongs to one user, and is not sent to several users' targets.
  private func checkSharedPassword(_ targets: [Target]) throws {
    guard passwordFile != nil || CommandContext.required.environment[.passwordFile] != nil else { return }
    let sharing = targets.filter {
      Self.canSendPassword(to: $0) && (passwordFile != nil || $0.login.passwordFile == nil)
    }
    guard let first = sharing.first, Set(sharing.map(\.user)).count > 1 else { return }
    throw ControlError(
      .usage, "one password file can't be for the targets of several users", target: first.name,
      hint: "list them one by one; nothing was sent")
  }

  /// No password goes to an XMLA server that is not named with a user.
  private static func canSendPassword(to target: Target) -> Bool {
    target.login.takesPassword && (target.kind == .mysql || target.user != nil)
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
    try view.check(target)
    let credentials = try credentials(for: target)
    return CommandContext.required.makeBackend(target, credentials, limits, view.viaView, shownTrace)
  }

  /// A session of a target in which statements run; connects when it is opened.
  ///
  /// - Parameter settings: for XMLA targets.
  func session(
    for target: Target, _ settings: SessionSettings = SessionSettings()
  ) throws -> any StatementSession {
    guard let make = CommandContext.required.makeSession[target.kind] else {
      preconditionFailure("there are sessions for both kinds of server")
    }
    return try make(target, try credentials(for: target), limits, settings, shownTrace)
  }

  private var shownTrace: Trace? {
    let context = CommandContext.required
    let show: Trace = { context.reportText($0.printable) }
    return trace ? show : nil
  }

  private func credentials(for target: Target) throws -> Credentials {
    let context = CommandContext.required
    let isChecked =
      switch target.address {
      case .xmla(let address): address.tls.isVerified
      case .mysql(let address): !address.isOpenToImpostors
      }
    if !isChecked {
      context.report(
        "\(target.name): the server's certificate is not checked; anybody on the way can be the server")
    }
    var credentials = Credentials(
      user: target.user, method: target.login.method, headers: target.login.headers)
    if let path = try passwordPath(for: target) {
      credentials.password = try SecretFile.password.read(path)
    } else if let found = target.login.optionFilePassword {
      take(found, for: target, &credentials)
    }
    if context.canAsk, target.login.takesPassword { credentials.ask = { try Self.ask(for: target, context) } }
    let limit = limits.answer
    switch target.login.token {
    case .file(let path): credentials.token = { try BearerToken.read(path) }
    case .command(let line): credentials.token = { try await TokenCommand.run(line, within: limit) }
    case nil: break
    }
    return credentials
  }

  /// The file with the password of a target: the command line's, the target's own, the environment's.
  private func passwordPath(for target: Target) throws -> String? {
    guard Self.canSendPassword(to: target) else {
      guard passwordFile == nil else {
        throw ControlError(
          .usage,
          target.login.takesPassword
            ? "a password file is named, and the URL names no user"
            : "a password file is named, and the login takes no password", target: target.name,
          hint: "write SCHEME://USER@HOST/...; nothing was sent")
      }
      return nil
    }
    return passwordFile ?? target.login.passwordFile ?? CommandContext.required.environment[.passwordFile]
  }

  private func take(_ found: OptionFilePassword, for target: Target, _ credentials: inout Credentials) {
    guard found.belongs(to: target.user) else {
      credentials.refusalHint =
        "the password at \(found.place) is for '\(found.user)' and was not sent for '\(target.user ?? "")'; name a "
        + "--password-file"
      return
    }
    credentials.password = found.secret
    credentials.refusalHint = "check the user, and the password at \(found.place)"
    guard found.isExposed else { return }
    CommandContext.required.report("the password at \(found.place) can be read by others; chmod 600 the file")
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

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
    if let access = try currentAccess() { return [access.target] }
    let names = targets.isEmpty ? [context.environment[.target]].compactMap { $0 } : targets
    guard !names.isEmpty else {
      throw ControlError(
        .usage, "no target is named",
        hint: context.shell == nil
          ? "give one with -t URL, or set \(EnvironmentKey.target.rawValue)"
          : "'use TARGET' names one for the shell")
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

  /// What it takes to talk to a target. In a shell, where no other is named, that of its own target.
  func access(to target: Target) throws -> TargetAccess {
    try view.check(target)
    if var access = try currentAccess() {
      if timeout != nil { access.limits = limits }
      access.viaView = access.viaView || view.viaView
      access.isTraced = access.isTraced || trace
      return access
    }
    return TargetAccess(
      target: target, credentials: try credentials(for: target), limits: limits, viaView: view.viaView,
      isTraced: trace)
  }

  /// A client for a target; connects when first used.
  func backend(for target: Target) throws -> any SessionBackend { try access(to: target).backend() }

  /// Clients for a target, one after the other.
  func backends(for target: Target) throws -> BackendSource {
    let access = try access(to: target)
    let context = CommandContext.required
    return BackendSource(access.credentials) { credentials in
      var access = access
      access.credentials = credentials
      return CommandContext.$current.withValue(context) { access.backend() }
    }
  }

  /// A session of a target in which statements run; connects when it is opened. The shell's own is borrowed.
  ///
  /// - Parameter settings: for XMLA targets.
  func session(for target: Target, _ settings: SessionSettings) throws -> any StatementSession {
    let access = try access(to: target)
    if settings.session == nil, let session = try ownSession() {
      session.adopt(settings)
      return session
    }
    return try access.session(settings)
  }

  /// The session of the shell's target; nil where there is no shell, or another target is named.
  func ownSession() throws -> ShellSession? {
    try currentAccess() == nil ? nil : CommandContext.required.shell?.session
  }

  /// - Throws: ``ControlError`` for options that would be without effect.
  private func currentAccess() throws -> TargetAccess? {
    guard targets.isEmpty, let access = CommandContext.required.shell?.access else { return nil }
    guard settings == TargetSettings(), passwordFile == nil, mysql.optionFiles == .standard else {
      throw ControlError(
        .usage, "options for login, TLS and the network belong to 'use' in the shell",
        target: access.target.name,
        hint: "nothing was sent; 'use TARGET OPTIONS' connects anew with them")
    }
    return access
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
    let proxy = target.login.proxy
    credentials.proxy = ProxyCredentials(
      method: proxy.method, user: proxy.user,
      password: try proxy.passwordFile.map(SecretFile.proxyPassword.read))
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

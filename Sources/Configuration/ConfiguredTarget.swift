internal import SessionControl

/// Reads one target of the configuration file, and checks that its settings go together.
struct ConfiguredTarget {
  private(set) var settings = TargetSettings()

  private let folder: String
  private let home: String?

  /// - Parameters:
  ///   - folder: where relative paths begin.
  ///   - home: what `~/` stands for.
  init(_ entry: YAMLNode.Entry, folder: String, home: String?) throws(YAMLNode.Problem) {
    self.folder = folder
    self.home = home
    let name = entry.key
    guard TargetResolver.isName(name) else {
      throw YAMLNode.Problem(
        line: entry.line,
        message: "'\(name.printable)' is no name for a target; use letters, digits, '-', '_' and '.'")
    }
    let entries = try entry.value.mapping(name)
    for entry in entries { try take(entry) }
    do {
      _ = try TargetRules(name: name, settings: settings).target()
    } catch {
      let problem = error as? TargetRules.Problem
      let key = problem.map { $0.key == .tokenFile ? [.tokenFile, .tokenCommand] : [$0.key] } ?? [.url]
      let line = entries.first { entry in key.contains { $0.rawValue == entry.key } }?.line ?? entry.line
      let refusal = error as? ControlError
      let message = problem?.message ?? refusal?.message ?? "it can't be used"
      throw YAMLNode.Problem(
        line: line, message: "target '\(name)': \(message)", hint: problem?.hint ?? refusal?.hint)
    }
  }

  private mutating func take(_ entry: YAMLNode.Entry) throws(YAMLNode.Problem) {
    let value = entry.value
    guard let key = TargetSettings.Key(rawValue: entry.key) else {
      let known = TargetSettings.Key.allCases.map(\.rawValue).joined(separator: ", ")
      throw YAMLNode.Problem(
        line: entry.line, message: "'\(entry.key.printable)' is unknown here; known are \(known)")
    }
    switch key {
    case .url: settings.url = try value.text(entry.key)
    case .user: settings.user = try value.text(entry.key)
    case .auth: settings.auth = try choice(entry)
    case .passwordFile: settings.passwordFile = try path(entry)
    case .tokenFile: try take(token: .file(try path(entry)), entry.line)
    case .tokenCommand: try take(token: .command(try value.text(entry.key)), entry.line)
    case .headers: settings.headers = try headers(value)
    case .proxy: settings.proxy = try value.text(entry.key)
    case .proxyAuth: settings.proxyAuth = try choice(entry)
    case .proxyPasswordFile: settings.proxyPasswordFile = try path(entry)
    case .commandTimeout: settings.commandTimeout = try time(entry) { RunLimits.duration(text: $0) }
    case .cancellationTimeout:
      settings.cancellationTimeout = try time(entry) { RunLimits.Cancellation(text: $0) }
    case .tls: settings.tls = try choice(entry)
    case .tlsVerify: settings.tlsVerify = try value.flag(entry.key)
    case .tlsCA: settings.tlsCA = try path(entry)
    case .tlsCertificate: settings.tlsCertificate = try path(entry)
    case .tlsKey: settings.tlsKey = try path(entry)
    case .allowCleartextPassword: settings.allowsCleartextPassword = try value.flag(entry.key)
    }
  }

  private func time<Value>(
    _ entry: YAMLNode.Entry, _ parse: (String) -> Value?
  ) throws(YAMLNode.Problem) -> Value {
    let text = try entry.value.text(entry.key)
    guard let value = parse(text) else {
      throw YAMLNode.Problem(
        line: entry.line,
        message: "'\(entry.key)' is '\(text.shortened(to: 40).printable)', which is no time",
        hint: TargetRules.timeoutHint)
    }
    return value
  }

  private mutating func take(token: Login.TokenSource, _ line: Int) throws(YAMLNode.Problem) {
    guard settings.token == nil else {
      throw YAMLNode.Problem(line: line, message: "'token-file' and 'token-command' are both there; keep one")
    }
    settings.token = token
    settings.auth = settings.auth ?? .bearer
  }

  private func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ entry: YAMLNode.Entry
  ) throws(YAMLNode.Problem) -> Choice {
    let text = try entry.value.text(entry.key)
    guard let choice = Choice(rawValue: text) else {
      let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw YAMLNode.Problem(
        line: entry.value.line,
        message: "'\(entry.key)' is '\(text.shortened(to: 40).printable)'; known are \(known)")
    }
    return choice
  }

  private func headers(_ value: YAMLNode) throws(YAMLNode.Problem) -> [HTTPHeader] {
    var headers: [HTTPHeader] = []
    for entry in try value.mapping("headers") {
      headers.append(HTTPHeader(name: entry.key, value: Secret(try entry.value.text("headers"))))
    }
    return headers
  }

  private func path(_ entry: YAMLNode.Entry) throws(YAMLNode.Problem) -> String {
    let text = try entry.value.text(entry.key)
    if text.hasPrefix("/") { return text }
    guard text.hasPrefix("~/") else { return "\(folder)/\(text)" }
    guard let home else {
      throw YAMLNode.Problem(
        line: entry.line, message: "'\(entry.key)' begins with ~/, and HOME is not set; write the whole path")
    }
    return "\(home)\(text.dropFirst(1))"
  }
}

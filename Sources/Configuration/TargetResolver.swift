public import SessionControl

/// Makes a target of what `-t` names, the configuration file, the command line and, for MySQL, the option files.
public struct TargetResolver {
  private let configuration: ConfigurationFile?
  private let commandLine: TargetSettings
  private let optionFiles: () throws -> ClientSettings

  /// - Parameters:
  ///   - configuration: nil where there is no file, or no name to look up.
  ///   - commandLine: beats the configuration.
  ///   - optionFiles: what the MySQL clients' option files say; asked for a MySQL target only, and beaten by all
  ///     else.
  public init(
    configuration: ConfigurationFile?, commandLine: TargetSettings,
    optionFiles: @escaping () throws -> ClientSettings
  ) {
    self.optionFiles = optionFiles
    self.configuration = configuration
    self.commandLine = commandLine
  }

  /// Whether a target is named and not given as a URL, so that the configuration must be read.
  public static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, first.isAlphanumeric || first == UInt8(ascii: "_") else {
      return false
    }
    return text.utf8.allSatisfy { $0.isAlphanumeric || "-._".utf8.contains($0) }
  }

  /// - Parameter text: a name in the configuration, or a URL.
  /// - Throws: ``ControlError``.
  public func target(_ text: String) throws -> Target {
    var settings = TargetSettings()
    if Self.isName(text) {
      guard let named = configuration?.targets[text] else { throw unknown(text) }
      settings = named
    } else {
      settings.url = text
    }
    do {
      let settings = settings.overridden(by: commandLine)
      return try TargetRules(name: text, settings: settings, optionFiles: optionFiles).target()
    } catch let problem as TargetRules.Problem {
      throw ControlError(.usage, problem.message, target: text, hint: problem.hint)
    }
  }

  private func unknown(_ name: String) -> ControlError {
    let known = configuration?.targets.keys.sorted().joined(separator: ", ") ?? ""
    let place = configuration.map { "in \($0.path)" } ?? "and there is no configuration file"
    return ControlError(
      .usage, "'\(name)' is not a target \(place)",
      hint: known.isEmpty
        ? "give a URL: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/ or mysql:///?socket=PATH"
        : "known are \(known)")
  }
}

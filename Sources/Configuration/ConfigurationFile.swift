internal import SessionControl

/// The configuration file: targets by name. Read only when a name is looked up.
public struct ConfigurationFile: Sendable {
  static let maximumBytes = 1 << 20

  public let path: String
  public let targets: [String: TargetSettings]

  /// Where the file is: `XMLACTL_CONFIG`, or by the XDG base directory specification.
  ///
  /// - Returns: nil where not even the home folder is known.
  public static func place(_ environment: Environment) -> String? {
    if let given = environment[.configuration] { return given }
    // The specification: what is not absolute is ignored.
    if let folder = environment[.configurationFolder], folder.hasPrefix("/") {
      return "\(folder)/xmlactl/config.yaml"
    }
    return environment[.home].map { "\($0)/.config/xmlactl/config.yaml" }
  }

  /// Reads the file.
  ///
  /// - Returns: nil where there is none; one that is named by `XMLACTL_CONFIG` must be there.
  /// - Throws: ``ControlError`` with code `.configuration`, naming file and line.
  public static func load(_ environment: Environment) throws -> ConfigurationFile? {
    guard let path = place(environment) else { return nil }
    let file: SmallFile
    do { file = try SmallFile(path: path, limit: maximumBytes) } catch {
      if error.isMissing, environment[.configuration] == nil { return nil }
      throw ControlError(
        .configuration, "the configuration file '\(path.printable)' \(error.words)",
        hint: "check \(EnvironmentKey.configuration.rawValue)")
    }
    let configuration = try ConfigurationFile(file.bytes, path: path, home: environment[.home])
    if let mode = file.mode { try configuration.checkMode(Int(mode)) }
    return configuration
  }

  /// - Parameters:
  ///   - path: files that it names are looked for from its folder.
  ///   - home: what `~/` stands for.
  init(_ bytes: [UInt8], path: String, home: String?) throws {
    self.path = path
    do throws(YAMLNode.Problem) {
      var targets: [String: TargetSettings] = [:]
      for entry in try YAMLReader.read(bytes)?.mapping("the file") ?? [] {
        guard entry.key == "targets" else {
          throw YAMLNode.Problem(
            line: entry.line, message: "'\(entry.key)' is unknown here; known is targets")
        }
        for entry in try entry.value.mapping("targets") {
          targets[entry.key] = try ConfiguredTarget(entry, folder: Self.folder(of: path), home: home).settings
        }
      }
      self.targets = targets
    } catch {
      throw ControlError(
        .configuration, "\(path.printable):\(error.line): \(error.message)",
        hint: error.hint ?? "correct it; nothing was sent")
    }
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }

  /// Header values may be secrets, and whoever may write it decides what is run and where passwords go.
  private func checkMode(_ mode: Int) throws {
    func refuse(_ why: String, _ what: String) -> ControlError {
      ControlError(
        .configuration, "the configuration file '\(path.printable)' \(why)",
        hint: "chmod 600 it, since it has \(what)")
    }
    if mode & 0o077 != 0, targets.values.contains(where: { !$0.headers.isEmpty }) {
      throw refuse("can be read by others", "headers")
    }
    // Who may write it may send passwords elsewhere.
    if mode & 0o022 != 0 { throw refuse("can be written by others", "the addresses that passwords go to") }
  }
}

internal import SessionControl

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Which option files of the MySQL clients are read.
public enum OptionFiles: Sendable, Hashable {
  /// Those that the clients read.
  case standard
  /// This one, and what it includes.
  case only(String)
  case none

  private static let maximumBytes = 1 << 20

  /// In the order of reading, in which later ones win; `mariadb --help --verbose` names them.
  static func places(_ environment: Environment) -> [String] {
    ["/etc/my.cnf", "/etc/mysql/my.cnf"] + [environment[.mysqlHome].map { "\($0)/my.cnf" }].compactMap { $0 }
      + [environment[.home].map { "\($0)/.my.cnf" }].compactMap { $0 }
  }

  /// Reads them.
  ///
  /// - Throws: ``ControlError`` with code `.configuration`, naming file and line.
  public func load(_ environment: Environment) throws -> ClientSettings {
    var reader = OptionFileReader(
      source: Self.disk, groups: ClientSettings.groups, home: environment[.home])
    switch self {
    case .standard: for place in Self.places(environment) { try reader.read(place) }
    case .only(let path): try reader.read(required: path)
    case .none: break
    }
    return try ClientSettings(
      reader.options, warnings: reader.warnings, systemUser: Self.systemUser)
  }

  static var disk: OptionFileReader.Source {
    OptionFileReader.Source(
      file: { path throws(SmallFile.Problem) in try SmallFile(path: path, limit: maximumBytes) },
      folder: { path throws(SmallFile.Problem) in try names(in: path) })
  }

  private static func names(in folder: String) throws(SmallFile.Problem) -> [String] {
    guard let stream = opendir(folder) else { throw SmallFile.Problem(opening: errno) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) { name in
          name.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
        })
    }
    return names
  }

  /// Whom the client library logs in where nobody is named.
  private static var systemUser: String {
    guard geteuid() != 0 else { return "root" }
    guard let entry = getpwuid(geteuid()) else { return "" }
    return String(cString: entry.pointee.pw_name)
  }
}

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Where programs are found.
public struct Executables: Sendable {
  private let directories: [String]

  /// Looks beside this program, then in `PATH`, then where servers are kept, which an ordinary user's `PATH`
  /// often leaves out.
  public init(environment: Environment) {
    let path = environment[.path]?.split(separator: ":").map(String.init) ?? ["/usr/bin", "/bin"]
    directories =
      [Self.ownDirectory].compactMap { $0 } + path + ["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin"]
  }

  /// The full path of a program; nil when there is none.
  public func path(of name: String) -> String? {
    directories.lazy.map { "\($0)/\(name)" }.first(where: Self.isProgram)
  }

  /// A folder can be "executed" too.
  private static func isProgram(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }

  /// The folder of the running program.
  private static var ownDirectory: String? {
    guard let own = ownPath, let slash = own.lastIndex(of: "/") else { return nil }
    return String(own[..<slash])
  }

  private static var ownPath: String? {
    #if os(Linux)
      let link = realpath("/proc/self/exe", nil)
    #else
      var size: UInt32 = 4_096
      var buffer = [CChar](repeating: 0, count: Int(size))
      let link = _NSGetExecutablePath(&buffer, &size) == 0 ? realpath(buffer, nil) : nil
    #endif
    defer { free(link) }
    return link.map { String(cString: $0) }
  }
}

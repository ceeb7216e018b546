public import ArgumentParser
internal import Configuration
public import SessionControl

extension MySQLAddress.TLSMode: ExpressibleByArgument {}

/// How to reach a MySQL or MariaDB server and log in to it.
struct MySQLTargetOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The only option file to read (default: those of the mariadb and mysql clients).", valueName: "file"),
    completion: .file())
  var defaultsFile: String?

  @Flag(help: "Read no option file.")
  var noDefaults = false

  @Option(
    help: ArgumentHelp(
      "How far TLS is insisted on (default: verify-full; over loopback preferred, over a socket disabled).",
      valueName: "mode"))
  var tls: MySQLAddress.TLSMode?

  @Flag(
    help: """
      Let the server ask for the password in clear text, as PAM and LDAP need; over verified TLS or a socket only.
      """)
  var allowCleartextPassword = false

  func validate() throws {
    guard defaultsFile == nil || !noDefaults else {
      throw ValidationError("--defaults-file and --no-defaults are both given; keep one")
    }
  }

  var optionFiles: OptionFiles {
    if noDefaults { return .none }
    return defaultsFile.map { .only($0) } ?? .standard
  }

  func add(to settings: inout TargetSettings) {
    settings.tls = tls
    settings.allowsCleartextPassword = allowCleartextPassword ? true : nil
  }
}

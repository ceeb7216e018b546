public import ArgumentParser
internal import Configuration
public import SessionControl

extension LoginMethod: ExpressibleByArgument {}

/// How to reach an XMLA endpoint and log in to it.
struct XMLATargetOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How to log in (default: basic where a user is named).", valueName: "method"))
  var auth: LoginMethod?

  @Option(
    help: ArgumentHelp("The file (0600) whose first line is a bearer token.", valueName: "file"),
    completion: .file())
  var tokenFile: String?

  @Option(
    help: ArgumentHelp("A line of shell whose first line of output is a bearer token.", valueName: "command"))
  var tokenCommand: String?

  @Option(
    help: ArgumentHelp(
      "The proxy, such as http://HOST:PORT, or none (default: what https_proxy and its kin say).",
      valueName: "url"))
  var proxy: String?

  @Flag(help: "Do not check the server's certificate. Anybody on the way can then be the server.")
  var noTlsVerify = false

  func validate() throws {
    guard tokenFile == nil || tokenCommand == nil else {
      throw ValidationError("--token-file and --token-command are both given; keep one")
    }
  }

  func add(to settings: inout TargetSettings) {
    settings.auth = auth
    settings.token = tokenFile.map { .file($0) } ?? tokenCommand.map { .command($0) }
    settings.proxy = proxy
    settings.tlsVerify = noTlsVerify ? false : nil
  }
}

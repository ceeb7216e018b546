public import ArgumentParser
internal import Configuration
public import SessionControl

extension LoginMethod: ExpressibleByArgument {}
extension ProxyLogin.Method: ExpressibleByArgument {}

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

  @Option(
    help: ArgumentHelp(
      "How to log in to the proxy (default: basic where it is named with a user).", valueName: "method"))
  var proxyAuth: ProxyLogin.Method?

  @Option(
    help: ArgumentHelp(
      "The file (0600) whose first line is the password of the proxy's user.", valueName: "file"),
    completion: .file())
  var proxyPasswordFile: String?

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
    settings.proxyAuth = proxyAuth
    settings.proxyPasswordFile = proxyPasswordFile
    settings.tlsVerify = noTlsVerify ? false : nil
  }
}

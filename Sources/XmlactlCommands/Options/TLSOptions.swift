internal import ArgumentParser
internal import Configuration

/// Certificates, for both kinds of target.
struct TLSOptions: ParsableArguments {
  @Option(
    name: .customLong("tls-ca"),
    help: ArgumentHelp("The CA (PEM) that the server's certificate must come from.", valueName: "file"),
    completion: .file())
  var tlsCA: String?

  @Option(
    help: ArgumentHelp("The client certificate (PEM).", valueName: "file"), completion: .file())
  var tlsCert: String?

  @Option(
    help: ArgumentHelp("The client certificate's key (PEM), where that is another file.", valueName: "file"),
    completion: .file())
  var tlsKey: String?

  func add(to settings: inout TargetSettings) {
    settings.tlsCA = tlsCA
    settings.tlsCertificate = tlsCert
    settings.tlsKey = tlsKey
  }
}

import Foundation
import TestSupport
import XmlactlCommands

/// Apache httpd as it stands before an endpoint, or between one and us.
struct TestApache: Sendable {
  static let modules = "/usr/lib/apache2/modules"
  static let isInstalled = Peer.isInstalled(["apache2"], files: ["\(modules)/mod_proxy_connect.so"])
  static let missing = "Apache httpd is not installed (Debian: apache2-bin)"

  let folder: String
  let port: UInt16

  /// The lines of the access log: the request's first line and its status.
  func served() throws -> [Substring] {
    try String(contentsOfFile: "\(folder)/httpd-access.log", encoding: .utf8).split(separator: "\n")
  }

  /// Starts it in a supervisor's folder.
  ///
  /// - Parameters:
  ///   - modules: besides those that any server needs, such as `proxy`.
  ///   - configuration: what it does.
  ///   - environment: of the server.
  init(
    supervisor: Supervisor, modules: [String], configuration: String, environment: [String: String] = [:]
  ) async throws {
    folder = supervisor.folder
    port = try TestMariaDB.freePort()
    try Peer.open(folder)
    let loads = (["mpm_event", "authn_core", "authz_core", "authz_user"] + modules).map {
      "LoadModule \($0)_module \(Self.modules)/mod_\($0).so\n"
    }
    try Peer.write(
      """
      ServerRoot \(folder)
      ServerName localhost
      Listen 127.0.0.1:\(port)
      PidFile httpd.pid
      DefaultRuntimeDir \(folder)
      Mutex file:\(folder)
      ErrorLog httpd-error.log
      \(loads.joined())
      \(Peer.isRoot ? "User nobody\nGroup nogroup" : "")
      StartServers 1
      LogFormat "%r %>s" served
      CustomLog httpd-access.log served
      \(configuration)

      """, to: "\(folder)/httpd.conf")
    let variables = environment.map { "\($0.key)=\($0.value)" }
    // -X: one process only, which ends with whoever started it.
    supervisor.start(
      "/usr/bin/env", variables + [try Peer.path("apache2"), "-f", "\(folder)/httpd.conf", "-X"],
      log: "httpd.log")
    try await Peer.wait(for: "Apache httpd", port: port, log: "\(folder)/httpd-error.log")
  }
}

import Foundation
import TestSupport
import XmlactlCommands

/// Squid as a proxy that wants NTLM, by its helper that carries the challenge out and checks no password.
struct TestSquid: Sendable {
  private static let helper = "/usr/lib/squid/ntlm_fake_auth"
  static let isInstalled = Peer.isInstalled(["squid"], files: [helper])

  let port: UInt16
  private let log: String

  /// The requests that were let through: the method, the URL and the status.
  func served() throws -> [Substring] {
    try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
  }

  init(supervisor: Supervisor) async throws {
    port = try TestMariaDB.freePort()
    try Peer.open(supervisor.folder)
    let folder = "\(supervisor.folder)/squid"
    log = "\(folder)/access.log"
    // It writes as a user of its own.
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o777])
    try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder)
    try Peer.write(
      """
      http_port 127.0.0.1:\(port)
      pid_filename none
      cache_log \(folder)/cache.log
      logformat served %rm %ru %>Hs
      access_log stdio:\(log) served
      cache deny all
      netdb_filename none
      coredump_dir \(folder)
      shutdown_lifetime 0 seconds
      \(Peer.isRoot ? "cache_effective_user nobody\ncache_effective_group nogroup" : "")
      auth_param ntlm program \(Self.helper)
      auth_param ntlm children 2 startup=1
      acl known proxy_auth REQUIRED
      http_access allow known
      http_access deny all

      """, to: "\(folder)/squid.conf")
    supervisor.start(try Peer.path("squid"), ["-N", "-f", "\(folder)/squid.conf"], log: "squid.log")
    try await Peer.wait(for: "squid", port: port, log: "\(supervisor.folder)/squid.log")
  }
}

import Foundation
import TestSupport
import XmlactlCommands

/// An MIT Kerberos KDC with a realm of its own: anna with the password `anna-pw`, and HTTP/localhost.
struct TestKDC: Sendable {
  static let isInstalled = Peer.isInstalled(["krb5kdc", "kdb5_util", "kadmin.local", "kinit"])

  private static let realm = "XMLACTL.TEST"

  let folder: String
  /// Of the HTTP service.
  var keytab: String { "\(folder)/http.keytab" }

  /// What every program of the realm needs.
  ///
  /// - Parameter cache: the name of the ticket cache.
  func environment(cache: String = "tickets") -> [String: String] {
    [
      "KRB5_CONFIG": "\(folder)/krb5.conf", "KRB5_KDC_PROFILE": "\(folder)/kdc.conf",
      "KRB5CCNAME": "FILE:\(folder)/\(cache)", "KRB5RCACHENAME": "none:",
    ]
  }

  init(supervisor: Supervisor) async throws {
    folder = supervisor.folder
    let port = try TestMariaDB.freePort()
    try Peer.write(
      """
      [libdefaults]
        default_realm = \(Self.realm)
        dns_lookup_realm = false
        dns_lookup_kdc = false
        dns_canonicalize_hostname = false
        rdns = false
        udp_preference_limit = 1
      [realms]
        \(Self.realm) = {
          kdc = 127.0.0.1:\(port)
        }
      [domain_realm]
        localhost = \(Self.realm)
      [logging]
        default = FILE:\(folder)/krb5.log

      """, to: "\(folder)/krb5.conf")
    try Peer.write(
      """
      [kdcdefaults]
        kdc_listen = ""
        kdc_tcp_listen = 127.0.0.1:\(port)
      [realms]
        \(Self.realm) = {
          database_name = \(folder)/principal
          key_stash_file = \(folder)/stash
          acl_file = \(folder)/acl
        }

      """, to: "\(folder)/kdc.conf")
    try await Peer.shell(
      """
      kdb5_util create -s -r \(Self.realm) -P throwaway &&
      kadmin.local -q 'addprinc -pw anna-pw anna' && kadmin.local -q 'addprinc -randkey HTTP/localhost' &&
      kadmin.local -q 'ktadd -k \(folder)/http.keytab HTTP/localhost' && chmod 644 '\(folder)/http.keytab'
      """, environment: environment())
    let variables = environment().map { "\($0.key)=\($0.value)" }
    supervisor.start("/usr/bin/env", variables + [try Peer.path("krb5kdc"), "-n"], log: "kdc.log")
    try await Peer.wait(for: "krb5kdc", port: port, log: "\(folder)/krb5.log")
    try await Peer.shell("echo anna-pw | kinit anna", environment: environment())
  }
}

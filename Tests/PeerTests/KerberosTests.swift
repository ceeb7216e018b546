import Foundation
import TestSupport
import Testing
import XmlactlCommands

extension PeerTests {
  /// Negotiate against Apache's mod_auth_gssapi, with tickets of a real KDC.
  @Suite(
    .enabled(
      if: TestApache.isInstalled && TestKDC.isInstalled
        && Peer.isInstalled([], files: ["\(TestApache.modules)/mod_auth_gssapi.so"]),
      """
      Kerberos is not installed (Debian: krb5-kdc, krb5-admin-server, krb5-user, apache2-bin, \
      libapache2-mod-auth-gssapi)
      """))
  struct KerberosTests {
    private func with(_ body: @Sendable (TestApache, TestKDC) async throws -> Void) async throws {
      try await Supervisor.with(parent: "/tmp", prefix: "xmlactl-test") { supervisor in
        let sandbox = try await ThrowawaySandbox(supervisor: supervisor, executables: Peer.executables)
        let kdc = try await TestKDC(supervisor: supervisor)
        let apache = try await TestApache(
          supervisor: supervisor, modules: ["auth_gssapi", "proxy", "proxy_http"],
          configuration: """
            ProxyPass /xmla \(sandbox.url)
            <Location /xmla>
              AuthType GSSAPI
              AuthName cubes
              GssapiCredStore keytab:\(kdc.keytab)
              GssapiAllowedMech krb5
              Require user anna@XMLACTL.TEST
            </Location>
            """, environment: kdc.environment(cache: "none"))
        try await body(apache, kdc)
      }
    }

    @Test("With a ticket and --auth negotiate one is in, and a cancel goes out once")
    func ticket() async throws {
      try await with { apache, kdc in
        let url = "http://localhost:\(apache.port)/xmla"
        let list = try await Program.xmlactl(
          "sessions", "--database", "Sales DW", "-o", "name", "--auth", "negotiate", "--trace", "-t", url,
          environment: kdc.environment())
        #expect(list.status == 0, "\(list.errors)")
        #expect(list.output != "")
        #expect(list.errors.contains("> Authorization: Negotiate (not shown)"))
        #expect(!list.errors.contains("Negotiate YII"), "no ticket is traced")

        let cancel = try await Program.xmlactl(
          "cancel", "spid", "1001", "--yes", "--wait", "20s", "--auth", "negotiate", "-t", url,
          environment: kdc.environment())
        #expect(cancel.status == 0, "\(cancel.errors)")
        #expect(cancel.output.contains("SPID 1001: seen to"))
      }
    }

    @Test("Without a ticket: status 77, Kerberos' own words, and kinit")
    func noTicket() async throws {
      try await with { apache, kdc in
        let url = "http://localhost:\(apache.port)/xmla"
        let result = try await Program.xmlactl(
          "sessions", "--auth", "negotiate", "-t", url, environment: kdc.environment(cache: "empty"))
        #expect(result.status == 77)
        #expect(result.errorLines.count == 1)
        #expect(result.errors.contains("gss_init_sec_context() failed"), "\(result.errors)")
        #expect(result.errors.contains("kinit"))

        let unasked = try await Program.xmlactl("sessions", "-t", url, environment: kdc.environment())
        #expect(unasked.status == 77)
        #expect(unasked.errors.contains("it takes negotiate, see --auth"), "\(unasked.errors)")
      }
    }

    @Test("A host that Kerberos does not know by that name: its words say so")
    func wrongName() async throws {
      try await with { apache, kdc in
        let result = try await Program.xmlactl(
          "sessions", "--auth", "negotiate", "-t", "http://127.0.0.1:\(apache.port)/xmla",
          environment: kdc.environment())
        #expect(result.status == 77)
        #expect(result.errors.contains("gss_init_sec_context() failed"), "\(result.errors)")
        #expect(result.errors.contains("check the host's name"))
      }
    }
  }
}

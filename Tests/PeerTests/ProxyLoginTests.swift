import Foundation
import TestSupport
import Testing
import XmlactlCommands

extension PeerTests {
  /// Proxies that let nobody through without a login: Apache httpd with Basic and with Kerberos, Squid with NTLM.
  @Suite(
    .enabled(if: TestApache.isInstalled, Comment(rawValue: TestApache.missing)))
  struct ProxyLoginTests {
    /// - Parameters:
    ///   - modules: of the login.
    ///   - login: the directives that ask for it.
    private func with(
      _ modules: [String], _ environment: [String: String], _ login: String,
      _ nginx: TestNginx, _ supervisor: Supervisor
    ) async throws -> TestApache {
      try await TestApache(
        supervisor: supervisor, modules: ["proxy", "proxy_http", "proxy_connect"] + modules,
        configuration: "ProxyRequests On\nAllowCONNECT \(nginx.secure)\n<Proxy \"*\">\n\(login)\n</Proxy>",
        environment: environment)
    }

    private func withPeers(
      _ body: @Sendable (TestNginx, Supervisor) async throws -> Void
    ) async throws {
      try await TestNginx.with { nginx in
        try await Supervisor.with(parent: "/tmp", prefix: "xmlactl-test") { try await body(nginx, $0) }
      }
    }

    /// Lists sessions, over http and over https by CONNECT.
    private func list(
      _ nginx: TestNginx, _ options: [String], _ environment: [String: String] = [:],
      check: (ProgramResult) -> Void
    ) async throws {
      for url in [nginx.sandbox, "https://localhost:\(nginx.secure)/xmla"] {
        let ca = url.hasPrefix("https") ? ["--tls-ca", "\(nginx.folder)/ca.pem"] : []
        check(
          try await Program.run(
            [Program.path("xmlactl"), "sessions", "-o", "name", "--trace", "-t", url] + ca
              + options,
            environment: environment))
      }
    }

    @Test(
      "Basic: right, wrong and missing, on the command line and in the environment; the trace shows no password"
    )
    func basic() async throws {
      try await withPeers { nginx, supervisor in
        let hash = try await Peer.shell("openssl passwd -apr1 hush-hush")
        let users = "\(supervisor.folder)/users"
        try Peer.write("anna:\(hash)", to: users)
        let apache = try await with(
          ["auth_basic", "authn_file"], [:],
          "AuthType Basic\nAuthName out\nAuthBasicProvider file\nAuthUserFile \(users)\nRequire valid-user",
          nginx,
          supervisor)
        let place = "127.0.0.1:\(apache.port)"
        try await ScratchFolder.with { scratch in
          let right = ["--proxy-password-file", try scratch.write("hush-hush\n", to: "right")]
          let wrong = ["--proxy-password-file", try scratch.write("wrong-one\n", to: "wrong")]
          for method in [[], ["--proxy-auth", "basic"]] {
            try await list(nginx, ["--proxy", "http://anna@\(place)"] + right + method) { result in
              #expect(result.status == 0, "\(result.errors)")
              #expect(result.output != "")
              #expect(result.errors.contains("> Proxy-Authorization: basic (not shown)"))
              #expect(!result.errors.contains("hush-hush"))
            }
          }
          try await list(nginx, ["--proxy", "http://anna@\(place)"] + wrong) { result in
            #expect(result.status == 77)
            #expect(result.errors.contains("the proxy refused the user or the password"), "\(result.errors)")
            #expect(result.errors.contains("it takes basic, see --proxy-auth"), "\(result.errors)")
          }
          try await list(nginx, ["--proxy", "http://\(place)"]) { result in
            #expect(result.status == 77)
            #expect(result.errors.contains("the proxy asks for a login"), "\(result.errors)")
            #expect(result.errors.contains("--proxy-password-file"))
          }
        }
        let result = try await Program.xmlactl(
          "sessions", "-o", "name", "-t", "https://localhost:\(nginx.secure)/xmla",
          "--tls-ca",
          "\(nginx.folder)/ca.pem", environment: ["https_proxy": "http://anna:hush-hush@\(place)"])
        #expect(result.status == 0, "\(result.errors)")
      }
    }

    @Test(
      "Negotiate: with a ticket one is through; without one, Kerberos' own words and kinit",
      .enabled(
        if: TestKDC.isInstalled && Peer.isInstalled([], files: ["\(TestApache.modules)/mod_auth_gssapi.so"]),
        "Kerberos is not installed (Debian: krb5-kdc, krb5-admin-server, krb5-user, libapache2-mod-auth-gssapi)"
      ))
    func negotiate() async throws {
      try await withPeers { nginx, supervisor in
        let kdc = try await TestKDC(supervisor: supervisor)
        let apache = try await with(
          ["auth_gssapi"], kdc.environment(cache: "none"),
          """
          AuthType GSSAPI
          AuthName out
          GssapiCredStore keytab:\(kdc.keytab)
          GssapiAllowedMech krb5
          Require user anna@XMLACTL.TEST
          """, nginx, supervisor)
        let proxy = ["--proxy", "http://localhost:\(apache.port)"]
        try await list(nginx, proxy + ["--proxy-auth", "negotiate"], kdc.environment()) { result in
          #expect(result.status == 0, "\(result.errors)")
          #expect(result.errors.contains("> Proxy-Authorization: negotiate (not shown)"))
        }
        try await list(nginx, proxy + ["--proxy-auth", "negotiate"], kdc.environment(cache: "empty")) {
          result in
          #expect(result.status == 77)
          #expect(result.errors.contains("the proxy did not take a Kerberos ticket"), "\(result.errors)")
          #expect(result.errors.contains("gss_init_sec_context() failed"), "\(result.errors)")
          #expect(result.errors.contains("kinit"))
        }
        try await list(nginx, proxy, kdc.environment()) { result in
          #expect(result.status == 77)
          #expect(result.errors.contains("it takes negotiate, see --proxy-auth"), "\(result.errors)")
        }
      }
    }

    @Test(
      "NTLM: the challenge is answered, and a cancel goes out once",
      .enabled(if: TestSquid.isInstalled, "Squid is not installed (Debian: squid)"))
    func ntlm() async throws {
      try await withPeers { nginx, supervisor in
        let squid = try await TestSquid(supervisor: supervisor)
        try await ScratchFolder.with { scratch in
          let file = try scratch.write("hush-hush\n", to: "password")
          let login = [
            "--proxy", "http://CONTOSO%5Canna@127.0.0.1:\(squid.port)", "--proxy-auth", "ntlm",
            "--proxy-password-file",
            file,
          ]
          try await list(nginx, login) { result in
            #expect(result.status == 0, "\(result.errors)")
            #expect(result.errors.contains("> Proxy-Authorization: ntlm (not shown)"))
            #expect(!result.errors.contains("hush-hush"))
          }
          let cancel = try await Program.run(
            [
              Program.path("xmlactl"), "cancel", "spid", "1001", "--yes", "--wait", "20s", "-t",
              nginx.sandbox,
            ] + login, environment: [:])
          #expect(cancel.status == 0, "\(cancel.errors)")
          #expect(cancel.output.contains("SPID 1001: seen to"))
          let none = try await Program.xmlactl(
            "sessions", "-t", nginx.sandbox, "--proxy", "http://127.0.0.1:\(squid.port)")
          #expect(none.status == 77)
          #expect(none.errors.contains("it takes ntlm, see --proxy-auth"), "\(none.errors)")
          #expect(try squid.served().contains { $0.hasPrefix("CONNECT localhost:\(nginx.secure) 200") })
        }
      }
    }
  }
}

import Foundation
import TestSupport
import Testing

extension PeerTests {
  /// xmlactl through nginx, the web server that often stands before an endpoint.
  @Suite(.enabled(if: TestNginx.isInstalled, Comment(rawValue: TestNginx.missing)))
  struct NginxTests {
    private func sessions(_ nginx: TestNginx, _ target: String, _ more: String...) async throws
      -> ProgramResult
    {
      // One database, so that the sandbox's own passing session is left out.
      try await Program.run(
        [Program.path("xmlactl"), "sessions", "--database", "Sales DW", "-o", "name", "-t", target] + more)
    }

    @Test("TLS: the right CA, the wrong one, none, and the wrong host name")
    func trust() async throws {
      try await TestNginx.with { nginx in
        let url = "https://localhost:\(nginx.secure)/xmla"
        let direct = try await sessions(nginx, nginx.sandbox)
        let right = try await sessions(nginx, url, "--tls-ca", "\(nginx.folder)/ca.pem")
        #expect(right.status == 0, "\(right.errors)")
        #expect(right.output == direct.output)
        #expect(right.output != "")

        for more in [["--tls-ca", "\(nginx.folder)/other-ca.pem"], []] {
          let wrong = try await Program.run([Program.path("xmlactl"), "sessions", "-t", url] + more)
          #expect(wrong.status == 69)
          #expect(wrong.errors.contains("the server's certificate is not trusted"), "\(wrong.errors)")
          #expect(wrong.errors.contains("--tls-ca"))
        }

        let host = try await sessions(
          nginx, "https://localhost:\(nginx.foreign)/xmla", "--tls-ca", "\(nginx.folder)/ca.pem")
        #expect(host.status == 69)
        #expect(host.errors.contains("the server's certificate is for another host"), "\(host.errors)")

        let missing = try await sessions(nginx, url, "--tls-ca", "\(nginx.folder)/none.pem")
        #expect(missing.status == 78)
        #expect(missing.errors.contains("check --tls-ca"), "\(missing.errors)")
      }
    }

    @Test("TLS that is not checked works, and a line on stderr says what that means")
    func unchecked() async throws {
      try await TestNginx.with { nginx in
        for port in [nginx.secure, nginx.foreign] {
          let result = try await sessions(nginx, "https://localhost:\(port)/xmla", "--no-tls-verify")
          #expect(result.status == 0)
          #expect(result.errorLines.count == 1)
          #expect(result.errors.contains("the server's certificate is not checked"))
        }
      }
    }

    @Test("A server that asks for a client certificate: with it, without it, and with one that can't be read")
    func clientCertificate() async throws {
      try await TestNginx.with { nginx in
        let url = "https://localhost:\(nginx.client)/xmla"
        let ca = ["--tls-ca", "\(nginx.folder)/ca.pem"]
        func run(_ more: String...) async throws -> ProgramResult {
          try await Program.run([Program.path("xmlactl"), "sessions", "-o", "name", "-t", url] + ca + more)
        }
        let key = "\(nginx.folder)/client-key.pem"
        let good = try await run("--tls-cert", "\(nginx.folder)/client.pem", "--tls-key", key)
        #expect(good.status == 0, "\(good.errors)")
        try await Peer.shell("cd '\(nginx.folder)' && cat client.pem client-key.pem >both.pem")
        let both = try await run("--tls-cert", "\(nginx.folder)/both.pem")
        #expect(both.status == 0, "\(both.errors)")

        let none = try await run()
        #expect(none.status == 69)
        #expect(none.errors.contains("No required SSL certificate was sent"), "\(none.errors)")
        for (certificate, key) in [("none.pem", key), ("client.pem", "\(nginx.folder)/server-key.pem")] {
          let broken = try await run("--tls-cert", "\(nginx.folder)/\(certificate)", "--tls-key", key)
          #expect(broken.status == 78)
          #expect(broken.errors.contains("check --tls-cert and --tls-key"), "\(broken.errors)")
        }
      }
    }

    @Test("gzip: the reply comes compressed, and is the same")
    func gzip() async throws {
      try await TestNginx.with { nginx in
        let direct = try await sessions(nginx, nginx.sandbox)
        let zipped = try await sessions(nginx, "http://127.0.0.1:\(nginx.plain)/xmla", "--trace")
        #expect(zipped.status == 0, "\(zipped.errors)")
        #expect(zipped.output == direct.output)
        let ratio = try nginx.served().last?.last.flatMap { Double($0) }
        #expect((ratio ?? 0) > 2, "nginx says that it compressed")
        let sizes = zipped.errors.split(separator: "\n").first { $0.hasPrefix("< HTTP 200") }?
          .split(separator: " ").compactMap { Int($0.filter { $0 != "(" }) }
        let (plain, wire) = (sizes?[1] ?? 0, sizes?[2] ?? 0)
        #expect(plain > 2 * wire, "\(zipped.errors.suffix(200))")
      }
    }

    @Test("A run of several requests uses one TCP connection")
    func keepAlive() async throws {
      try await TestNginx.with { nginx in
        let url = "https://localhost:\(nginx.secure)/xmla"
        let result = try await Program.xmlactl(
          "cancel", "spid", "1001", "--yes", "--wait", "20s", "-t", url, "--tls-ca", "\(nginx.folder)/ca.pem")
        #expect(result.status == 0, "\(result.errors)")
        let requests = try nginx.served()
        #expect(requests.count >= 4, "two looks, the cancel, and looks until it is gone")
        let connections = Set(requests.compactMap(\.first))
        #expect(connections.count == 1, "\(requests)")
      }
    }

    @Test("Basic: right, wrong and missing; the trace shows no password")
    func basic() async throws {
      try await TestNginx.with { nginx in
        try await ScratchFolder.with { scratch in
          let right = try scratch.write("hush-hush\n", to: "right")
          let wrong = try scratch.write("wrong-one\n", to: "wrong")
          let url = "http://anna@127.0.0.1:\(nginx.plain)/basic/xmla"
          let good = try await sessions(nginx, url, "--password-file", right, "--trace")
          #expect(good.status == 0, "\(good.errors)")
          #expect(good.errors.contains("> Authorization: Basic (not shown)"))
          #expect(!good.errors.contains("hush-hush"))
          #expect(!good.errors.contains(Data("anna:hush-hush".utf8).base64EncodedString()))

          let bad = try await sessions(nginx, url, "--password-file", wrong)
          #expect(bad.status == 77)
          #expect(bad.errors.contains("refused the user or the password"))
          #expect(bad.errors.contains("it takes basic"), "\(bad.errors)")
          let none = try await sessions(nginx, "http://127.0.0.1:\(nginx.plain)/basic/xmla")
          #expect(none.status == 77)
          #expect(none.errors.contains("asks for a login"))
        }
      }
    }

    @Test("All of it by a name of the configuration, with paths from its folder")
    func configured() async throws {
      try await TestNginx.with { nginx in
        try await Peer.shell(
          "printf 'hush-hush\\n' >'\(nginx.folder)/password' && chmod 600 '\(nginx.folder)/password'")
        try Peer.write(
          """
          targets:
            cubes:
              url: http://127.0.0.1:\(nginx.plain)/basic/xmla
              user: anna
              password-file: password
            safe:
              url: https://localhost:\(nginx.client)/xmla
              tls-ca: ca.pem
              tls-cert: client.pem
              tls-key: client-key.pem

          """, to: "\(nginx.folder)/config.yaml")
        let environment = ["XMLACTL_CONFIG": "\(nginx.folder)/config.yaml"]
        let both = try await Program.xmlactl(
          "sessions", "-t", "cubes", "-t", "safe", "-o", "ndjson", environment: environment)
        #expect(both.status == 0, "\(both.errors)")
        #expect(both.output.contains("{\"target\":\"cubes\","))
        #expect(both.output.contains("{\"target\":\"safe\","))
        let beaten = try await Program.xmlactl(
          "sessions", "-t", "safe", "--tls-ca", "\(nginx.folder)/other-ca.pem", environment: environment)
        #expect(beaten.status == 69, "the command line beats the configuration")
        #expect(beaten.errors.hasPrefix("xmlactl: safe: "))
      }
    }
  }
}

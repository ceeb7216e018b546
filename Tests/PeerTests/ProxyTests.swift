import Foundation
import TestSupport
import Testing
import XmlactlCommands

extension PeerTests {
  /// Apache httpd as a forward proxy.
  @Suite(
    .enabled(
      if: TestApache.isInstalled && TestNginx.isInstalled,
      "Apache httpd or nginx is not installed (Debian: apache2-bin, nginx-light, openssl)"))
  struct ProxyTests {
    private func with(_ body: @Sendable (TestApache, TestNginx) async throws -> Void) async throws {
      try await TestNginx.with { nginx in
        try await Supervisor.with(parent: "/tmp", prefix: "xmlactl-test") { supervisor in
          let proxy = try await TestApache(
            supervisor: supervisor, modules: ["proxy", "proxy_http", "proxy_connect"],
            configuration: "ProxyRequests On\nAllowCONNECT \(nginx.secure)")
          try await body(proxy, nginx)
        }
      }
    }

    @Test("http goes through a proxy that is named, even to this machine")
    func http() async throws {
      try await with { proxy, nginx in
        let url = nginx.sandbox
        let result = try await Program.xmlactl(
          "sessions", "-o", "name", "-t", url, "--proxy", "http://127.0.0.1:\(proxy.port)",
          environment: ["no_proxy": "*"])
        #expect(result.status == 0, "\(result.errors)")
        #expect(try proxy.served() == ["POST \(url) HTTP/1.1 200"])
      }
    }

    @Test("https goes through it by CONNECT: named, or by the environment; and around it with --proxy none")
    func https() async throws {
      try await with { proxy, nginx in
        let url = "https://localhost:\(nginx.secure)/xmla"
        let via = "http://127.0.0.1:\(proxy.port)"
        func run(_ more: [String], _ environment: [String: String] = [:]) async throws -> ProgramResult {
          try await Program.run(
            [
              Program.path("xmlactl"), "sessions", "-o", "name", "-t", url, "--tls-ca",
              "\(nginx.folder)/ca.pem",
            ]
              + more, environment: environment)
        }
        let runs: [(options: [String], environment: [String: String])] = [
          (["--proxy", via], [:]), ([], ["https_proxy": via]), (["--proxy", "none"], ["https_proxy": via]),
          ([], ["https_proxy": via, "no_proxy": "localhost"]),
        ]
        for (options, environment) in runs {
          let result = try await run(options, environment)
          #expect(result.status == 0, "\(result.errors)")
        }
        #expect(try nginx.served().count == 4)
        let connect = "CONNECT localhost:\(nginx.secure) HTTP/1.1 200"
        let connects = try proxy.served().filter { $0 == connect }
        #expect(connects.count == 2)
      }
    }

    @Test("A proxy that lets nothing through, and one that is not there")
    func refused() async throws {
      try await with { proxy, nginx in
        let url = "https://localhost:\(nginx.foreign)/xmla"
        let refused = try await Program.xmlactl(
          "sessions", "-t", url, "--proxy", "http://127.0.0.1:\(proxy.port)")
        #expect(refused.status == 69)
        #expect(
          refused.errors.contains("the proxy does not let the connection through (HTTP 403)"),
          "\(refused.errors)")
        let missing = try await Program.xmlactl("sessions", "-t", url, "--proxy", "http://127.0.0.1:1")
        #expect(missing.status == 69)
      }
    }
  }
}

import Foundation
import TestSupport
import XmlactlCommands

/// nginx before a sandbox: TLS, client certificates, gzip and Basic.
struct TestNginx: Sendable {
  static let isInstalled = Peer.isInstalled(["nginx", "openssl"])
  static let missing = "nginx or openssl is not installed (Debian: nginx-light, openssl)"

  /// Holds `ca.pem`, `other-ca.pem`, `client.pem`, `client-key.pem`.
  let folder: String
  /// The sandbox itself.
  let sandbox: String
  /// http: `/xmla`, and `/basic/xmla` for anna with the password `hush-hush`.
  let plain: UInt16
  /// https by a certificate for localhost.
  let secure: UInt16
  /// https by a certificate for another host.
  let foreign: UInt16
  /// https that asks for a client certificate.
  let client: UInt16

  /// What was served, one line for each request: the number of its connection, the port, the ratio of gzip.
  func served() throws -> [[Substring]] {
    try String(contentsOfFile: "\(folder)/access.log", encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: " ")
    }
  }

  static func with<Result: Sendable>(_ body: (TestNginx) async throws -> Result) async throws -> Result {
    try await Supervisor.with(parent: "/tmp", prefix: "xmlactl-test") { supervisor in
      let sandbox = try await ThrowawaySandbox(
        supervisor: supervisor, executables: Peer.executables, arguments: ["--sessions", "200"])
      let folder = supervisor.folder
      try await makeCertificates(in: folder)
      let hash = try await Peer.shell("openssl passwd -apr1 hush-hush")
      try Peer.write("anna:\(hash)", to: "\(folder)/users")
      let nginx = TestNginx(
        folder: folder, sandbox: sandbox.url, plain: try TestMariaDB.freePort(),
        secure: try TestMariaDB.freePort(), foreign: try TestMariaDB.freePort(),
        client: try TestMariaDB.freePort())
      try Peer.write(nginx.configuration, to: "\(folder)/nginx.conf")
      supervisor.start(
        try Peer.path("nginx"), ["-p", folder, "-c", "\(folder)/nginx.conf", "-e", "\(folder)/error.log"],
        log: "nginx.log")
      for port in [nginx.plain, nginx.secure, nginx.foreign, nginx.client] {
        try await Peer.wait(for: "nginx", port: port, log: "\(folder)/error.log")
      }
      return try await body(nginx)
    }
  }

  private static func makeCertificates(in folder: String) async throws {
    try await Peer.shell(
      """
      cd '\(folder)' && key='-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes' || exit
      for ca in ca other-ca; do
        openssl req -x509 $key -days 2 -subj "/CN=xmlactl test $ca" -keyout $ca-key.pem -out $ca.pem
      done
      sign() {
        openssl req $key -subj "/CN=$2" -keyout $1-key.pem -out $1.csr &&
        printf 'subjectAltName=%s\\n' "$3" >$1.ext &&
        openssl x509 -req -in $1.csr -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 2 -extfile $1.ext -out $1.pem
      }
      sign server localhost DNS:localhost,IP:127.0.0.1 && sign foreign olap.example.com DNS:olap.example.com &&
        sign client anna DNS:anna
      """)
  }

  private var configuration: String {
    func server(_ port: UInt16, _ certificate: String, _ more: String = "") -> String {
      """
        server {
          listen 127.0.0.1:\(port) ssl;
          ssl_certificate \(certificate).pem;
          ssl_certificate_key \(certificate)-key.pem;
          \(more)
          location /xmla { proxy_pass \(sandbox); }
        }

      """
    }
    return """
      daemon off;
      # One process only, which ends with whoever started it.
      master_process off;
      pid nginx.pid;
      events { worker_connections 64; }
      http {
        log_format served '$connection $server_port $gzip_ratio';
        access_log access.log served;
        client_body_temp_path body;
        proxy_temp_path proxied;
        fastcgi_temp_path fastcgi;
        uwsgi_temp_path uwsgi;
        scgi_temp_path scgi;
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        server {
          listen 127.0.0.1:\(plain);
          gzip on;
          gzip_types text/xml;
          gzip_proxied any;
          location /xmla { proxy_pass \(sandbox); }
          location /basic/xmla {
            auth_basic cubes;
            auth_basic_user_file users;
            proxy_pass \(sandbox);
          }
        }
      \(server(secure, "server"))\(server(foreign, "foreign"))\(
        server(client, "server", "ssl_client_certificate ca.pem; ssl_verify_client on;"))
      }

      """
  }
}

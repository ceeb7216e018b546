import Foundation
import TestSupport
import Testing

/// HTTP as it should not be, and logins that must not leak.
@Suite(.startsServers) struct TransportTests {
  private static let rows = RogueServer.rowset(
    "<row><SESSION_ID>S7</SESSION_ID><SESSION_SPID i:type=\"int\">7</SESSION_SPID>"
      + "<SESSION_USER_NAME>anna</SESSION_USER_NAME></row>")
  private static let accepted = RogueServer.soap(
    "<ExecuteResponse xmlns=\"urn:schemas-microsoft-com:xml-analysis\"><return>"
      + "<root xmlns=\"urn:schemas-microsoft-com:xml-analysis:empty\"/></return></ExecuteResponse>")

  /// An answer on a connection that stays open.
  private static func answer(_ status: String, _ headers: String..., body: [UInt8] = []) -> [UInt8] {
    let lines = ["HTTP/1.1 \(status)"] + headers + ["Content-Length: \(body.count)", "", ""]
    return Array(lines.joined(separator: "\r\n").utf8) + body
  }

  private static func bodyOf(_ answer: [UInt8]) -> [UInt8] {
    let text = String(decoding: answer, as: UTF8.self)
    return Array(text[(text.range(of: "\r\n\r\n")?.upperBound ?? text.startIndex)...].utf8)
  }

  private func run(
    _ words: String..., on server: RogueServer, user: String = "", environment: [String: String] = [:]
  ) async throws -> ProgramResult {
    try await Program.run(
      [Program.path("xmlactl")] + words + ["-t", "http://\(user)127.0.0.1:\(server.port)/xmla"],
      environment: environment, within: .seconds(60))
  }

  // MARK: Redirects

  @Test("A listing follows a redirect within the host, and leaves login and headers behind")
  func redirect() async throws {
    try await ScratchFolder.with { scratch in
      let moved = Self.answer("307 Temporary Redirect", "Location: /olap?x=1")
      try await RogueServer.with(.converses([moved, Self.rows])) { server in
        let password = try scratch.write("hush-hush\n", to: "password")
        let configuration = try scratch.write(
          """
          targets:
            cubes:
              url: http://anna@127.0.0.1:\(server.port)/xmla
              password-file: \(password)
              headers:
                X-Tenant: seven

          """, to: "config.yaml")
        let result = try await Program.xmlactl(
          "sessions", "-o", "name", "-t", "cubes", "--trace", environment: ["XMLACTL_CONFIG": configuration])
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.hasPrefix("S7/"))
        let requests = server.receivedText.components(separatedBy: "POST ").dropFirst()
        #expect(requests.count == 2)
        #expect(requests.first?.contains("Authorization: Basic ") == true)
        #expect(requests.first?.contains("X-Tenant: seven\r\n") == true)
        #expect(requests.last?.hasPrefix("/olap?x=1 ") == true)
        #expect(requests.last?.contains("Authorization") == false)
        #expect(requests.last?.contains("X-Tenant") == false)
        #expect(result.errors.contains("> X-Tenant: (not shown)"))
        #expect(!result.errors.contains("seven"))
        #expect(!result.errors.contains("hush-hush"))
      }
    }
  }

  @Test("A redirect to a place that wants a login says to name that place")
  func redirectToLogin() async throws {
    try await ScratchFolder.with { scratch in
      let password = try scratch.write("hush-hush\n", to: "password")
      let moved = Self.answer("302 Found", "Location: /olap")
      let login = Self.answer("401 Unauthorized", "WWW-Authenticate: Basic realm=\"x\"")
      try await RogueServer.with(.converses([moved, login])) { server in
        let result = try await run("sessions", "--password-file", password, on: server, user: "anna@")
        #expect(result.status == 77)
        #expect(result.errorLines.count == 1)
        #expect(
          result.errors.contains(
            "redirects to http://127.0.0.1:\(server.port)/olap, which asks for a login"), "\(result.errors)")
        #expect(result.errors.contains("name that address as the target"))
      }
    }
  }

  @Test("Redirects without an end come to one")
  func circle() async throws {
    let moved = Self.answer("308 Permanent Redirect", "Location: /xmla")
    try await RogueServer.with(.converses([moved])) { server in
      let result = try await run("sessions", on: server)
      #expect(result.status == 69)
      #expect(result.errors.contains("one redirect too many"), "\(result.errors)")
      let requests = server.receivedText.components(separatedBy: "POST ").count - 1
      #expect(requests == 4)
    }
  }

  @Test(
    "A cancel follows 307 and 308 only, and goes to who answered the listing", arguments: [302, 303, 307])
  func redirectedCancel(_ status: Int) async throws {
    let moved = Self.answer("\(status) Moved", "Location: /other")
    try await RogueServer.with(.converses([Self.rows, Self.rows, moved, Self.accepted])) { server in
      let result = try await run("cancel", "spid", "7", on: server)
      let cancels = server.receivedText.components(separatedBy: "<Cancel ").count - 1
      #expect(cancels == (status == 307 ? 2 : 1))
      #expect(result.status == (status == 307 ? 0 : 69), "\(result.errors)")
    }
    let listing = Self.answer("302 Found", "Location: /other")
    try await RogueServer.with(.converses([listing, Self.rows, Self.rows, Self.accepted])) { server in
      let result = try await run("cancel", "spid", "7", on: server)
      #expect(result.status == 0, "\(result.errors)")
      let posts = server.receivedText.components(separatedBy: "POST ").dropFirst().map { $0.prefix(6) }
      // The first opens the session of the looks.
      #expect(posts.prefix(2) == ["/xmla ", "/xmla "])
      #expect(posts.count > 5 && posts.dropFirst(2).allSatisfy { $0 == "/other" })
    }
  }

  // MARK: Bodies

  @Test("A gzip bomb ends soon, in little memory, with a clear error")
  func bomb() async throws {
    try await ScratchFolder.with { scratch in
      // 100 MB of blanks, where a parser keeps nothing, so that no other limit ends it.
      let head = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>"
      let made = try await Program.shell(
        """
        { printf '%s' "\(head)"; head -c 100000000 /dev/zero | tr '\\0' ' '; } | gzip -6 >\(scratch.path)/bomb.gz
        """)
      #expect(made.status == 0)
      let body = try [UInt8](Data(contentsOf: URL(fileURLWithPath: "\(scratch.path)/bomb.gz")))
      #expect(body.count < 300_000)
      let answer = Self.answer("200 OK", "Content-Type: text/xml", "Content-Encoding: gzip", body: body)
      try await RogueServer.with(.answers(answer)) { server in
        // Less memory than the body is long.
        let result = try await Program.shell(
          "ulimit -d 190000; exec xmlactl sessions -t http://127.0.0.1:\(server.port)/xmla",
          within: .seconds(20))
        #expect(result.status == 76, "\(result.errors)")
        #expect(result.errors.contains("a gzip bomb"), "\(result.errors)")
        #expect(result.errorLines.count == 1)
      }
    }
  }

  @Test("What can't be decompressed is told", arguments: ["gzip", "zstd-or-what"])
  func badEncoding(_ encoding: String) async throws {
    let answer = Self.answer(
      "200 OK", "Content-Type: text/xml", "Content-Encoding: \(encoding)", body: Self.bodyOf(Self.rows))
    try await RogueServer.with(.answers(answer)) { server in
      let result = try await run("sessions", on: server)
      #expect(result.status == 76)
      #expect(result.errors.contains("can't be decompressed"), "\(result.errors)")
    }
  }

  @Test(
    "A reply that drips a byte before each limit ends all the same: its body, and its head",
    arguments: [
      (
        "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 99999\r\n\r\n<s:Envelope",
        "comes too slowly, fewer than 1024 bytes in 2.0s"
      ),
      ("HTTP/1.1 200 OK\r\nX-Slow: ", "no answer within 1.0s"),
    ])
  func drip(_ head: String, _ says: String) async throws {
    try await RogueServer.with(.drips(Array(head.utf8), every: .milliseconds(200))) { server in
      let result = try await run("sessions", "--timeout", "1s", on: server)
      #expect(result.status == 69)
      #expect(result.errors.contains(says), "\(result.errors)")
      #expect(result.errorLines.count == 1)
    }
  }

  @Test("A trailing zero byte is nothing; a trailing one is more than can be read")
  func trailing() async throws {
    for (mark, status) in [(UInt8(0), Int32(0)), (1, 76)] {
      let answer = Self.answer("200 OK", "Content-Type: text/xml", body: Self.bodyOf(Self.rows) + [mark])
      try await RogueServer.with(.answers(answer)) { server in
        let result = try await run("sessions", "-o", "name", on: server)
        #expect(result.status == status, "\(result.errors)")
        #expect(result.errors.contains("does not support continued replies") == (mark == 1))
      }
    }
  }

  @Test("A charset that is not known is told, and nothing is read")
  func charset() async throws {
    let answer = Self.answer(
      "200 OK", "Content-Type: text/xml; charset=klingon", body: Self.bodyOf(Self.rows))
    try await RogueServer.with(.answers(answer)) { server in
      let result = try await run("sessions", on: server)
      #expect(result.status == 76)
      #expect(result.errors.contains("charset 'klingon'"), "\(result.errors)")
      #expect(result.output == "")
    }
  }

  @Test("A charset that the bytes are not in is passed over", arguments: ["utf-16", "iso-8859-1"])
  func otherCharset(_ name: String) async throws {
    let answer = Self.answer(
      "200 OK", "Content-Type: text/xml; charset=\(name)", body: Self.bodyOf(Self.rows))
    try await RogueServer.with(.answers(answer)) { server in
      let result = try await run("sessions", on: server)
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output != "")
      // Of ASCII nobody can tell in which of the two it is.
      #expect(result.errors.contains("charset '\(name)'") == (name == "utf-16"), "\(result.errors)")
    }
  }

  @Test("A server that has no room says when to come back", arguments: ["429 Too Many Requests", "503 Busy"])
  func busy(_ status: String) async throws {
    try await RogueServer.with(.answers(Self.answer(status, "Retry-After: 120"))) { server in
      let result = try await run("sessions", on: server)
      #expect(result.status == 75)
      #expect(result.errors.contains("try again in 120 seconds"), "\(result.errors)")
    }
  }

  @Test("A gateway's JSON error is told in its own words")
  func gateway() async throws {
    let body = """
      {"code": "InternalError", "message": "Internal error ApiException.Bad Request", "httpStatusCode": 400}
      """
    let answer = Self.answer("400 Bad Request", "Content-Type: application/json", body: Array(body.utf8))
    try await RogueServer.with(.answers(answer)) { server in
      let result = try await run("sessions", on: server)
      #expect(result.status == 69)
      #expect(
        result.errors.contains("(HTTP 400: Internal error ApiException.Bad Request)"), "\(result.errors)")
    }
  }

  // MARK: Connections

  @Test("The requests of a run share one connection")
  func keepAlive() async throws {
    try await RogueServer.with(.converses([Self.rows, Self.rows, Self.accepted])) { server in
      let result = try await run("cancel", "spid", "7", "--trace", on: server)
      #expect(result.status == 0, "\(result.errors)")
      #expect(server.connectionCount == 1)
      let kept = result.errors.components(separatedBy: "kept connection").count - 1
      #expect(kept == 6, "all but the one that opens the session of the looks")
    }
  }

  @Test("A proxy that wants a login")
  func proxyLogin() async throws {
    try await RogueServer.with(.answers(Self.answer("407 Proxy Authentication Required"))) { server in
      let proxy = "http://127.0.0.1:\(server.port)"
      for target in ["https://olap.invalid/xmla", "http://olap.invalid/xmla"] {
        let result = try await Program.xmlactl("sessions", "-t", target, "--proxy", proxy)
        #expect(result.status == 77)
        #expect(result.errors.contains("the proxy asks for a login"), "\(result.errors)")
      }
    }
  }

  // MARK: Logins

  /// A challenge of NTLM, with a target name and no target information.
  private static let challenge: [UInt8] = {
    let message =
      Array("NTLMSSP\0".utf8) + [2, 0, 0, 0, 0, 0, 0, 0, 56, 0, 0, 0, 5, 2, 0x81, 0, 1, 2, 3, 4, 5, 6, 7, 8]
      + [UInt8](repeating: 0, count: 8) + [0, 0, 0, 0, 56, 0, 0, 0] + [UInt8](repeating: 0, count: 8)
    return answer("401 Unauthorized", "WWW-Authenticate: NTLM \(Data(message).base64EncodedString())")
  }()

  @Test("NTLM over several legs: a cancel on a new connection goes out once")
  func ntlm() async throws {
    try await ScratchFolder.with { scratch in
      let password = try scratch.write("hush-hush\n", to: "password")
      let last = Self.answer(
        "200 OK", "Content-Type: text/xml", "Connection: close", body: Self.bodyOf(Self.rows))
      let answers = [Self.challenge, Self.rows, last, Self.challenge]
      for (reply, status) in [(Self.accepted, Int32(0)), ([], 69)] {
        try await RogueServer.with(.converses(answers + [reply, Self.accepted])) { server in
          let result = try await run(
            "cancel", "spid", "7", "--auth", "ntlm", "--password-file", password, "--trace", on: server,
            user: "CONTOSO%5Canna@")
          #expect(result.status == status, "\(result.errors)")
          let cancels = server.receivedText.components(separatedBy: "<Cancel ").count - 1
          #expect(cancels == 1)
          #expect(result.errors.contains("> Authorization: NTLM (not shown)"))
          #expect(!server.receivedText.contains("hush-hush"))
          #expect(!server.receivedText.contains("Authorization: Basic"))
        }
      }
    }
  }

  @Test("A token comes from a file, or from a command that runs once; after a 401 once more, and no more")
  func bearer() async throws {
    try await ScratchFolder.with { scratch in
      let token = try scratch.write("eyJ0.token-one\nsecond line\n", to: "token")
      try await RogueServer.with(.converses([Self.rows])) { server in
        let result = try await run("sessions", "--token-file", token, "--trace", on: server)
        #expect(result.status == 0, "\(result.errors)")
        #expect(server.receivedText.contains("Authorization: Bearer eyJ0.token-one\r\n"))
        #expect(result.errors.contains("> Authorization: Bearer (not shown)"))
        #expect(!result.errors.contains("eyJ0"))
      }
      let count = "\(scratch.path)/count"
      let command = "echo run >>\(count); echo eyJ0.$(wc -l <\(count))"
      let refused = Self.answer("401 Unauthorized", "WWW-Authenticate: Bearer")
      try await RogueServer.with(.converses([Self.rows, refused, Self.rows, Self.accepted])) { server in
        let result = try await run("cancel", "spid", "7", "--token-command", command, on: server)
        #expect(result.status == 0, "\(result.errors)")
        let tokens = server.receivedText.components(separatedBy: "Bearer ").dropFirst().map { $0.prefix(6) }
        #expect(
          tokens.prefix(3).allSatisfy { $0 == "eyJ0.1" }, "the session of the looks, a look, the refused one")
        #expect(tokens.count == 8 && tokens.dropFirst(3).allSatisfy { $0 == "eyJ0.2" })
      }
      try await RogueServer.with(.converses([refused])) { server in
        let result = try await run("sessions", "--token-command", command, on: server)
        #expect(result.status == 77)
        #expect(result.errors.contains("the server refused the token"))
        let tries = server.receivedText.components(separatedBy: "POST ").count - 1
        #expect(tries == 2)
      }
    }
  }

  @Test(
    "A token command that fails, prints no token, or does not end",
    arguments: [
      ("exit 3", Int32(78), "the token command failed"), (":", 78, "printed no token"),
      ("echo '{\"accessToken\":1}'", 78, "is no bearer token"),
      ("sleep 600 & sleep 600; echo x", 69, "did not end within 1.0s"),
    ])
  func badCommand(_ command: String, _ status: Int32, _ says: String) async throws {
    try await RogueServer.with(.silent) { server in
      let result = try await run(
        "sessions", "--token-command", command, "--timeout", "1s", on: server)
      #expect(result.status == status)
      #expect(result.errors.contains(says), "\(result.errors)")
      #expect(!result.errors.contains("accessToken"))
      #expect(server.receivedText == "")
    }
  }

  @Test("A token and a header of the configuration are not sent in clear text to another machine")
  func clearText() async throws {
    try await ScratchFolder.with { scratch in
      let token = try scratch.write("eyJ0\n", to: "token")
      let bearer = try await Program.xmlactl(
        "sessions", "-t", "http://olap.invalid/xmla", "--token-file", token)
      #expect(bearer.status == 78)
      #expect(bearer.errors.contains("a token is not sent in clear text"))
      let configuration = try scratch.write(
        "targets: {c: {url: 'http://olap.invalid/xmla', headers: {X-Key: hush}}}", to: "config.yaml")
      let header = try await Program.xmlactl(
        "sessions", "-t", "c", environment: ["XMLACTL_CONFIG": configuration])
      #expect(header.status == 78)
      #expect(header.errors.contains("a header of the configuration is not sent in clear text"))
      // The proxy would read what is private on the way to this machine itself.
      let proxied = try await Program.xmlactl(
        "sessions", "-t", "http://127.0.0.1:1/xmla", "--token-file", token, "--proxy",
        "http://proxy.invalid:8080")
      #expect(proxied.status == 78)
    }
  }
}

import TestSupport
import Testing

/// What a person is told when something is wrong: one clear line, the target's name, the right status.
@Suite(.startsServers) struct FailureTests {
  /// Checks that a run failed with one line that names the target.
  private func check(
    _ result: ProgramResult, status: Int32, target: String, says text: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(result.status == status, "\(result.errors)", sourceLocation: sourceLocation)
    #expect(result.errorLines.count == 1, "\(result.errors)", sourceLocation: sourceLocation)
    #expect(
      result.errors.hasPrefix("xmlactl: \(target): "), "\(result.errors)", sourceLocation: sourceLocation)
    #expect(result.errors.contains(text), "\(result.errors)", sourceLocation: sourceLocation)
    #expect(result.errors.contains("; "), "it says what to do next", sourceLocation: sourceLocation)
    #expect(result.output == "", sourceLocation: sourceLocation)
  }

  static let commands = [["sessions"], ["connections"], ["cancel", "spid", "1001", "--yes"]]

  private func run(_ command: [String], _ target: String, _ more: [String] = []) async throws -> ProgramResult
  {
    try await Program.run([Program.path("xmlactl")] + command + ["-t", target] + more, within: .seconds(30))
  }

  @Test("A closed port", arguments: commands)
  func closedPort(_ command: [String]) async throws {
    let target = "http://127.0.0.1:1/xmla"
    check(try await run(command, target), status: 69, target: target, says: "cannot connect")
  }

  @Test("A host name that nobody has")
  func wrongHost() async throws {
    let target = "http://no-such-host.invalid/xmla"
    check(try await run(["sessions"], target), status: 69, target: target, says: "host name is not known")
    let mysql = "mysql://root@no-such-host.invalid:3306/"
    check(try await run(["sessions"], mysql), status: 69, target: mysql, says: "host name is not known")
  }

  @Test("A server that accepts and never answers", arguments: commands)
  func silent(_ command: [String]) async throws {
    try await RogueServer.with(.silent) { server in
      let target = "http://127.0.0.1:\(server.port)/xmla"
      check(
        try await run(command, target, ["--timeout", "1s"]), status: 69, target: target,
        says: "no answer within 1.0s")
    }
  }

  @Test("A reply that stalls in the middle")
  func stalls() async throws {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 9999\r\n\r\n<s:Envelope "
    try await RogueServer.with(.stalls(Array(head.utf8))) { server in
      let target = "http://127.0.0.1:\(server.port)/xmla"
      check(
        try await run(["sessions"], target, ["--timeout", "1s"]), status: 69, target: target,
        says: "no answer within")
    }
  }

  struct Reply: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var manner: RogueServer.Manner
    var status: Int32
    var says: String
  }

  static let replies = [
    Reply(
      testDescription: "HTML",
      manner: RogueServer.http(type: "text/html", body: "<!DOCTYPE html><html>Welcome</html>"),
      status: 76, says: "is an HTML page"),
    Reply(
      testDescription: "HTML as XML", manner: RogueServer.http(body: "<html><body/></html>"), status: 76,
      says: "is an HTML page"),
    Reply(
      testDescription: "truncated XML",
      manner: RogueServer.http(
        body: "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"),
      status: 76, says: "ended in the middle"),
    Reply(
      testDescription: "cut off below its length",
      manner: .answers(
        Array(
          """
          HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 5000\r\n\r\n\
          <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
          """.utf8)), status: 76, says: "ended in the middle"),
    Reply(
      testDescription: "DOCTYPE",
      manner: RogueServer.http(body: "<!DOCTYPE a [<!ENTITY b \"c\">]><s:Envelope>&b;</s:Envelope>"),
      status: 76,
      says: "document type declaration"),
    Reply(
      testDescription: "401",
      manner: RogueServer.http(status: "401 Unauthorized", type: "text/html", body: "<html>no</html>"),
      status: 77, says: "HTTP 401"),
    Reply(
      testDescription: "403", manner: RogueServer.http(status: "403 Forbidden", body: ""), status: 77,
      says: "HTTP 403"),
    Reply(
      testDescription: "404",
      manner: RogueServer.http(status: "404 Not Found", type: "text/plain", body: "nope"),
      status: 69,
      says: "no XMLA endpoint"),
    Reply(
      testDescription: "503", manner: RogueServer.http(status: "503 Service Unavailable", body: "later"),
      status: 75,
      says: "HTTP 503"),
    Reply(
      testDescription: "redirect",
      manner: RogueServer.http(
        status: "302 Found", body: "", headers: ["Location: http://127.0.0.1:1/login"]), status: 69,
      says: "redirects to http://127.0.0.1:1/login"),
    Reply(
      testDescription: "JSON",
      manner: RogueServer.http(type: "application/json", body: "{\"message\":\"hello\"}"),
      status: 76, says: "JSON, not XMLA"),
    Reply(testDescription: "empty", manner: RogueServer.http(body: ""), status: 76, says: "empty"),
    Reply(
      testDescription: "no HTTP", manner: .greets(Array("220 smtp ready\r\n".utf8)), status: 76, says: "HTTP"),
    Reply(testDescription: "closes at once", manner: .answers([]), status: 76, says: "without an answer"),
    Reply(
      testDescription: "binary encoding",
      manner: RogueServer.http(type: "application/sx", body: "\u{1}\u{2}"),
      status: 76, says: "application/sx"),
    Reply(
      testDescription: "500 with a SOAP fault",
      manner: RogueServer.http(
        status: "500 Internal Server Error",
        body: """
          <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault>\
          <faultcode>XMLAnalysisError.0xc1180016</faultcode><faultstring>x</faultstring><detail>\
          <Error ErrorCode="3239575574" Description="The 'anna' user may not."/></detail></s:Fault></s:Body>\
          </s:Envelope>
          """), status: 77, says: "0xC1180016: The 'anna' user may not."),
  ]

  @Test("A reply that is no answer", arguments: replies)
  func badReply(_ reply: Reply) async throws {
    for command in Self.commands {
      try await RogueServer.with(reply.manner) { server in
        let target = "http://127.0.0.1:\(server.port)/xmla"
        check(try await run(command, target), status: reply.status, target: target, says: reply.says)
        // Whatever came back, no cancel was sent after it.
        #expect(!server.receivedText.contains("<Cancel"))
      }
    }
  }

  @Test("A MySQL client that meets an HTTP server says so")
  func notMySQL() async throws {
    try await RogueServer.with(.greets(Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8))) { server in
      let target = "mysql://root@127.0.0.1:\(server.port)/?tls=disabled"
      check(
        try await run(["sessions"], target, ["--timeout", "3s"]), status: 76, target: target,
        says: "MySQL protocol")
    }
  }

  @Test("No password, and a wrong one")
  func passwords() async throws {
    try await ScratchFolder.with { scratch in
      let right = try scratch.write("right\n", to: "right")
      let wrong = try scratch.write("wrong\n", to: "wrong")
      try await TestServers.withSandbox("--user", "ops:server-admin", "--password-file", right) { url in
        check(try await run(["sessions"], url), status: 77, target: url, says: "asks for a login")
        let named = url.replacing("http://", with: "http://ops@")
        check(
          try await run(["sessions"], named, ["--password-file", wrong]), status: 77, target: named,
          says: "refused the user or the password")
        let good = try await run(["sessions", "-o", "name"], named, ["--password-file", right])
        #expect(good.status == 0)
        let byEnvironment = try await Program.xmlactl(
          "sessions", "-t", named, "-o", "name", environment: ["XMLACTL_PASSWORD_FILE": right])
        #expect(byEnvironment.status == 0)
      }
    }
  }

  @Test("A password file that others can read is not used")
  func openPasswordFile() async throws {
    try await ScratchFolder.with { scratch in
      let file = try scratch.write("hush\n", to: "password", mode: 0o644)
      let result = try await Program.xmlactl(
        "sessions", "-t", "http://ops@127.0.0.1:1/xmla", "--password-file", file)
      #expect(result.status == 78)
      #expect(result.errors.contains("chmod 600"))
      #expect(!result.errors.contains("hush"))
    }
  }

  @Test("A password in a URL is refused and not repeated")
  func passwordInURL() async throws {
    for url in ["http://ops:hush@127.0.0.1:1/xmla", "mysql://root:hush@127.0.0.1:1/"] {
      let result = try await Program.xmlactl("sessions", "-t", url)
      #expect(result.status == 64)
      #expect(!result.errors.contains("hush"))
    }
  }

  @Test("A password is not sent in clear text to another machine")
  func clearText() async throws {
    try await ScratchFolder.with { scratch in
      let file = try scratch.write("hush\n", to: "password")
      let result = try await Program.xmlactl(
        "sessions", "-t", "http://ops@olap.invalid/xmla", "--password-file", file)
      #expect(result.status == 78)
      #expect(result.errors.contains("use https://"))
    }
  }

  @Test(
    "An id that is none",
    arguments: ["0", "-1", "1.9", "99999999999999999999", "+5", "0x10", "", " 7", "７", "1;2"])
  func badID(_ id: String) async throws {
    try await RogueServer.with(.silent) { server in
      let xmla = "http://127.0.0.1:\(server.port)/xmla"
      for verb in ["spid", "connection"] {
        check(
          try await Program.xmlactl("cancel", verb, id, "-t", xmla), status: 64, target: xmla,
          says: "nothing was sent")
      }
      let mysql = "mysql://root@127.0.0.1:\(server.port)/"
      for verb in ["query", "connection"] {
        check(
          try await Program.xmlactl("kill", verb, id, "-t", mysql), status: 64, target: mysql,
          says: "nothing was sent")
      }
      check(
        try await Program.xmlactl("cancel", "session", id, "-t", mysql), status: 64, target: mysql,
        says: "nothing was sent")
      #expect(server.receivedText == "")
    }
  }

  @Test("A wrong id on stdin is bad input, and none of the others is touched")
  func badInput() async throws {
    try await TestServers.withSandbox { url in
      let result = try await Program.xmlactl("cancel", "spid", "-", "-t", url, "--yes", input: "1001\nx\n")
      check(result, status: 65, target: url, says: "'x' is not a SPID")
      let again = try await Program.xmlactl("cancel", "spid", "1001", "-t", url, "--wait", "5s")
      #expect(again.status == 0, "it still ran")
    }
  }

  @Test("A pipe that brings no ids is nothing to cancel, and no success")
  func emptyPipe() async throws {
    let target = "http://127.0.0.1:1/xmla"
    for input in ["", "\n\n"] {
      check(
        try await Program.xmlactl("cancel", "session", "-", "-t", target, "--yes", input: input), status: 3,
        target: target, says: "no ids came")
    }
    let closed = try await Program.shell("xmlactl cancel spid - -t \(target) <&-")
    check(closed, status: 3, target: target, says: "no ids came")
  }

  @Test("A mistyped option is called one", arguments: ["--dryrun", "-x", "--associated"])
  func mistypedOption(_ option: String) async throws {
    let target = "mysql://root@127.0.0.1:1/"
    check(
      try await Program.xmlactl("kill", "query", "5", option, "-t", target), status: 64, target: target,
      says: "there is no option '\(option)' here")
  }

  @Test("A password goes to no server that is named without a user, and not to several users' servers")
  func whosePassword() async throws {
    try await ScratchFolder.with { scratch in
      let file = try scratch.write("hush\n", to: "password")
      try await RogueServer.with(RogueServer.http(status: "401 Unauthorized", body: "")) { server in
        let plain = "http://127.0.0.1:\(server.port)/xmla"
        check(
          try await run(["sessions"], plain, ["--password-file", file]), status: 64, target: plain,
          says: "names no user")
        let ambient = try await Program.xmlactl(
          "sessions", "-t", plain, environment: ["XMLACTL_PASSWORD_FILE": file])
        #expect(ambient.status == 77)
        let anna = "http://anna@127.0.0.1:\(server.port)/xmla"
        let bo = "http://bo@127.0.0.1:\(server.port)/xmla"
        let both = try await Program.xmlactl("sessions", "-t", anna, "-t", bo, "--password-file", file)
        #expect(both.status == 64)
        #expect(!server.receivedText.contains("Authorization"))
      }
    }
  }

  @Test("Help that can't be written is no success")
  func unwritableHelp() async throws {
    let result = try await Program.shell("xmlactl --help >/dev/full")
    #expect(result.status == 70)
    #expect(result.errors.contains("the output can't be written"))
  }

  @Test("kill is for MySQL, --associated is for XMLA")
  func wrongKind() async throws {
    let xmla = "http://127.0.0.1:1/xmla"
    check(
      try await Program.xmlactl("kill", "query", "5", "-t", xmla), status: 64, target: xmla, says: "MySQL")
    let mysql = "mysql://root@127.0.0.1:1/"
    check(
      try await Program.xmlactl("cancel", "spid", "5", "--associated", "-t", mysql), status: 64,
      target: mysql,
      says: "XMLA")
  }

  @Test("A command line that is wrong: status 64, and nothing on stdout")
  func usage() async throws {
    for words in [
      [], ["cancel"], ["kill"], ["nonsense"], ["sessions", "-o", "xml"], ["cancel", "spid"],
      ["sessions", "-t", "http://127.0.0.1:1/", "--timeout", "5"],
      ["cancel", "spid", "5", "-t", "http://127.0.0.1:1/", "-t", "http://127.0.0.1:2/"],
      ["cancel", "spid", "5", "-t", "http://127.0.0.1:1/", "--max", "0"],
    ] {
      let result = try await Program.run([Program.path("xmlactl")] + words)
      #expect(result.status == 64, "\(words)")
      #expect(result.output == "", "\(words)")
      #expect(result.errors != "", "\(words)")
    }
  }

  @Test("Help and version are data: stdout, status 0")
  func help() async throws {
    for words in [["--help"], ["-h"], ["cancel", "spid", "-h"], ["--version"]] {
      let result = try await Program.run([Program.path("xmlactl")] + words)
      #expect(result.status == 0)
      #expect(result.errors == "")
      #expect(result.output != "")
    }
  }

  @Test(
    "A MySQL server that has no TLS never gets the password as it is, where TLS is demanded and where not",
    arguments: [("required", 69), ("verify-ca", 69), ("verify-full", 69), ("preferred", 77)]
      as [(String, Int32)])
  func stripsTLS(_ mode: String, _ status: Int32) async throws {
    try await ScratchFolder.with { scratch in
      let file = try scratch.write("hush-hush\n", to: "password")
      // Protocol 10, a salt, no CLIENT_SSL among the capabilities.
      let greeting =
        [10] + Array("8.4.0\0".utf8) + [9, 0, 0, 0] + Array("abcdefgh\0".utf8)
        + [0xFF, 0xF7, 45, 2, 0, 0xBF, 0x81, 21] + [UInt8](repeating: 0, count: 10)
        + Array("ijklmnopqrst\0caching_sha2_password\0".utf8)
      let packet = [UInt8(greeting.count), 0, 0, 0] + greeting
      // "Full authentication, please."
      let full: [UInt8] = [2, 0, 0, 2, 1, 4]
      try await RogueServer.with(.greetsAndConverses(packet, [full, []])) { server in
        // A CA that is named is looked at, whatever the mode.
        let ca = mode == "preferred" ? "" : "&tls-ca=/etc/ssl/certs/ca-certificates.crt"
        let target = "mysql://ops@127.0.0.1:\(server.port)/?tls=\(mode)\(ca)"
        let result = try await run(["sessions"], target, ["--password-file", file, "--timeout", "3s"])
        #expect(result.status == status, "\(result.errors)")
        #expect(result.errors.contains("TLS") == (mode != "preferred"), "\(result.errors)")
        #expect(!server.receivedText.contains("hush-hush"))
      }
    }
  }

  @Test("A server that has no room to connect: try again later, whatever the limit")
  func noRoom() async throws {
    try await RogueServer.with(.full) { server in
      let target = "http://127.0.0.1:\(server.port)/xmla"
      check(
        try await run(["sessions"], target, ["--timeout", "1s"]), status: 75, target: target,
        says: "no connection within 1.0s")
    }
  }
}

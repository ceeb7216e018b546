import Foundation
import Testing

@testable import XMLASandbox

/// What goes over the wire when the server misbehaves.
struct FaultServerTests {
  private static let list = Messages.discover("DISCOVER_SESSIONS")

  private func run(_ faults: String..., body: (TestServer) async throws -> Void) async throws {
    var configuration = SandboxConfiguration()
    configuration.faults = try faults.map { text in try FaultRule(text) }
    try await TestServer.run(configuration, body)
  }

  /// Everything that comes back on one connection.
  private func raw(_ body: String, _ server: TestServer, untilBytes count: Int = .max) async throws -> String
  {
    let connection = try RawConnection(port: server.port)
    connection.post(body)
    return await connection.read(atLeast: count)
  }

  /// Status line and headers, the length that they promise, and the body.
  private func parts(_ reply: String) throws -> (head: Substring, promised: Int, body: Substring) {
    let end = try #require(reply.firstRange(of: "\r\n\r\n"))
    let length = try #require(reply.firstMatch(of: /Content-Length: (\d+)/)?.1)
    return (reply[..<end.lowerBound], try #require(Int(length)), reply[end.upperBound...])
  }

  @Test("truncate: half of what was promised, and the connection closes")
  func truncate() async throws {
    try await run("truncate:discover") { server in
      // It ends because the server closes, long before the read gives up.
      let reply = try parts(try await raw(Self.list, server))
      #expect(reply.head.hasPrefix("HTTP/1.1 200"))
      #expect(reply.promised > 5_000)
      #expect(reply.body.utf8.count == reply.promised / 2)
      #expect(reply.body.hasPrefix("<soap:Envelope"))
      let session = try await server.beginSession()
      #expect(!session.isEmpty, "an Execute is not touched")
    }
  }

  @Test("stall-mid-body:2: the second reply stops in the middle, and others are served meanwhile")
  func stall() async throws {
    try await run("stall-mid-body:2") { server in
      let whole = try await server.send(Self.list)
      #expect(whole.rowCount == 13)
      let connection = try RawConnection(port: server.port)
      connection.post(Self.list)
      let reply = try parts(await connection.read(atLeast: whole.body.utf8.count / 2))
      #expect(reply.body.utf8.count == reply.promised / 2)
      #expect(try await server.send(Self.list).rowCount == 13)
    }
  }

  @Test("slow-first-byte: the reply is whole, and not earlier than the time")
  func slow() async throws {
    try await run("slow-first-byte=300ms:execute:1") { server in
      let start = ContinuousClock.now
      let session = try await server.beginSession()
      #expect(ContinuousClock.now - start >= .milliseconds(300))
      #expect(!session.isEmpty)
    }
  }

  @Test("The replies that stand in for the server's")
  func instead() async throws {
    try await run("html-page:execute:1", "fault-500:execute:2", "json-error:execute:3") { server in
      let request = Messages.execute("<Statement/>", header: Messages.beginSession)
      let page = try await server.send(request)
      #expect(page.status == 200)
      #expect(page.headers["content-type"] == "text/html; charset=utf-8")
      #expect(page.body.contains("<form"))
      let fault = try await server.send(request)
      #expect(fault.status == 500)
      #expect(fault.headers["content-type"] == "text/xml; charset=utf-8")
      #expect(fault.body.contains("<faultcode>XMLAnalysisError.0xc1000007</faultcode>"))
      let json = try await server.send(request)
      #expect(json.status == 502)
      #expect(json.headers["content-type"]?.hasPrefix("application/json") == true)
      let gateway = try JSONSerialization.jsonObject(with: Data(json.body.utf8)) as? [String: Any]
      #expect(gateway?["message"] as? String == "Internal error ApiException.Bad Request")
      // None of them opened a session: only that of the listing itself is new.
      #expect(try await server.send(Self.list).rowCount == 13)
    }
  }

  @Test("A spoilt reply, and the request was carried out")
  func spoilt() async throws {
    try await run("empty-body:execute:1", "trailing-zero:execute:2", "wrong-charset:execute:3") { server in
      let request = Messages.execute("<Statement/>", header: Messages.beginSession)
      let empty = try await server.send(request)
      #expect(empty.status == 200)
      #expect(empty.body == "")
      let zero = try await server.send(request)
      #expect(zero.body.hasSuffix("</soap:Envelope>\0"))
      let charset = try await server.send(request)
      #expect(charset.headers["content-type"] == "text/xml; charset=utf-16")
      #expect(try await server.send(Self.list).rowCount == 16)
    }
  }

  @Test("Two faults meet in one reply")
  func together() async throws {
    try await run("slow-first-byte=200ms", "trailing-zero:execute") { server in
      let start = ContinuousClock.now
      let answer = try await server.send(Messages.statement(""))
      #expect(ContinuousClock.now - start >= .milliseconds(200))
      #expect(answer.body.hasSuffix("\0"))
    }
  }

  @Test("cancel-warning and cancel-ignored: two answers, and the command runs on")
  func idleCancels() async throws {
    try await run("cancel-warning:1", "cancel-ignored:2") { server in
      let session = try await server.beginSession()
      async let waiting = server.send(Messages.statement("WAIT", session: session))
      let row = try await server.waitForRow(ofCommand: "WAIT") { $0 != nil }
      let spid = try #require(TestServer.spid(row))
      let cancel = Messages.cancel("<SPID>\(spid)</SPID>")
      #expect(try await server.send(cancel).body.contains("WarningCode=\"1091829763\""))
      let ignored = try await server.send(cancel)
      #expect(ignored.body.contains("<root xmlns=\"\(Namespaces.empty)\"/>"))
      let after = try await server.row(ofCommand: "WAIT")
      #expect(after?.contains("<SESSION_STATUS>1</SESSION_STATUS>") == true)
      // The third one is honest, and only then does the command end.
      _ = try await server.send(cancel)
      #expect(try await waiting.body.contains("ErrorCode=\"3239837698\""))
    }
  }

  @Test("cancel-slow: accepted at once, status 3 for a time, and then the command ends by itself")
  func slowCancel() async throws {
    try await run("cancel-slow=1s") { server in
      let session = try await server.beginSession()
      async let waiting = server.send(Messages.statement("WAIT", session: session))
      let row = try await server.waitForRow(ofCommand: "WAIT") { $0 != nil }
      let spid = try #require(TestServer.spid(row))
      let start = ContinuousClock.now
      let accepted = try await server.send(Messages.cancel("<SPID>\(spid)</SPID>"))
      #expect(accepted.body.contains("<root xmlns=\"\(Namespaces.empty)\"/>"))
      // No request comes that could wake the server up.
      #expect(try await waiting.body.contains("ErrorCode=\"3239837698\""))
      #expect(ContinuousClock.now - start >= .milliseconds(990))
    }
  }

  @Test(
    "A Cancel that could not be carried out is refused, whatever the fault",
    arguments: [
      "cancel-ignored", "cancel-slow", "cancel-warning",
    ])
  func refusedCancel(fault: String) async throws {
    try await run(fault) { server in
      let answer = try await server.send(Messages.cancel("<SPID>99999</SPID>"))
      #expect(answer.body.contains("<faultcode>XMLAnalysisError.0xc114fffe</faultcode>"))
    }
  }
}

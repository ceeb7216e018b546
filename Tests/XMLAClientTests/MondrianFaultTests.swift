import SessionControl
import Testing

@testable import XMLAClient

/// Mondrian's faults, as Mondrian 3.11 sends them.
@Suite struct MondrianFaultTests {
  private static func reply(_ code: String, _ text: String, actor: String = "Mondrian") throws -> Reply {
    try Fixture.read(
      Array(
        """
        <SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Header>
        </SOAP-ENV:Header><SOAP-ENV:Body><SOAP-ENV:Fault><faultcode>SOAP-ENV:\(code)</faultcode>
        <faultstring>x</faultstring><faultactor>\(actor)</faultactor><detail>
        <XA:error xmlns:XA="http://mondrian.sourceforge.net"><code>\(code.split(separator: ".")[1])</code>
        <desc>The Mondrian XML: \(text)</desc></XA:error></detail></SOAP-ENV:Fault></SOAP-ENV:Body>
        </SOAP-ENV:Envelope>
        """.utf8)
    ).reply
  }

  @Test(
    "What is wrong with a statement or a name in a request is bad input; what Mondrian does not have is not",
    arguments: [
      (
        "Client.00HSBD01", "Mondrian Error:Syntax error at line 1, column 1, token 'SELEC'",
        SessionControl.ExitStatus.badInput
      ),
      ("Client.00HSBD01", "Mondrian Error:MDX cube 'Nope' not found", .badInput),
      ("Server.00UE001", "Lexical error at line 1, column 18.  Encountered: EOF", .badInput),
      ("Server.00UE001", "java.lang.NullPointerException", .unreachable),
      ("Server.00HSBD02", "Mondrian Error:Member '[Nope]' not found", .badInput),
      ("Server.00HSBD02", "Mondrian Error:Query timeout of 2 seconds reached", .unreachable),
      ("Server.00HSBB01", "Mondrian Error:Internal error: Unknown catalog 'Nope'", .badInput),
      ("Server.00HSBE02", "Mondrian Error:Internal error: Unknown catalog 'Nope'", .badInput),
      (
        "Server.00HSBB01", "Mondrian Error:Internal error: Rowset 'A' does not contain column 'B'", .badInput
      ),
      (
        "Server.00HSBB01", "Mondrian Error:Internal error: Rowset 'A' does not support property 'B'",
        .badInput
      ),
      ("Server.00HSBB01", "No enum constant mondrian.xmla.RowsetDefinition.DISCOVER_SESSIONS", .unreachable),
      ("Client.00HSBB10", "Invalid XML/A message: Wrong number of Statement elements: 0", .unreachable),
      ("Client.00HSBC02", "Access denied", .denied),
    ])
  func kinds(_ code: String, _ text: String, _ status: SessionControl.ExitStatus) throws {
    let error = try #require(try Self.reply(code, text).error)
    #expect(error.code.exitStatus == status)
    #expect(error.detail?.contains(text) == true, "its own words")
    #expect(error.hint?.contains("session administration") == false)
  }

  @Test("Another server's fault with such a code is its own")
  func others() throws {
    let error = try #require(try Self.reply("Client.00HSBD01", "x", actor: "olapd").error)
    #expect(error.code == .serverRefused)
  }

  @Test("Where a cancel was asked for it is told that there is no session administration")
  func cancel() throws {
    let reply = try Self.reply("Client.00HSBB10", "Wrong number of Statement elements: 0")
    #expect(reply.cancelError?.hint == "Mondrian and its kin have no session administration")
    guard case .refused(let error) = XMLASoftCancel.progress(reply) else {
      Issue.record("not refused")
      return
    }
    #expect(error.hint == reply.cancelError?.hint)
  }
}

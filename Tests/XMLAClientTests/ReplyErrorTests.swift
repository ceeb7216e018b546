import SessionControl
import Testing

@testable import XMLAClient

/// What a person is told of a failure, of whatever kind of server.
@Suite struct ReplyErrorTests {
  private static func fault(_ inner: String) throws -> Reply {
    try Fixture.read(
      Array(
        """
        <soap-env:Envelope xmlns:soap-env="http://schemas.xmlsoap.org/soap/envelope/"><soap-env:Body>\
        <soap-env:Fault>\(inner)</soap-env:Fault></soap-env:Body></soap-env:Envelope>
        """.utf8)
    ).reply
  }

  private static func error(code: UInt32, _ text: String = "T") throws -> ControlError {
    try #require(
      try fault(
        """
        <faultcode>XMLAnalysisError.0x\(String(code, radix: 16))</faultcode><faultstring>\(text)</faultstring>\
        <detail><Error ErrorCode="\(code)" Description="\(text)"/></detail>
        """
      ).error)
  }

  @Test("Each known code is shown in hexadecimal, with its meaning and what to do")
  func meanings() throws {
    let cases: [(UInt32, ControlError.Code, String)] = [
      (0xC10C_000A, .serverRefused, "the session has expired"),
      (0xC118_0016, .denied, "may not list that"),
      (0xC118_FFFF, .denied, "may not do that"),
      (0xC10C_0021, .serverRefused, "no such rowset"),
      (0xC11C_0002, .serverRefused, "cancelled it"),
      (0xC11C_0006, .serverRefused, "another part of its transaction failed"),
      (0xC10C_0031, .serverRefused, "time limit"),
      (0xC106_0000, .serverRefused, "time limit"),
      (0xC10E_0002, .badInput, "can't read the statement"),
      (0xC10F_0014, .badInput, "can't read the document"),
      (0xC10A_0009, .badInput, "the statement is wrong"),
      (0xC10A_004D, .badInput, "the statement is wrong"),
      (0xC10A_0051, .badInput, "the statement is wrong"),
      (0xC11C_0009, .busy, "waited for a lock"),
      (0xC10F_000A, .protocolViolation, "no request that it can read"),
      (0xC10A_0006, .badInput, "no such database or object"),
      (0xC147_0073, .busy, "moving the session"),
    ]
    for (code, kind, words) in cases {
      let error = try Self.error(code: code)
      #expect(error.code == kind, "\(String(code, radix: 16))")
      #expect(error.message.contains(words), "\(String(code, radix: 16)): \(error.message)")
      #expect(error.detail == "\(XMLACode(code)): T")
      #expect(error.hint != nil)
    }
  }

  @Test("A code that nobody has seen is shown with the server's words")
  func unknown() throws {
    let error = try Self.error(code: 0xC123_4567, "Something new")
    #expect(error.description.hasPrefix("the server refused (0xC1234567: Something new)"))
  }

  @Test(
    "A code that nobody has seen is the statement's fault where the server points into it, and there only")
  func location() throws {
    func error(_ line: Int, _ more: String = "") throws -> ControlError {
      try #require(
        try Self.fault(
          """
          <faultcode>XMLAnalysisError.0xc13a000d</faultcode><faultstring>x</faultstring><detail>\
          <Error ErrorCode="3241803789" Description="Cannot find table 'Nope'."><Location \
          xmlns="http://schemas.microsoft.com/analysisservices/2003/engine"><Start><Line>\(line)</Line>\
          <Column>10</Column></Start>\(more)</Location></Error></detail>
          """
        ).error)
    }
    #expect(try error(1).code.exitStatus == .badInput)
    #expect(try error(1).detail == "0xC13A000D at 1:10: Cannot find table 'Nope'.")
    #expect(try error(-1).code == .serverRefused)
    // In the definition of a measure that it uses.
    #expect(
      try error(1, "<SourceObject><ReferenceType>Measure</ReferenceType></SourceObject>").code
        == .serverRefused)
    #expect(try Fixture.read("fault-mdx-location").reply.error?.code == .badInput)
  }

  @Test("Who waited for a lock in vain is told to try again, and where to look")
  func lockConflict() throws {
    let error = try Self.error(code: 0xC11C_0009)
    #expect(error.code.exitStatus == .tryAgain)
    #expect(error.hint?.contains("locks --tree") == true)
  }

  @Test("A session that moves to another node is worth another try: status 75")
  func moved() throws {
    let error = try #require(try Fixture.read("fault-powerbi-node-moved").reply.error)
    #expect(error.code.exitStatus == .tryAgain)
  }

  @Test("Several errors are shown, the cause first")
  func several() throws {
    let detail = try #require(try Fixture.read("fault-unknown-request-type").reply.error?.detail)
    let cause = try #require(detail.firstRange(of: "0xC10C0021"))
    let outer = try #require(detail.firstRange(of: "; then 0xC10F0014"))
    #expect(cause.lowerBound < outer.lowerBound)
  }

  @Test("The code that says only that something failed does not hide the cause beside it")
  func unsuccessful() throws {
    let reply = try Self.fault(
      """
      <faultcode>XMLAnalysisError.0xc1180016</faultcode><faultstring>x</faultstring><detail>\
      <Error ErrorCode="3238002695" Description="Internal error"/>\
      <Error ErrorCode="3239575574" Description="no permission"/></detail>
      """)
    #expect(reply.failure?.code == .discoverNotPermitted)
    #expect(reply.error?.detail == "0xC1000007: Internal error; then 0xC1180016: no permission")
  }

  @Test("A fault of plain SOAP 1.1 is told with its code, its text and what its detail says")
  func plain() throws {
    let error = try #require(
      try Self.fault(
        """
        <faultcode>soap-env:Server</faultcode><faultstring xml:lang="en">Processing failed</faultstring>\
        <detail><n:Fault xmlns:n="urn:x"><n:name>CX_XMLA</n:name><n:text>No authorization</n:text></n:Fault>\
        </detail>
        """
      ).error)
    #expect(error.detail == "soap-env:Server: Processing failed: CX_XMLA No authorization")
    let bare = try #require(
      try Self.fault("<faultcode>soap-env:Client</faultcode><faultstring>Bad</faultstring>").error)
    #expect(bare.detail == "soap-env:Client: Bad")
  }

  @Test("The fault code alone tells the code where the detail has none")
  func faultCode() throws {
    let error = try #require(
      try Self.fault(
        "<faultcode>XMLForAnalysis.0xC10C000A</faultcode><faultstring>gone</faultstring><detail/>"
      ).error)
    #expect(error.message.contains("the session has expired"))
    #expect(error.detail == "0xC10C000A: gone")
  }

  @Test("Mondrian's own form is read, and its numeric code is the same code")
  func mondrian() throws {
    let own = try #require(try Fixture.read("fault-mondrian").reply.error)
    #expect(own.detail?.hasPrefix("00HSBB04: The Mondrian XML: No enum constant") == true)
    #expect(own.hint?.contains("session administration") == false)
    let numeric = try #require(try Fixture.read("fault-emondrian-session").reply.error)
    #expect(numeric.message.contains("the session has expired"))
  }
}

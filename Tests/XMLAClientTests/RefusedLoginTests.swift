import SessionControl
import Testing

@testable import XMLAClient

/// What a fault says against who asks.
@Suite struct RefusedLoginTests {
  @Test(
    "A refused login is told by the codes that servers have for it",
    arguments: [
      "SOAP-ENV:Client.00CHHA02", "Client.Authentication", "senv:Client.InvalidCredentialsError",
      "wsse:FailedAuthentication", "wsse:InvalidSecurityToken",
    ])
  func codes(_ code: String) {
    #expect(Reply.Fault(code: code, text: "x").objection == .login)
  }

  @Test(
    "Or by words that leave no doubt",
    arguments: [
      "Authentication failed.", "Login fails due to invalid login credentials",
      "Invalid user name or password",
      "There was a problem with the credentials: Authentication failed",
      "Logon failure: unknown user or bad password",
    ])
  func words(_ text: String) {
    #expect(Reply.Fault(code: "soap:Server", text: text).objection == .login)
    #expect(Reply.Fault(code: "soap:Client", text: "Fault", remark: text).objection == .login)
  }

  @Test(
    "A server that denies access may mean the user's rights", arguments: ["Access denied", "Not authorized."])
  func permission(_ text: String) {
    #expect(Reply.Fault(code: "soap:Server", text: text).objection == .permission)
    var reply = Reply()
    reply.fault = Reply.Fault(code: "soap:Server", text: text)
    #expect(reply.error?.code == .denied)
  }

  @Test(
    "What the server itself could not log in to is none of ours",
    arguments: [
      "Mondrian Error:Internal error: Error while creating SQL connection: Jdbc=jdbc:mysql://x; JdbcUser=y: Access denied",
      "OLE DB error: OLE DB or ODBC error: Login failed for user 'x'.; 28000.",
      "The data source refused the login: authentication failed",
    ])
  func dataSources(_ text: String) {
    #expect(Reply.Fault(code: "SOAP-ENV:Server.00HSBB16", text: text).objection == nil)
  }

  @Test("Analysis Services tells by its codes, not by what it says beside them")
  func analysisServices() {
    let error = ServerMessage(
      severity: .error, code: XMLACode(0xC101_0000),
      text: "The following system error occurred: The user name or password is incorrect.")
    #expect(Reply.Fault(code: "XMLAnalysisError.0xc1010000", text: "", errors: [error]).objection == nil)
    #expect(Reply.Fault(code: "XMLAnalysisError.0xc10e0002", text: "Access denied").objection == nil)
  }

  @Test("Whose fault it is stands in its code")
  func senders() {
    #expect(Reply.Fault(code: "SOAP-ENV:Client.00CHHA02").isSenders)
    #expect(Reply.Fault(code: "env:Sender").isSenders)
    #expect(!Reply.Fault(code: "SOAP-ENV:Server").isSenders)
    #expect(!Reply.Fault(code: "ClientError").isSenders)
  }

  // MARK: Proxies

  @Test("A proxy's refusal gets advice by what it was shown, and says what it takes")
  func proxies() {
    func error(_ login: ProxyCredentials) -> ControlError {
      ProxyRefusal(
        login: login, offered: [.ntlm, .negotiate], securityMessage: "gss_init_sec_context() failed: no"
      )
      .error(detail: "HTTP 407")
    }
    let asked = error(ProxyCredentials())
    #expect(asked.message == "the proxy asks for a login")
    #expect(asked.hint?.contains("--proxy-password-file") == true)
    let refused = error(ProxyCredentials(method: .ntlm, user: "anna", password: Secret("hush")))
    #expect(refused.message == "the proxy refused the user or the password")
    let ticket = error(ProxyCredentials(method: .negotiate))
    #expect(ticket.detail == "gss_init_sec_context() failed: no")
    #expect(ticket.hint?.contains("kinit") == true)
    for error in [asked, refused, ticket] {
      #expect(error.code == .denied)
      #expect(error.hint?.hasSuffix("it takes ntlm, negotiate, see --proxy-auth") == true)
    }
  }
}

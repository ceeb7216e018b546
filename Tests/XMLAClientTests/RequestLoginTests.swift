import SessionControl
import Testing

@testable import XMLAClient

/// What a request shows to be let in.
@Suite struct RequestLoginTests {
  private func login(
    _ method: LoginMethod?, user: String? = "anna", password: Bool = true, token: Bool = true,
    redirect: String? = nil
  ) -> RequestLogin {
    RequestLogin(
      Credentials(user: user, method: method, password: password ? Secret("hush") : nil),
      token: token ? Secret("t") : nil, redirect: redirect)
  }

  @Test(
    "Each method has its scheme",
    arguments: [
      (nil, "Basic"), (.basic, "Basic"), (.ntlm, "NTLM"), (.negotiate, "Negotiate"), (.bearer, "Bearer"),
      (LoginMethod.none, nil),
    ] as [(LoginMethod?, String?)])
  func schemes(_ method: LoginMethod?, _ scheme: String?) {
    #expect(login(method).scheme == scheme)
  }

  @Test("A user without a password, and a header of the configuration, show nothing that curl could send")
  func halfLogins() {
    guard case .userWithoutPassword = login(nil, password: false) else {
      Issue.record("a user is known")
      return
    }
    guard case .nothing = login(nil, user: nil, password: false) else {
      Issue.record("nobody is known")
      return
    }
    let header = HTTPHeader(name: "AUTHORIZATION", value: Secret("Bearer t"))
    for method in [nil, LoginMethod.none] {
      let login = RequestLogin(Credentials(method: method, headers: [header]), token: nil, redirect: nil)
      guard case .header = login else {
        Issue.record("a header is there")
        return
      }
      #expect(login.scheme == nil)
      #expect(login.clearText == nil)
    }
  }

  @Test("Nothing of it goes where a redirect leads", arguments: LoginMethod.allCases)
  func redirect(_ method: LoginMethod) {
    #expect(login(method, redirect: "http://h/x").scheme == nil)
    #expect(login(method, redirect: "http://h/x").clearText == nil)
  }

  @Test("A password and a token may be read on the way, a challenge's answer and a ticket not")
  func clearText() {
    #expect(login(nil).clearText == "a password")
    #expect(login(.bearer).clearText == "a token")
    #expect(login(.ntlm).clearText == nil)
    #expect(login(.negotiate).clearText == nil)
    #expect(login(.basic, password: false).clearText == nil)
  }
}

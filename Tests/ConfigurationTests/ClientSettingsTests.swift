import SessionControl
import Testing

@testable import Configuration

/// What options of option files come to together.
@Suite struct ClientSettingsTests {
  private func settings(_ lines: String..., group: String = "client", exposed: Bool = false) throws
    -> ClientSettings
  {
    try ClientSettings(
      lines.enumerated().map { index, line in
        guard case .option(let name, let value) = try OptionLine(Array(line.utf8)[...]) else {
          throw ControlError(.internalError, "no option")
        }
        return GivenOption(
          name: name, value: value, group: group,
          origin: GivenOption.Origin(path: "/f", line: index + 1, isReadableByOthers: exposed))
      }, systemUser: "me")
  }

  @Test("Later options win, and an empty value takes an earlier one back")
  func order() throws {
    let found = try settings(
      "user=a", "user=b", "host=h", "host=", "port=1", "port=0", "password=p", "password=")
    #expect(found.user == "b")
    #expect(found.host == nil)
    #expect(found.port == nil)
    #expect(found.password == nil)
  }

  @Test("A password is its user's: of the files, or of who runs this")
  func password() throws {
    let named = try settings("password=hush", "user=ops", exposed: true).password
    #expect(named == OptionFilePassword(Secret("hush"), user: "ops", place: "/f:1", isExposed: true))
    #expect(named?.belongs(to: "ops") == true)
    #expect(named?.belongs(to: nil) == true)
    #expect(named?.belongs(to: "root") == false)
    #expect(try settings("password=hush").password?.user == "me")
    for none in ["password", "skip-password"] {
      #expect(try settings("password=hush", none).password == nil)
    }
    #expect("\(try settings("password=hush"))".contains("hush") == false)
  }

  @Test("ssl and skip-ssl, ssl-mode: the last one counts, and a certificate means TLS")
  func tls() throws {
    #expect(try settings("skip-ssl").tls == .off)
    #expect(try settings("skip-ssl", "ssl").tls == nil)
    #expect(try settings("skip-ssl", "ssl-ca=/a").tls == nil)
    #expect(try settings("ssl-mode=DISABLED", "ssl").tls == .mode(.disabled))
    #expect(try settings("ssl-mode=verify_identity", "ssl-ca=/a").tls == .mode(.verifyFull))
    #expect(try settings("skip-ssl", "ssl-mode=REQUIRED").tls == .mode(.required))
    #expect(try settings("ssl-verify-server-cert=0").verifies == false)
  }

  @Test("What is not taken is said")
  func unsupported() throws {
    #expect(try settings("ssl-crl=/c").warnings == ["/f:1: 'ssl-crl' is not supported, and ignored"])
    #expect(try settings("uesr=a").warnings.isEmpty)
    #expect(
      try settings("uesr=a", group: "xmlactl").warnings == ["/f:1: 'uesr' is unknown, and ignored"])
  }

  @Test(
    "Mistakes are told with file and line, and never with a value of password",
    arguments: [
      ("u=a", "'u' may be any of user, unbuffered"),
      ("port=99999", "'99999' is no port; ports go from 1 to 65535"),
      ("user", "'user' has no value"),
      ("skip-user", "'skip-user' means nothing, since user is not switched on and off"),
      ("enable-password=x", "'enable-password' means nothing, since password is not switched on and off"),
      ("ssl=maybe", "'ssl' is neither on nor off; write 1 or 0"),
      ("protocol=pipe", "the protocol 'pipe' is not known here; write tcp or socket"),
      (
        "ssl-mode=verify-ca",
        "ssl-mode is 'verify-ca'; known are DISABLED, PREFERRED, REQUIRED, VERIFY_CA and VERIFY_IDENTITY"
      ),
    ])
  func mistakes(_ line: String, _ message: String) {
    let error = #expect(throws: ControlError.self) { try settings(line) }
    #expect(error?.code == .configuration)
    #expect(error?.message == "/f:1: \(message)")
  }

  @Test("A password that is no UTF-8 is refused, and not shown")
  func encoding() {
    let option = GivenOption(
      name: "password", value: [0x68, 0x75, 0x73, 0x68, 0xFF], group: "client",
      origin: GivenOption.Origin(path: "/f", line: 1))
    let error = #expect(throws: ControlError.self) { try ClientSettings([option], systemUser: "me") }
    #expect(error?.message.hasPrefix("/f:1: the value of 'password' is not UTF-8") == true)
    #expect(error?.message.contains("hush") == false)
  }
}

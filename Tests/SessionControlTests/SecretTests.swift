import Testing

@testable import SessionControl

@Suite("A secret shows itself nowhere")
struct SecretTests {
  private let password = "hunter2"

  @Test("It is revealed on demand only, to the letter")
  func reveals() {
    #expect(Secret(password).reveal() == password)
    #expect(Secret(" p\n\0'\u{301}").reveal() == " p\n\0'\u{301}")
  }

  @Test("Text made from it says that it is a secret")
  func text() {
    let secret = Secret(password)
    #expect("\(secret)" == "(secret)")
    #expect(String(describing: secret) == "(secret)")
    #expect(String(reflecting: secret) == "(secret)")
    #expect(secret.debugDescription == "(secret)")
    #expect("\([secret])" == "[(secret)]")
    #expect("\(["key": secret])" == "[\"key\": (secret)]")
    #expect(String(describing: Optional(secret)) == "Optional((secret))")
  }

  @Test("A dump does not hold it, nor does one of what contains it")
  func dumps() {
    var text = ""
    dump(Secret(password), to: &text)
    dump([Secret(password)], to: &text)
    dump(Credentials(user: "app", password: Secret(password)), to: &text)
    print(Credentials(user: "app", password: Secret(password)), to: &text)
    debugPrint(Credentials(user: "app", password: Secret(password)), to: &text)
    #expect(text.contains("(secret)"))
    #expect(!text.contains(password))
  }

  @Test("A mirror has nothing to show")
  func mirror() {
    let mirror = Mirror(reflecting: Secret(password))
    #expect(mirror.children.isEmpty)
    #expect(mirror.descendant("value") == nil)
  }
}

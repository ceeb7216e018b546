import Testing

@testable import XMLAClient

@Suite struct ErrorPageTests {
  private func message(_ text: String, _ type: String?) -> String? {
    ErrorPage(preview: Array(text.utf8), mediaType: type, failure: nil).message
  }

  @Test(
    "JSON errors of gateways and of OAuth",
    arguments: [
      (#"{"code":"x","message":"Not \"now\"\n\u00e4 \/"}"#, "Not \"now\" ä /"),
      (#"{"error":{"code":"Unauthorized","message" : "no"}}"#, "no"),
      (#"{"error":"invalid_token","error_description":"expired"}"#, "expired"),
      (#"{"message":7}"#, nil), (#"{"message":""}"#, nil), (#"{"message":"cut o"#, "cut o"), ("{}", nil),
      (#"{"message":"\ud83d"}"#, "\u{FFFD}"),
    ])
  func json(_ text: String, _ expected: String?) {
    #expect(message(text, "application/json") == expected)
    #expect(message(text, nil) == expected)
  }

  @Test(
    "Titles of pages",
    arguments: [
      ("<html><head><title>502 Bad Gateway</title>", "502 Bad Gateway"),
      ("<HTML><TITLE>\n  Äh\n</TITLE>", "Äh"), ("<html><İ><Title>x</title>", "x"), ("<html>no", nil),
      ("<html><title>", nil), ("<html><title></title>", nil),
    ])
  func html(_ text: String, _ expected: String?) {
    #expect(message(text, "text/html") == expected)
  }
}

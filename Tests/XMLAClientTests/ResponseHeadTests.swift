import Testing

@testable import XMLAClient

@Suite struct ResponseHeadTests {
  private func head(_ lines: String...) -> ResponseHead {
    var head = ResponseHead()
    for line in lines { head.receive(line + "\r\n") }
    return head
  }

  @Test("A status line begins another answer, and forgets what the one before said")
  func answers() {
    let head = head(
      "HTTP/1.1 401 Unauthorized", "Content-Type: text/html", "Retry-After: 5", "", "HTTP/1.1 200 OK",
      "content-TYPE:  text/xml; Charset=\"UTF-16\" ", "")
    #expect(head.status == 200)
    #expect(head.retryAfter == nil)
    #expect(head.mediaType == "text/xml")
    #expect(head.charset == "utf-16")
  }

  @Test("What is no header line is nothing", arguments: ["", "nonsense", "HTTP/1.1", "HTTP/1.1 x"])
  func nonsense(_ line: String) {
    #expect(head(line).status == 0)
    #expect(head(line).contentType == nil)
  }

  @Test(
    "Redirects are the statuses of that family",
    arguments: [(299, false), (300, true), (399, true), (400, false)])
  func redirects(_ status: Int, _ isRedirect: Bool) {
    #expect(head("HTTP/1.1 \(status) x").isRedirect == isRedirect)
  }
}

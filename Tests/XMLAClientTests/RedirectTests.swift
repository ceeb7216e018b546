import Testing

@testable import XMLAClient

/// Where a request follows a redirect, and where it does not.
@Suite struct RedirectTests {
  private func decide(
    _ status: Int = 307, _ location: String, from url: String = "http://olap/xmla", hops: Int = 0,
    mayRepeat: Bool = true
  ) -> Redirect {
    .decide(status: status, location: location, from: url, hops: hops, mayRepeat: mayRepeat)
  }

  @Test("A listing is posted again after 301, 302, 307 and 308", arguments: [301, 302, 307, 308])
  func listing(_ status: Int) {
    #expect(decide(status, "http://olap/other?x=1#y") == .follow("http://olap/other?x=1"))
  }

  @Test(
    "A cancel only after 307 and 308, which say that it was left alone", arguments: [301, 302, 303, 307, 308])
  func cancel(_ status: Int) {
    let isFollowed = decide(status, "http://olap/other", mayRepeat: false) == .follow("http://olap/other")
    #expect(isFollowed == (status >= 307))
  }

  @Test("Nothing is posted after another status", arguments: [300, 303, 304, 305, 306, 399])
  func others(_ status: Int) {
    #expect(decide(status, "http://olap/other") == .refuse(why: "that is no place to post to"))
  }

  @Test(
    "The same host only",
    arguments: [
      "http://evil/xmla", "http://olap.evil/xmla", "http://127.0.0.1/xmla", "https://evil/",
      "http://olap@evil/",
      "http://anna@olap/xmla", "http://anna:hush@olap/xmla", "ftp://olap/xmla", "file:///etc/passwd",
      "http:///xmla", "http://olap:8080/xmla", "http://olap:81/xmla", "//evil/xmla", "http://ol ap/",
    ])
  func elsewhere(_ location: String) {
    let decision = decide(location)
    guard case .refuse = decision else {
      Issue.record("\(location) was followed")
      return
    }
  }

  private func decide(_ location: String) -> Redirect { decide(307, location) }

  @Test("Up to https, never down from it; a host has no case, and its own port may be written")
  func schemes() {
    #expect(decide(307, "https://olap/xmla") == .follow("https://olap/xmla"))
    #expect(decide(307, "https://OLAP:8443/xmla") == .follow("https://OLAP:8443/xmla"))
    #expect(decide(307, "http://OLAP:80/x") == .follow("http://OLAP:80/x"))
    #expect(decide(307, "http://olap/x", from: "https://olap/x") == .refuse(why: "that is not encrypted"))
    #expect(decide(307, "https://olap:444/x", from: "https://olap/x") == .refuse(why: "that is another port"))
  }

  @Test(
    "A reference starts from the request's URL",
    arguments: [
      ("/olap?x=1", "http://olap/olap?x=1"), ("other", "http://olap/a/other"), ("//olap/x", "http://olap/x"),
      ("../b", "http://olap/b"), ("?x", "http://olap/a/xmla?x"),
    ])
  func relative(_ location: String, _ expected: String) {
    #expect(decide(307, location, from: "http://olap/a/xmla") == .follow(expected))
  }

  @Test("Three in a row and no more")
  func hops() {
    #expect(decide(307, "http://olap/x", hops: 2) == .follow("http://olap/x"))
    #expect(decide(307, "http://olap/x", hops: 3) == .refuse(why: "that is one redirect too many"))
  }
}

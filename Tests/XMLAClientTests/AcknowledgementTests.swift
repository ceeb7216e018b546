import SessionControl
import Testing

@testable import XMLAClient

/// What a reply to a command may be claimed to say.
@Suite struct AcknowledgementTests {
  private static let exception = "urn:schemas-microsoft-com:xml-analysis:exception"
  private static let warning =
    "<Warning WarningCode=\"1091829763\" Description=\"no command currently running\"/>"
  private static let error = "<Error ErrorCode=\"3238658054\" Description=\"no\"/>"
  private static let empty = root("empty")

  private static func root(_ kind: String, _ inner: String = "") -> String {
    "<root xmlns=\"urn:schemas-microsoft-com:xml-analysis:\(kind)\">\(inner)</root>"
  }

  private static func response(_ inner: String, _ method: String = "ExecuteResponse") -> String {
    "<\(method) xmlns=\"urn:schemas-microsoft-com:xml-analysis\">\(inner)</\(method)>"
  }

  private func read(_ body: String, before: String = "", after: String = "", status: Int = 200) throws
    -> Acknowledgement
  {
    let text =
      "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\">\(before)<s:Body>\(body)</s:Body>\(after)</s:Envelope>"
    var reply = try Fixture.read(Array(text.utf8)).reply
    reply.status = status
    return reply.acknowledgement
  }

  @Test(
    "One empty result alone is what says that a command was taken",
    arguments: [
      response("<return>\(empty)</return>"), response("<return xmlns=\"\">\(empty)</return>"),
      "<ExecuteResponse xmlns=\"\"><return>\(empty)</return></ExecuteResponse>",
      " \n\(response("\n<return>\n \(empty)\n</return>"))",
      response("<return>\(root("empty", "<!-- well -->"))</return>"),
      // As Mondrian answers.
      response(
        "<return>\(root("empty", "<x:schema xmlns:x=\"http://www.w3.org/2001/XMLSchema\"/>"))</return>"),
    ])
  func accepted(_ body: String) throws {
    #expect(try read(body) == .accepted)
    #expect(try read(body, before: "<s:Header><x>y</x></s:Header>") == .accepted)
  }

  @Test(
    "All else does not say it",
    arguments: [
      ("", "is none to a command"), (response("<return/>"), "holds no result"),
      (response("<return>\(root("rowset"))</return>"), "holds a list"),
      (response("<return>\(root("mddataset"))</return>"), "holds a multidimensional result"),
      (response("<return>\(root("other"))</return>"), "another kind"),
      (response("<return><root/></return>"), "another kind"),
      (response("<return><root xmlns=\"\"/></return>"), "another kind ('')"),
      (response("<return>\(empty)\(empty)</return>"), "holds 2 results"),
      (response("<return>\(empty)</return>", "DiscoverResponse"), "is none to a command"),
      (response("<return>\(root("empty", "<row/>"))</return>"), "<row> in its result"),
      (response("<return>\(root("empty", "queued"))</return>"), "a text outside"),
      (response("<return>\(root("empty", "<Pending/>"))</return>"), "<Pending> in its result"),
      (response("<return>\(empty)<more/></return>"), "<more> in its response"),
      (response("<return>\(empty)</return><more/>"), "<more> in its response"),
      (response("<return>\(empty)</return>") + "<more/>", "<more> in its body"),
      (response("<return>\(empty)</return>") + response("<return/>"), "<ExecuteResponse> in its body"),
      (response("<return>\(empty)</return>") + "later", "a text outside"),
    ])
  func unclear(_ body: String, _ says: String) throws {
    guard case .unclear(let why) = try read(body) else {
      Issue.record("\(try read(body))")
      return
    }
    #expect(why.contains(says))
  }

  @Test(
    "Nor does one with more than messages among its messages, or with a second value",
    arguments: [
      (
        response("<return>\(root("empty", "<Messages>It was not cancelled</Messages>"))</return>"),
        "a text among"
      ),
      (
        response("<return>\(root("empty", "<Messages><Fatal>no</Fatal></Messages>"))</return>"),
        "<Fatal> among"
      ),
      (response("<return>\(root("empty", "<Messages><x>no<y/></x></Messages>"))</return>"), "a text among"),
      (response("<return/><return>\(empty)</return>"), "a second <return>"),
      (response("<return>\(empty)</return><return/>"), "a second <return>"),
      (response("<return><results xmlns=\"\"/>\(empty)</return>"), "<root> beside its result"),
      (response("<return>\(empty)<results xmlns=\"\"/></return>"), "<results> beside its result"),
    ])
  func more(_ body: String, _ says: String) throws {
    try unclear(body, says)
  }

  @Test("A header may hold what servers like, but no text of its own and nothing that is named as a failure")
  func headers() throws {
    let body = Self.response("<return>\(Self.empty)</return>")
    for inner in ["<Session xmlns=\"urn:x\" SessionId=\"A\"/>", "<a><b c=\"d\"/></a>", " \n "] {
      #expect(try read(body, before: "<s:Header>\(inner)</s:Header>") == .accepted)
    }
    let doubts = [
      ("not done", "a text outside of its results"),
      ("<e:Error xmlns:e=\"urn:x\">bad</e:Error>", "<Error> in its header"),
      ("<a><fault xmlns=\"urn:x\"/></a>", "<fault> in its header"),
    ]
    for (inner, says) in doubts {
      #expect(
        try read(body, before: "<s:Header>\(inner)</s:Header>")
          == .unclear("holds \(says), which is not read"))
    }
    for inner in [
      "<s:Fault>\(Self.error)</s:Fault>", "<a><s:Fault><faultstring>no</faultstring></s:Fault></a>",
    ] {
      guard case .failed = try read(body, before: "<s:Header>\(inner)</s:Header>") else {
        Issue.record("a fault in the header is one")
        continue
      }
    }
  }

  @Test(
    "Nor does a reply of another status than 200, or with more in its envelope",
    arguments: [201, 204, 404, 500])
  func status(_ status: Int) throws {
    let body = Self.response("<return>\(Self.empty)</return>")
    #expect(try read(body, status: status) == .unclear("came with HTTP \(status)"))
    #expect(try read(body, after: "<more/>") == .unclear("holds <more> in the envelope, which is not read"))
  }

  /// A message at each place where one may stand and where none belongs.
  private static func places(_ message: String) -> [String] {
    let stray = message.replacing("/>", with: " xmlns=\"\(exception)\"/>")
    return [
      response("<return>\(root("empty", "<Messages xmlns=\"\(exception)\">\(message)</Messages>"))</return>"),
      response("<return>\(root("empty", "<Messages xmlns=\"\">\(message)</Messages>"))</return>"),
      response(
        "<return>\(root("empty", "<Messages><Messages><x>\(message)</x></Messages></Messages>"))</return>"),
      response("<return>\(root("empty", stray))</return>"), response("<return>\(empty)\(stray)</return>"),
      response("<return>\(empty)</return>\(stray)"), response("<return>\(empty)</return>") + stray,
      response("<return>\(empty)</return>") + "<Messages>\(message)</Messages>", "<x><y>\(message)</y></x>",
    ]
  }

  @Test("The warning that nothing runs counts wherever it stands", arguments: places(warning))
  func nothingRunning(_ body: String) throws {
    #expect(try read(body) == .nothingRunning("0x41140003: no command currently running"))
  }

  @Test("In the header, in the envelope and in the detail of a fault too")
  func nothingRunningElsewhere() throws {
    let body = Self.response("<return>\(Self.empty)</return>")
    let expected = Acknowledgement.nothingRunning("0x41140003: no command currently running")
    #expect(try read(body, before: "<s:Header>\(Self.warning)</s:Header>") == expected)
    #expect(try read(body, after: Self.warning) == expected)
    let fault =
      "<s:Fault><faultstring>x</faultstring><detail><Messages>\(Self.warning)</Messages></detail></s:Fault>"
    #expect(try read(fault) == expected)
  }

  @Test("An error counts wherever it stands", arguments: places(error))
  func failed(_ body: String) throws {
    guard case .failed(let error) = try read(body) else {
      Issue.record("\(try read(body))")
      return
    }
    #expect(error.detail?.contains("0xC10A0006") == true)
  }

  @Test("A fault is one outside of the body, and without its namespace")
  func faults() throws {
    let inner = "<faultcode>x</faultcode><faultstring>no</faultstring><detail>\(Self.error)</detail>"
    let body = Self.response("<return>\(Self.empty)</return>")
    for fault in ["<s:Fault>\(inner)</s:Fault>", "<Fault>\(inner)</Fault>"] {
      for result in [
        try read(fault), try read("", after: fault), try read(body, before: fault),
        try read(Self.response(fault)), try read(Self.response("<return>\(Self.empty)\(fault)</return>")),
      ] {
        guard case .failed(let error) = result else {
          Issue.record("\(result)")
          continue
        }
        #expect(error.detail?.contains("0xC10A0006") == true)
      }
    }
  }

  @Test("A soft cancel is taken only where the reply says so")
  func softCancel() throws {
    func progress(_ body: String) throws -> SoftCancelProgress {
      let text =
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>\(body)</s:Body></s:Envelope>"
      return XMLASoftCancel.progress(try Fixture.read(Array(text.utf8)).reply)
    }
    func isTaken(_ body: String) throws -> Bool {
      if case .taken = try progress(body) { true } else { false }
    }
    #expect(try isTaken(Self.response("<return>\(Self.empty)</return>")))
    #expect(try !isTaken(Self.response("<return>\(Self.root("rowset"))</return>")))
    #expect(try !isTaken(Self.response("<return>\(Self.empty)</return>") + Self.error))
    guard case .idle = try progress(Self.response("<return>\(Self.empty)</return>") + Self.warning) else {
      Issue.record("it is idle")
      return
    }
  }
}

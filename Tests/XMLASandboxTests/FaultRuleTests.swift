import Testing

@testable import XMLASandbox

/// Reading `--fault`, and which requests it applies to.
struct FaultRuleTests {
  @Test("A fault alone applies to every request")
  func plain() throws {
    for fault in Fault.allCases {
      let rule = try FaultRule(fault.rawValue)
      #expect(rule.fault == fault)
      #expect(rule.number == nil)
      #expect(rule.duration == fault.usualDuration)
    }
    #expect(try FaultRule("truncate").requests == nil)
    #expect(try FaultRule("cancel-slow").requests == .cancel)
  }

  @Test("Time, requests and number, in this order and each optional")
  func parts() throws {
    let full = try FaultRule("slow-first-byte=500ms:execute:12")
    #expect(full.duration == SandboxDuration(milliseconds: 500))
    #expect(full.requests == .execute)
    #expect(full.number == 12)
    let numbered = try FaultRule("stall-mid-body:2")
    #expect(numbered.requests == nil)
    #expect(numbered.number == 2)
    #expect(try FaultRule("cancel-slow=2m:1").duration == SandboxDuration(milliseconds: 120_000))
    #expect(try FaultRule("cancel-slow:cancel") == FaultRule("cancel-slow=3s"))
  }

  @Test(
    "Nothing else is a fault",
    arguments: [
      ("", FaultSyntaxError.unknownFault("")),
      ("Truncate", .unknownFault("Truncate")),
      ("truncate ", .unknownFault("truncate ")),
      ("truncate=2s", .takesNoDuration(.truncate)),
      ("cancel-slow=", .noDuration("")),
      ("cancel-slow=3", .noDuration("3")),
      ("cancel-slow=0s", .noDuration("0s")),
      ("cancel-slow=-1s", .noDuration("-1s")),
      ("cancel-slow=3s=3s", .noDuration("3s=3s")),
      ("cancel-slow=9999999999999h", .noDuration("9999999999999h")),
      ("cancel-slow=3s:discover", .onlyCancels(.cancelSlow)),
      ("truncate:", .unreadable("")),
      ("truncate:0", .unreadable("0")),
      ("truncate:+1", .unreadable("+1")),
      ("truncate:99999999999999999999", .unreadable("99999999999999999999")),
      ("truncate:2:discover", .unreadable("discover")),
      ("truncate:discover:execute", .unreadable("execute")),
      ("truncate:discover:2:3", .unreadable("3")),
    ])
  func refused(text: String, reason: FaultSyntaxError) {
    #expect(throws: reason) { try FaultRule(text) }
  }

  @Test("A number counts only the requests that the rule applies to")
  func counting() throws {
    var plan = FaultPlan([
      try FaultRule("truncate:discover:2"), try FaultRule("empty-body:3"), try FaultRule("html-page:execute"),
      try FaultRule("cancel-ignored"),
    ])
    let requests: [Set<RequestKind>] = [[.discover], [.execute, .cancel], [.discover], [.discover], []]
    let faults = requests.map { plan.rules(forRequestOf: $0).map(\.fault) }
    #expect(faults == [[], [.htmlPage, .cancelIgnored], [.truncate, .emptyBody], [], []])
  }

  @Test("A Cancel is an Execute, and what can't be read is nothing")
  func kinds() {
    func kinds(_ text: String) -> Set<RequestKind> { RequestKind.kinds(ofRequest: Array(text.utf8)) }
    #expect(kinds(Messages.discover("DISCOVER_SESSIONS")) == [.discover])
    #expect(kinds(Messages.statement("WAIT")) == [.execute])
    #expect(kinds(Messages.cancel("<SPID>1</SPID>")) == [.execute, .cancel])
    #expect(kinds("<html/>") == [])
  }
}

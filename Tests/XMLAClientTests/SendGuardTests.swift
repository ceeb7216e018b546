import Testing

@testable import XMLAClient

/// A cancel is never sent twice.
@Suite struct SendGuardTests {
  private func begin(_ guarded: inout SendGuard) -> Bool { guarded.begin() }

  @Test("A cancel goes out once, a listing as often as connections close under it")
  func once() {
    var cancel = SendGuard(mayRepeat: false)
    #expect(begin(&cancel))
    #expect(!begin(&cancel))
    var listing = SendGuard(mayRepeat: true)
    #expect(begin(&listing))
    #expect(begin(&listing))
  }

  @Test("A login of several legs goes on after each answer that asks for one", arguments: [401, 407])
  func legs(_ status: Int) {
    var cancel = SendGuard(mayRepeat: false)
    #expect(begin(&cancel))
    cancel.answered(status)
    #expect(begin(&cancel))
    // The connection closed before this leg's answer.
    #expect(!begin(&cancel))
  }

  @Test("Any other answer ends it", arguments: [200, 302, 403, 408, 500, 503])
  func otherAnswers(_ status: Int) {
    var cancel = SendGuard(mayRepeat: false)
    #expect(begin(&cancel))
    cancel.answered(status)
    #expect(!begin(&cancel))
  }
}

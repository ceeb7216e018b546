import CCurlLoader
import SessionControl
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

  @Test("What went out and was not turned away may have been taken; what may be repeated is of no concern")
  func uncertain() {
    var cancel = SendGuard(mayRepeat: false)
    #expect(!cancel.isUncertain)
    #expect(begin(&cancel))
    #expect(cancel.isUncertain)
    cancel.answered(401)
    #expect(!cancel.isUncertain)
    #expect(begin(&cancel))
    #expect(cancel.isUncertain)
    var listing = SendGuard(mayRepeat: true)
    #expect(begin(&listing))
    #expect(!listing.isUncertain)
  }

  @Test(
    "Nothing that a later connection meets says that the request was not heard",
    arguments: [CURLE_COULDNT_CONNECT, CURLE_OPERATION_TIMEDOUT, CURLE_SSL_CONNECT_ERROR], [0, 407, 502])
  func laterConnection(_ code: CURLcode, _ proxyStatus: Int) {
    var failure = TransportFailure(code: code, text: "why", limits: TimeLimits(), proxyStatus: proxyStatus)
    #expect(failure.error.wasUnheard)
    failure.isUncertain = true
    #expect(failure.error.code == .unreachable)
    #expect(!failure.error.wasUnheard)
    #expect(failure.error.message == "the server closed the connection without an answer")
  }

  @Test("Any other answer ends it", arguments: [200, 302, 403, 408, 500, 503])
  func otherAnswers(_ status: Int) {
    var cancel = SendGuard(mayRepeat: false)
    #expect(begin(&cancel))
    cancel.answered(status)
    #expect(!begin(&cancel))
  }
}

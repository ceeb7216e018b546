import Testing

@testable import XMLAClient

/// When a reply that goes on and on comes too slowly.
@Suite struct PaceTests {
  private let start = ContinuousClock.now

  /// Whether all of these were fast enough, each as seconds and bytes so far.
  private func isFast(_ marks: (Int, Int64)..., excusing pause: Int = 0) -> Bool {
    var pace = Pace(window: .seconds(60))
    for (index, mark) in marks.enumerated() {
      if index == marks.count - 1 { pace.excuse(.seconds(pause)) }
      if !pace.receive(mark.1, content: mark.1, at: start + .seconds(mark.0)) { return false }
    }
    return true
  }

  @Test("A server that thinks before the first byte is not slow")
  func thinking() {
    #expect(isFast((0, 0), (500, 0), (501, 10), (550, 20)))
  }

  @Test("A drip of bytes ends after the window")
  func drip() {
    #expect(isFast((0, 1), (29, 2), (58, 3)))
    #expect(!isFast((0, 1), (29, 2), (58, 3), (87, 4)))
  }

  @Test("Blanks without end are a drip, however many come")
  func blanks() {
    var pace = Pace(window: .seconds(60))
    let marks: [(Int64, Int64, Int)] = [(5_000, 0, 0), (5_000_000, 1_000, 59), (5_000_001, 1_023, 61)]
    let fast = marks.map { pace.receive($0.0, content: $0.1, at: start + .seconds($0.2)) }
    #expect(fast == [true, true, false])
  }

  @Test("What is kept until it is whole has an end; a listing and a statement go on")
  func whole() {
    #expect(Patience(answer: .seconds(2), requestBytes: nil).whole == .seconds(6))
    #expect(Patience(answer: .seconds(2), requestBytes: nil, isListing: true).whole == nil)
    #expect(Patience(answer: .seconds(2), requestBytes: 100).whole == nil)
  }

  @Test("A long stream goes on for ever at a kilobyte in a window")
  func stream() {
    #expect(isFast((0, 1), (61, 1_025), (122, 2_049), (183, 3_073)))
    #expect(!isFast((0, 1), (61, 1_025), (122, 2_048)))
  }

  @Test("A reader who pauses is not held against the server")
  func pause() {
    #expect(isFast((0, 1), (70, 2), excusing: 65))
    #expect(!isFast((0, 1), (70, 2), excusing: 5))
  }

  @Test("Another body, as after a leg of a login, begins anew")
  func anew() {
    #expect(isFast((0, 500), (70, 10), (120, 11)))
  }
}

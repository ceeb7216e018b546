import Testing

@testable import Terminal

@Suite struct LineCompletionTests {
  private func step(_ line: String, _ from: Int, _ candidates: [Completion.Candidate], at cursor: Int? = nil)
    -> Completion.Step
  {
    Completion(replaceFrom: from, candidates: candidates).step(in: line, at: cursor ?? line.utf8.count)
  }

  @Test func nothingBeeps() {
    #expect(step("se", 0, []) == .beep)
    #expect(Completion.none.step(in: "se", at: 2) == .beep)
  }

  @Test func theOnlyOneIsInsertedWithItsSpace() {
    #expect(step("use cu", 4, [.init("cube")]) == .replace(scalars: 2, with: "cube "))
    #expect(step("use cu", 4, [.init("cube/", isWhole: false)]) == .replace(scalars: 2, with: "cube/"))
    #expect(step("use ", 4, [.init("cube")]) == .replace(scalars: 0, with: "cube "))
  }

  @Test func aSpaceThatStandsThereIsNotDoubled() {
    #expect(step("use cu -o json", 4, [.init("cube")], at: 6) == .replace(scalars: 2, with: "cube"))
    #expect(step("use cube -o json", 4, [.init("cube")], at: 8) == .beep)
  }

  @Test func severalGiveWhatTheyShare() {
    #expect(step("s", 0, [.init("sessions"), .init("session")]) == .replace(scalars: 1, with: "session"))
    #expect(step("session", 0, [.init("sessions"), .init("session")]) == .list)
    #expect(step("", 0, [.init("run"), .init("use")]) == .list)
  }

  @Test func quotesAndCaseOfTheCandidatesWin() {
    #expect(step("use my", 4, [.init("'my cube'")]) == .replace(scalars: 2, with: "'my cube' "))
    #expect(
      step("discover mdschema_c", 9, [.init("MDSCHEMA_CUBES")])
        == .replace(scalars: 10, with: "MDSCHEMA_CUBES "))
  }

  @Test func offsetsAreBytesAndWhatGoesIsScalars() {
    #expect(step("é 日", 3, [.init("日本語"), .init("日本人")]) == .replace(scalars: 1, with: "日本"))
    #expect(step("é e\u{301}", 3, [.init("e\u{301}t\u{e9}")]) == .replace(scalars: 2, with: "e\u{301}té "))
    // A flag is not torn into letters.
    #expect(step("", 0, [.init("🇩🇪x"), .init("🇩🇰x")]) == .list)
  }

  @Test(arguments: [(-5, 1), (99, 1), (1, 99), (3, 1)])
  func offsetsThatAreWrongAreNoCrash(_ from: Int, _ cursor: Int) {
    #expect(step("ab", from, [.init("abc")], at: cursor) != .list)
  }
}

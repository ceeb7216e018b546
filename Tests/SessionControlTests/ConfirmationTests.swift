import Testing

@testable import SessionControl

@Suite("Whether a person has to agree first")
struct ConfirmationTests {
  @Test("One session needs no confirmation, and nothing at all neither", arguments: [0, 1])
  func one(victims: Int) {
    for canAsk in [true, false] {
      #expect(
        Confirmation.decide(victims: victims, maximum: nil, agreed: false, canAsk: canAsk) == .notNeeded)
    }
  }

  @Test("Several are asked about on a terminal")
  func ask() {
    #expect(
      Confirmation.decide(victims: 2, maximum: nil, agreed: false, canAsk: true) == .ask(victims: 2))
    #expect(Confirmation.decide(victims: 50, maximum: 50, agreed: false, canAsk: true) == .ask(victims: 50))
  }

  @Test("Several are refused where nobody can be asked")
  func nobody() {
    #expect(
      Confirmation.decide(victims: 2, maximum: nil, agreed: false, canAsk: false)
        == .refuse(
          ControlError(
            .usage, "2 sessions would be hit, and nobody can be asked here",
            hint: "nothing was cancelled; add --yes if that is meant, or --dry-run to see them")))
  }

  @Test("Who agreed beforehand is not asked", arguments: [true, false])
  func agreed(canAsk: Bool) {
    #expect(Confirmation.decide(victims: 2, maximum: nil, agreed: true, canAsk: canAsk) == .notNeeded)
    #expect(Confirmation.decide(victims: 3, maximum: 3, agreed: true, canAsk: canAsk) == .notNeeded)
  }

  @Test("More than the maximum are refused, even when agreed to")
  func maximum() {
    for agreed in [true, false] {
      for canAsk in [true, false] {
        #expect(
          Confirmation.decide(victims: 4, maximum: 3, agreed: agreed, canAsk: canAsk)
            == .refuse(
              ControlError(
                .refused, "4 sessions would be hit, and --max allows 3",
                hint: "nothing was cancelled; name fewer, or raise --max")))
      }
    }
    #expect(Confirmation.decide(victims: 1, maximum: 1, agreed: false, canAsk: false) == .notNeeded)
  }
}

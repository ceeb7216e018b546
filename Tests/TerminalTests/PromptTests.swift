import Testing

@testable import Terminal

@Suite struct PromptTests {
  @Test func plainTextIsItself() {
    let prompt: LineEditor.Prompt = "cube> "
    #expect(prompt.encoded == "cube> ")
    #expect(prompt.text == "cube> ")
  }

  @Test func colourStandsBetweenMarksAndNeverLast() {
    let prompt = LineEditor.Prompt("cube", .bold) + LineEditor.Prompt(" [tx:1]", .yellow) + "> "
    #expect(
      prompt.encoded
        == "\u{1}\u{1B}[0;1m\u{1}cube\u{1}\u{1B}[0;33m\u{1} [tx:1]\u{1}\u{1B}[0m\u{1}> ")
    #expect(prompt.text == "cube [tx:1]> ")
    #expect(LineEditor.Prompt("ab", .red).encoded == "\u{1}\u{1B}[0;31m\u{1}a\u{1}\u{1B}[0m\u{1}b")
  }

  @Test func aNameCanNotObeyItselfIntoThePrompt() {
    #expect(LineEditor.Prompt("a\u{1B}[31m\u{1}\nb").encoded == "a?[31m??b")
  }

  @Test func anEmptyPromptIsOne() { #expect(LineEditor.Prompt("", .red).encoded == "") }
}

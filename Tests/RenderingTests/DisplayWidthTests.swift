import Testing

@testable import Rendering

@Suite("Columns that a text takes")
struct DisplayWidthTests {
  @Test(
    "Wide characters take two, combining and invisible ones none",
    arguments: [
      ("", 0), ("abc", 3), ("日本語", 6), ("ｶﾅ", 2), ("ＡＢ", 4), ("한글", 4), ("Grüße", 5), ("e\u{301}", 1),
      ("\u{301}", 0), ("a\u{200B}b", 2), ("👍", 2), ("🚀x", 3), ("✅", 2), ("☺", 1), ("\u{1B}", 0), ("…", 1),
      ("─", 1), ("𠀀", 2), ("、", 2), ("Привет", 6), ("שלום", 4), ("½", 1),
    ])
  func width(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test(
    "A cut text fits, and ends with an ellipsis",
    arguments: [
      ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("日本語", 6, "日本語"),
      ("日本語", 5, "日本…"),
      ("日本語", 4, "日…"), ("日本語", 2, "…"), ("e\u{301}e\u{301}e\u{301}", 3, "e\u{301}e\u{301}e\u{301}"),
      ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"), ("", 0, ""),
    ])
  func cut(text: String, width: Int, result: String) {
    let cut = DisplayWidth.cut(text, to: width)
    #expect(Array(cut.unicodeScalars) == Array(result.unicodeScalars))
    #expect(DisplayWidth.of(cut) <= width)
  }
}

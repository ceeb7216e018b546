import Testing

@testable import SessionControl

@Suite("Text that is safe to show")
struct PrintableTests {
  @Test(
    "Control characters, line ends and direction overrides are escaped, all else stays",
    arguments: [
      ("", ""), ("plain ~", "plain ~"), ("Grüße, 日本 👍", "Grüße, 日本 👍"), ("e\u{301}", "e\u{301}"),
      ("a\nb", "a\\nb"), ("a\r\nb", "a\\r\\nb"), ("a\tb", "a\\tb"), ("a\0b", "a\\u{0}b"),
      ("\u{1B}[31mred\u{1B}[0m", "\\u{1b}[31mred\\u{1b}[0m"),
      ("\u{1B}]0;title\u{07}", "\\u{1b}]0;title\\u{7}"),
      ("a\u{7F}", "a\\u{7f}"), ("\u{9B}31m", "\\u{9b}31m"), ("a\u{85}b", "a\\u{85}b"),
      ("user\u{202E}nimda", "user\\u{202e}nimda"), ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"),
      ("a\u{200B}b", "a\\u{200b}b"), ("a\u{200F}", "a\\u{200f}"), ("a\u{FEFF}", "a\\u{feff}"),
      ("a\u{2028}b\u{2029}", "a\\u{2028}b\\u{2029}"), ("\u{E000}", "\\u{e000}"), ("a\\nb", "a\\nb"),
    ])
  func printable(text: String, shown: String) {
    #expect(text.printable == shown)
    #expect(text.printable.printable == shown)
  }

  @Test(
    "Folded text is on one line, with one space for each run of white space",
    arguments: [
      ("", ""), ("   ", ""), ("SELECT 1", "SELECT 1"), ("SELECT\n\t  *\r\n FROM  t ", "SELECT * FROM t"),
      ("a\u{A0}\u{2028}b", "a b"), ("a\u{1B}[2J b", "a\\u{1b}[2J b"), ("日本\n語", "日本 語"),
    ])
  func folded(text: String, shown: String) {
    #expect(text.folded == shown)
  }

  @Test(
    "A command is shown without its namespaces, and nothing else is touched",
    arguments: [
      (
        "<Batch xmlns=\"http://x\" Transaction=\"true\"><P/></Batch>",
        "<Batch Transaction=\"true\"><P/></Batch>"
      ),
      ("<a:B xmlns:a=\"u\" xmlns:b=\"v\"><C xmlns=\"w\"/></a:B>", "<a:B><C/></a:B>"),
      ("EVALUATE \"a\" xmlns=\"b\"", "EVALUATE \"a\" xmlns=\"b\""), ("<A t=\"1\"/>", "<A t=\"1\"/>"),
      ("<A xmlns and more", "<A xmlns and more"), ("<A xmlns=\"open", "<A xmlns=\"open"), ("", ""),
    ])
  func namespaces(text: String, shown: String) {
    #expect(text.withoutNamespaces == shown)
  }

  @Test(
    "Shortened text has at most that many characters, the ellipsis among them",
    arguments: [
      ("", 5, ""), ("abcde", 5, "abcde"), ("abcdef", 5, "abcd…"), ("日本語日本語", 3, "日本…"),
      ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"), ("ab", 1, "…"),
    ])
  func shortened(text: String, count: Int, shown: String) {
    #expect(text.shortened(to: count) == shown)
  }
}

import Testing

@testable import XmlactlCommands

@Suite struct ShellWordsTests {
  @Test(
    "Words are cut as a POSIX shell cuts them",
    arguments: [
      ("a  b", ["a", "b"]), ("  ", []), ("'a b' c", ["a b", "c"]), ("\"a b\"", ["a b"]), ("a\\ b", ["a b"]),
      ("'a\\b'", ["a\\b"]), ("\"a\\\"b\\\\c\\d\"", ["a\"b\\c\\d"]), ("''", [""]), ("a''b", ["ab"]),
      ("x='1 2'", ["x=1 2"]), ("\"it's\"", ["it's"]), ("é日本 \"x y\"z", ["é日本", "x yz"]),
      ("a\tb\nc", ["a", "b", "c"]),
    ])
  func words(_ text: String, _ expected: [String]) throws {
    #expect(try ShellWords.words(of: text[...]) == expected)
  }

  @Test(
    "A quote that nothing ends, and a backslash at the end", arguments: ["'a", "a \"b c", "a\\", "\"a\\"])
  func unfinished(_ text: String) {
    #expect(throws: ShellWords.Unfinished.self) { try ShellWords.words(of: text[...]) }
  }

  @Test(
    "What is quoted is read back as one word",
    arguments: ["plain", "a b", "it's", "", "CONTOSO\\anna", "a\"b", "x;y"])
  func quoted(_ word: String) throws {
    #expect(try ShellWords.words(of: ShellWords.quoted(word)[...]) == [word])
  }
}

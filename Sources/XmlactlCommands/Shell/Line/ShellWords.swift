/// Cuts a line into words as a POSIX shell does, without its expansions: quotes, backslashes, spaces. Pure.
enum ShellWords {
  /// Nothing ends the quote that was opened, or the last character is a backslash.
  struct Unfinished: Error, Equatable {}

  static func words(of text: Substring) throws(Unfinished) -> [String] {
    var rest = text
    var words: [String] = []
    while let word = try next(in: &rest) { words.append(word) }
    return words
  }

  /// Takes the next word off the front; nil at the end.
  static func next(in rest: inout Substring) throws(Unfinished) -> String? {
    rest = rest.drop(while: \.isWhitespace)
    guard !rest.isEmpty else { return nil }
    var word = ""
    var quote: Character?
    while let character = rest.first {
      if quote == nil, character.isWhitespace { break }
      rest = rest.dropFirst()
      if character == quote {
        quote = nil
        continue
      }
      switch (character, quote) {
      case ("\\", nil), ("\\", "\""):
        guard let escaped = rest.first else { throw Unfinished() }
        rest = rest.dropFirst()
        // Between quotes a backslash means itself, unless what it stands before is special there.
        if quote != nil, escaped != "\"", escaped != "\\" { word.append(character) }
        word.append(escaped)
      case ("'", nil), ("\"", nil): quote = character
      default: word.append(character)
      }
    }
    guard quote == nil else { throw Unfinished() }
    return word
  }

  /// A word as it must be typed to be read as one.
  static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.allSatisfy { $0.isLetter || $0.isNumber || "-_./:@%+=,{}[]$&*".contains($0) }
    return isPlain ? word : "'\(word.replacing("'", with: "'\\''"))'"
  }
}

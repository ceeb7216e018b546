/// What was entered as one command: its words, as a command line's arguments.
struct ShellLine: Equatable, Sendable {
  var words: [String]
  /// As it was typed, for the history.
  var text: String
  /// Where it begins, from 1.
  var number: Int
}

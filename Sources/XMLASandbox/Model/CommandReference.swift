/// Names one command of one session for as long as the model lives.
struct CommandReference: Hashable, Sendable {
  /// The index of the session.
  var session: Int
  /// `LastCommand.number`.
  var number: Int
}

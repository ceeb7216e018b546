/// A Cancel that was accepted and takes effect later.
struct LateCancel: Hashable, Sendable {
  var due: Timestamp
  var command: CancelCommand
  /// The session whose header came with it.
  var ownSession: Int?
  var user: SandboxUser
  /// The only thing it stops, when it leaves the session alone. A later command of the session is another one.
  var onlyStops: CommandReference?
}

/// What a session waits for that is about to be cancelled.
enum PendingCancel: Hashable, Sendable {
  /// Its command with this number ends; the session stays.
  case command(number: Int)
  /// It ends.
  case session
}

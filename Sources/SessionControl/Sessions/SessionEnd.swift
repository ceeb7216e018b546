/// What became of a session that was to be ended, as the server told afterwards.
public enum SessionEnd: Sendable, Equatable {
  /// The server does not know it any more.
  case gone
  /// The server said yes and still answers in that session.
  case stillKnown
  /// The server did not know it in the first place.
  case noSuchSession(detail: String)
}

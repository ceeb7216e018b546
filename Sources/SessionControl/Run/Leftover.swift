/// What a hard cancel left on the server, which may go on working.
public enum Leftover: Sendable, Equatable {
  /// MySQL: by the name that a kill takes.
  case connection(String)
  /// XMLA: a session that is not this run's to end, or that could not be ended; whether a cancel of it may help, or was
  /// refused just before.
  case session(String, takesCancel: Bool = true)
  /// XMLA: the session was ended, and the server no longer knows it.
  case endedSession(String)
  /// XMLA: an implicit session, whose id nobody told.
  case implicitSession
}

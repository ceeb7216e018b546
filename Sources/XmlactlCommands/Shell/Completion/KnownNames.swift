/// What can be named in a shell just now, for who completes a line.
struct KnownNames: Sendable, Equatable {
  var targets: [String] = []
  var rowsets: [String] = []
  /// The ids of the last listing.
  var sessions: [String] = []
  var connections: [String] = []
  var spids: [String] = []

  /// What may stand in place of a value, as the command's help calls it.
  func values(called name: String?, after path: [String]) -> [String] {
    switch (name, path.last) {
    case ("target", _): targets
    case ("rowset", _): rowsets
    case ("id", "session"), ("id", "close"), ("id", "command"), ("id", "begin"), ("id", "commit"),
      ("id", "rollback"),
      ("id", "run"):
      sessions
    case ("id", "connection"): connections
    case ("id", "spid"): spids
    case ("id", "query"): sessions
    default: []
    }
  }
}

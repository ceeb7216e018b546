internal import SessionControl

/// What keeps several requests on one server behind a balancer: an explicit session of our own. A server that does not
/// know the session answers so and does nothing (facts/xmla.md j).
enum OwnSession: Sendable, Equatable {
  case unopened
  /// - name: what the server calls itself, where that was asked.
  case open(id: String, name: String?)
  /// The server opens none. Then only its name tells whether the same one answers.
  case none(name: String?)

  /// There is none any more: the server dropped it, or has gone.
  struct Lost: Error {}
}

/// What made sure that looks and a Cancel went to one server, in a clause for the report.
enum ServerGuarantee: Equatable {
  /// The session of our own, behind an address that was seen to lead to several servers.
  case session(server: String?)
  /// Only what the servers call themselves.
  case name(String)
  /// Nothing.
  case nothing

  var clause: String {
    switch self {
    case .session(let server):
      "this address leads to several servers, and looks and cancel went to one of them"
        + (server.map { ", \($0)" } ?? "")
    case .name(let name):
      "the server opened no session for the looks, so it was compared by its name only (\(name))"
    case .nothing:
      "the server opened no session for the looks and tells no name, so behind a balancer another could have "
        + "been hit"
    }
  }
}

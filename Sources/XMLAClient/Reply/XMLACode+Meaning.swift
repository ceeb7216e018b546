internal import SessionControl

extension XMLACode {
  /// What is known of a code: in words, and what to do.
  struct Meaning: Sendable {
    var kind: ControlError.Code
    var message: String
    var hint: String

    static let unreadable = Meaning(
      kind: .badInput, message: "the server can't read the statement", hint: "check its syntax and its names")
    static let wrongStatement = Meaning(
      kind: .badInput, message: "the statement is wrong", hint: "correct it, and check its names")
  }

  /// The codes that servers were seen to send (facts/xmla.md c.2); nil for all others.
  var meaning: Meaning? {
    switch self {
    case .discoverNotPermitted:
      Meaning(
        kind: .denied, message: "this user may not list that",
        hint: "a database administrator must name a database of theirs: --database NAME")
    case .sessionNotFound:
      Meaning(
        kind: .serverRefused, message: "the session has expired, was ended or never was",
        hint:
          "what became of its transaction, if it had one, was not seen; a new session: xmlactl session open")
    case .unknownRequestType:
      Meaning(
        kind: .serverRefused, message: "this server has no such rowset",
        hint: "it may not be Analysis Services, or too old")
    case .cancelled:
      Meaning(
        kind: .serverRefused, message: "somebody cancelled it, or a commit that waited too long did",
        hint: "ForceCommitTimeout of the server cancels who blocks a commit; try again")
    case .cancelledWithOthers:
      Meaning(
        kind: .serverRefused, message: "it was cancelled because another part of its transaction failed",
        hint: "look for the first failure in the server's log")
    case .requestTimedOut, .providerFailure:
      Meaning(
        kind: .serverRefused, message: "the server's own time limit ended it, or its data source failed",
        hint: "the server's ServerTimeout and ExternalCommandTimeout set the limits")
    case .syntax: .unreadable
    case .elementNotRead:
      Meaning(
        kind: .badInput, message: "the server can't read the document",
        hint: "check its elements, by their case too")
    case .memberNotFound, .hierarchyTwice, .functionNotFound: .wrongStatement
    case .lockConflict:
      Meaning(
        kind: .busy, message: "it waited for a lock that another session holds, and gave up",
        hint: "try again; 'xmlactl locks --tree' shows who is in the way")
    case .noEnvelope:
      Meaning(
        kind: .protocolViolation, message: "the server got no request that it can read",
        hint: "a proxy may have changed it; look with --trace")
    case .objectNotFound:
      Meaning(
        kind: .badInput,
        message: "there is no such database or object, or this user has no access to it",
        hint: "check the name, letter by letter")
    case .nodeMoved:
      Meaning(
        kind: .busy, message: "the service is moving the session to another node", hint: "try again")
    case _ where isSecurity:
      Meaning(
        kind: .denied, message: "this user may not do that", hint: "it takes an administrator of the server")
    default: nil
    }
  }
}

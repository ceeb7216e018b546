internal import SessionControl

extension Reply {
  /// The failure of a reply as an error for a person, or nil when the command went through.
  var error: ControlError? {
    guard let failure else { return nil }
    let detail = failure.description
    switch failure.code {
    case XMLACode.discoverNotPermitted:
      return ControlError(
        .denied, "this user may not list that", detail: detail,
        hint: "a database administrator must name a database of theirs: --database NAME")
    case let code? where code.isSecurity:
      return ControlError(
        .denied, "this user may not do that", detail: detail, hint: "it takes an administrator of the server")
    case XMLACode.sessionNotFound:
      return ControlError(
        .serverRefused, "the session has ended or never was", detail: detail, hint: "list the sessions again")
    case XMLACode.unknownRequestType:
      return ControlError(
        .serverRefused, "this server has no such rowset", detail: detail,
        hint: "it may not be Analysis Services, or too old")
    default:
      if isMondrian {
        return ControlError(
          .serverRefused, "this server does not offer it", detail: detail,
          hint: "Mondrian and its kin have no session administration")
      }
      return ControlError(
        .serverRefused, "the server refused", detail: detail, hint: "look at the server's log, or at --trace")
    }
  }

  private var isMondrian: Bool { fault?.actor == "Mondrian" }
}

internal import SessionControl

extension ControlError {
  /// Whether the server itself said that this user may not list, and not a gateway or a login before it.
  var isDiscoverDenied: Bool {
    code == .denied && detail?.contains(XMLACode.discoverNotPermitted.description) == true
  }
}

extension Reply {
  /// The failure of a reply as an error for a person, or nil when the command went through.
  var error: ControlError? {
    failure.map { error(for: $0, detail: failures.map(\.description).joined(separator: "; then ")) }
  }

  func error(for failure: ServerMessage, detail: String) -> ControlError {
    let meaning =
      failure.code?.meaning ?? fault?.mondrianMeaning
      ?? (failure.isAboutStatement ? XMLACode.Meaning.wrongStatement : nil)
    if let meaning { return ControlError(meaning.kind, meaning.message, detail: detail, hint: meaning.hint) }
    if fault?.objection == .permission {
      return ControlError(
        .denied, "this user may not do that", detail: detail,
        hint: "it takes another user, or more rights for this one")
    }
    return ControlError(
      .serverRefused, "the server refused", detail: detail, hint: "look at the server's log, or at --trace")
  }

  /// The same, where a cancel was asked for.
  var cancelError: ControlError? {
    guard var error else { return nil }
    if isMondrian { error.hint = Self.noAdministration }
    // The request was ours.
    if error.code == .badInput { error.code = .serverRefused }
    return error
  }

  var isMondrian: Bool { fault?.isMondrian == true }

  static let noAdministration = "Mondrian and its kin have no session administration"
}

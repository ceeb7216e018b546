internal import ArgumentParser
internal import SessionControl

/// The explicit session in which something happens.
struct SessionOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The session, as 'session open' or a listing shows it; in the shell its own where none is named.",
      valueName: "id"))
  var session: String?

  func parsed() throws -> SessionReference { try SessionReference(named()) }

  /// As it was given.
  func named() throws -> String {
    guard let session else {
      throw ControlError(
        .usage, "no session is named",
        hint: "give one with --session ID; 'xmlactl session open' opens one, and the shell has its own")
    }
    return session
  }

  /// The shell's own session, where no other is named.
  func own(_ target: TargetOptions) throws -> ShellSession? {
    guard let own = try target.ownSession() else { return nil }
    guard let session else { return own }
    return try own.isNamed(SessionReference(session).id) ? own : nil
  }
}

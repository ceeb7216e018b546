internal import ArgumentParser
internal import SessionControl

/// The explicit session in which something happens.
struct SessionOption: ParsableArguments {
  @Option(help: ArgumentHelp("The session, as 'session open' or a listing shows it.", valueName: "id"))
  var session: String

  func parsed() throws -> String { try IdentifierParsing.session(session) }
}

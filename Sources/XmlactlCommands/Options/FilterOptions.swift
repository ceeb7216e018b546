internal import ArgumentParser
internal import Rendering
internal import SessionControl

/// Which sessions are meant. A listing shows only those; a cancel refuses all others.
struct FilterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only what is on this database; an XMLA database administrator must name one.", valueName: "name"))
  var database: String?

  @Option(help: ArgumentHelp("Only what belongs to this user.", valueName: "name"))
  var user: String?

  func validate() throws {
    for text in [database, user].compactMap(\.self) where !XMLCharacters.areAllowed(text) {
      throw ValidationError("'\(text.printable)' has characters that no name has")
    }
  }

  var filter: ListingFilter { ListingFilter(database: database, user: user) }

  /// - Parameter format: how it is written; only for people the ids stay short.
  func filter(for format: OutputFormat) -> ListingFilter {
    ListingFilter(database: database, user: user, hasFullIDs: format != .table)
  }

  func demands(on kind: TargetKind) -> CancelGuard { CancelGuard(user: user, database: database, on: kind) }
}

internal import ArgumentParser
internal import SessionControl

/// The ids of a cancel, as text: they are read strictly later, with an error of our own for each mistake.
struct IdentifierArguments: ParsableArguments {
  // Takes "-1" too, which would otherwise be called an unknown option and not a wrong id.
  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp("Ids as the listings show them; '-' reads them from stdin.", valueName: "id"))
  var ids: [String] = []

  func validate() throws {
    if ids.isEmpty { throw ValidationError("name at least one id, or '-' to read them from stdin") }
  }

  /// A pipe from a listing that failed, or that matched nothing.
  private static let noIDs = ControlError(
    .nothingNamed, "no ids came on standard input",
    hint: "nothing was cancelled; look at the command before the pipe, 'set -o pipefail' shows its status")

  private static func isOption(_ text: String) -> Bool {
    text.hasPrefix("-") && text.dropFirst().first.map { $0.isLetter || $0 == "-" } == true
  }

  /// The requests for all ids, each once, in order. All are checked before any is used.
  func requests(_ parse: (String) throws -> CancelRequest) async throws -> [CancelRequest] {
    let isInput = ids == ["-"]
    let texts = isInput ? try await CommandContext.required.readInput().filter { !$0.isEmpty } : ids
    guard !texts.isEmpty else { throw Self.noIDs }
    if let option = texts.first(where: Self.isOption) {
      throw ControlError(
        .usage, "there is no option '\(option.printable)' here",
        hint: "nothing was sent; --help lists the options")
    }
    var seen: Set<CancelRequest> = []
    do {
      return try texts.map(parse).filter { seen.insert($0).inserted }
    } catch var error as ControlError where isInput && error.code == .usage {
      error.code = .badInput
      throw error
    }
  }
}

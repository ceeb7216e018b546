/// An XMLA Batch, as far as the text of a session's command tells.
///
/// Who cancels a Batch cancels more than the command that runs: "all remaining commands not yet executed within
/// the Batch command are canceled", and "if the Batch command was transactional, any commands that were executed
/// before the Cancel command runs are rolled back" (seed "Canceling Commands").
public struct BatchText: Sendable, Equatable {
  /// The attribute Transaction; nil where the text does not tell.
  public var isTransactional: Bool?

  /// - Returns: nil when the text is no Batch.
  public init?(_ text: String) {
    let trimmed = XMLCharacters.withoutProlog(text)
    guard trimmed.hasPrefix("<") else { return nil }
    let tag = trimmed.dropFirst().prefix { $0 != ">" }
    let name = tag.prefix { !$0.isWhitespace && $0 != "/" }
    guard name.split(separator: ":").last == "Batch" else { return nil }
    isTransactional = Self.flag(tag.dropFirst(name.count))
  }

  private static func flag(_ attributes: Substring) -> Bool? {
    guard let name = attributes.firstRange(of: "Transaction") else { return nil }
    let rest = attributes[name.upperBound...].drop { $0.isWhitespace || $0 == "=" }
    guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
    return switch rest.dropFirst().prefix(while: { $0 != quote }) {
    case "true", "1": true
    case "false", "0": false
    default: nil
    }
  }

  /// What becomes of it, as a clause after the request's name.
  public var consequence: String {
    let rest = "it is a Batch: when it is cancelled its remaining commands do not run, and what ran before "
    return switch isTransactional {
    case true?: rest + "is rolled back"
    case false?: rest + "stays"
    case nil: rest + "is rolled back if the Batch is transactional"
    }
  }

  /// What became of it when it was cancelled, as a clause.
  public var afterCancel: String {
    let rest = "it was a Batch, and its remaining commands were not run; what ran before "
    return switch isTransactional {
    case true?: rest + "was rolled back, since it was transactional"
    case false?: rest + "stays, since it was not transactional"
    case nil: rest + "was rolled back if the server takes a Batch that does not say so for transactional"
    }
  }

  /// What became of it when a command of it failed, as a clause.
  public var afterFailure: String {
    switch isTransactional {
    case true?: "the Batch was one transaction: what ran of it was rolled back, and the rest was not run"
    case false?: "the Batch was not transactional: what ran of it stays"
    case nil: "the Batch does not say whether it is transactional, so the server's default holds"
    }
  }
}

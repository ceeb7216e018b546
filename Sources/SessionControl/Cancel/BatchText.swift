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
    let trimmed = text.drop(while: \.isWhitespace)
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
}

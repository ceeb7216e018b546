/// Whether a person has to agree first (design section 5, rule 6).
public enum Confirmation: Sendable, Equatable {
  case notNeeded
  /// Ask on the terminal.
  case ask(victims: Int)
  /// Nobody can be asked, or there are more than allowed.
  case refuse(ControlError)

  /// - Parameters:
  ///   - victims: how many sessions the whole run would hit.
  ///   - maximum: `--max`.
  ///   - agreed: `--yes`.
  ///   - canAsk: whether stdin and stderr are terminals.
  public static func decide(victims: Int, maximum: Int?, agreed: Bool, canAsk: Bool) -> Confirmation {
    if let maximum, victims > maximum {
      return .refuse(
        ControlError(
          .refused, "\(victims) sessions would be hit, and --max allows \(maximum)",
          hint: "nothing was cancelled; name fewer, or raise --max"))
    }
    guard victims > 1, !agreed else { return .notNeeded }
    guard canAsk else {
      return .refuse(
        ControlError(
          .usage, "\(victims) sessions would be hit, and nobody can be asked here",
          hint: "nothing was cancelled; add --yes if that is meant, or --dry-run to see them"))
    }
    return .ask(victims: victims)
  }
}

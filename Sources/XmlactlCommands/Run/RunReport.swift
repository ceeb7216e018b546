internal import SessionControl
internal import Terminal

/// Tells how a statement ended, no more than was seen. Pure.
struct RunReport: Sendable {
  let target: String
  /// `line 3: ` in a script of several statements.
  let place: String
  let limits: RunLimits
  /// How many statements were to come.
  let remaining: Int
  /// What the statement is, where it is a Batch.
  var batch: BatchText?

  private var rest: String {
    switch remaining {
    case 0: ""
    case 1: "; the statement after it was not run"
    default: "; the \(remaining) statements after it were not run"
    }
  }

  func status(_ failure: RunFailure, _ interruption: Interruption?) -> ExitStatus {
    let signal: ExitStatus = interruption?.isTermination == true ? .terminated : .interrupted
    return switch failure {
    case .interrupted, .endedAfterCancel(.request): .interruptedByOthers
    case .commandTimeoutExpired(cause: .some), .endedAfterCancel(.commandTimeout): .commandTimeout
    case .commandTimeoutExpired(cause: nil): .commandTimeoutHard
    case .cancelled, .endedAfterCancel(.task): signal
    }
  }

  /// - Parameter leftover: what a hard cancel left behind.
  func line(_ failure: RunFailure, leftover: Leftover?) -> String {
    let elapsed =
      limits.command.map { "the command timeout of \($0.spoken) elapsed" } ?? "the command timed out"
    let left =
      "the connection was closed (hard cancel), and the server may still be working on the statement"
      + (leftover.map { "; " + Self.remedy($0) } ?? "")
    let what =
      switch failure {
      case .interrupted(let interruption): "somebody else cancelled the statement (\(interruption.detail))"
      case .commandTimeoutExpired(let cause?):
        "\(elapsed), and the server stopped the statement (\(cause.detail))"
      case .commandTimeoutExpired(nil): "\(elapsed), and \(left)"
      case .cancelled(let cause?): "interrupted; the server stopped the statement (\(cause.detail))"
      case .cancelled(nil): "interrupted; \(left)"
      case .endedAfterCancel(let cause):
        (cause == .commandTimeout ? "\(elapsed)" : "interrupted")
          + "; the statement was asked to stop and ended without an error: it was cut short, or had just finished"
      }
    return "\(target): \(place)\(what)\(consequence(failure))\(rest)"
  }

  private static func remedy(_ leftover: Leftover) -> String {
    switch leftover {
    case .connection(let id): "'xmlactl kill connection \(id)' ends that on this target"
    case .session(let id, takesCancel: false):
      "session \(id) goes on, and the server takes no cancel of it from here: ask who runs the server"
    case .session(let id, takesCancel: true):
      "'xmlactl cancel command --session \(id)' ends that on this target, an administrator's 'cancel session' the "
        + "session too"
    case .endedSession: "its session was ended, and the server no longer knows it"
    case .implicitSession: "'xmlactl commands' shows it to an administrator, and 'cancel spid' ends it"
    }
  }

  /// What a cancel means for the parts of a statement.
  private func consequence(_ failure: RunFailure) -> String {
    guard let batch else { return "" }
    switch failure {
    case .interrupted, .commandTimeoutExpired(cause: .some), .cancelled(cause: .some):
      return "; " + batch.afterCancel
    default: return ""
    }
  }

  /// A signal that came when the statement had ended by itself.
  var lateLine: String { "\(target): \(place)interrupted; the statement had just ended\(rest)" }

  /// The error of a statement, and what it means for those after it.
  func placed(_ error: ControlError) -> ControlError {
    var error = error
    error.message = place + error.message
    if !rest.isEmpty { error.hint = (error.hint ?? "") + rest }
    return error
  }

  /// What to say of a result beside its rows; nil for nothing. A person who looks wants to know what a statement
  /// did that shows no rows; a log only what needs a look.
  func line(_ result: StatementResult, after elapsed: Duration, _ isWatched: Bool) -> String? {
    guard isWatched && !result.hasFailed || result.warningCount > 0 else { return nil }
    func count(_ number: UInt64, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
    var parts: [String] = []
    if let rows = result.rowCount { parts.append(count(UInt64(rows), "row")) }
    if let rows = result.affectedRows { parts.append("OK, \(count(rows, "row")) affected") }
    if result.rowCount == nil, result.affectedRows == nil, !result.hasFailed { parts.append("OK") }
    if !result.warnings.isEmpty {
      parts.append(
        count(UInt64(result.warningCount), "warning") + ": " + result.warnings.joined(separator: "; "))
    } else if result.warningCount > 0 {
      parts.append(
        count(UInt64(result.warningCount), "warning") + " (SHOW WARNINGS as the next statement tells)")
    }
    let time = elapsed < .seconds(10) ? "\(elapsed.wholeMilliseconds) ms" : elapsed.spoken
    return place + (parts + [time]).joined(separator: ", ")
  }
}

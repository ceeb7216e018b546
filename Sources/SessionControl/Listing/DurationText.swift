extension Duration {
  /// Reads `500ms`, `30s`, `10m`, `2h`: a decimal number and its unit, nothing else.
  public init?(text: String) {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, let count = Int64(digits) else { return nil }
    let unit: Int64
    switch text.dropFirst(digits.count) {
    case "ms": unit = 1
    case "s": unit = 1_000
    case "m": unit = 60_000
    case "h": unit = 3_600_000
    default: return nil
    }
    let (milliseconds, overflow) = count.multipliedReportingOverflow(by: unit)
    // A year bounds every sum of a duration and a clock reading.
    guard !overflow, milliseconds <= 366 * 24 * 3_600_000 else { return nil }
    self = .milliseconds(milliseconds)
  }

  /// Whole milliseconds, rounded down.
  public var wholeMilliseconds: Int64 {
    components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
  }

  /// Whole seconds, rounded up, at least 1: for C interfaces that take nothing finer.
  public var wholeSecondsRoundedUp: Int64 { max(1, (wholeMilliseconds + 999) / 1_000) }

  /// For people: `0.4s`, `12s`, `3m07s`, `2h05m`, `3d04h`.
  public var spoken: String {
    let milliseconds = wholeMilliseconds
    let seconds = milliseconds / 1_000
    func pair(_ large: Int64, _ a: String, _ small: Int64, _ b: String) -> String {
      "\(large)\(a)\(small < 10 ? "0" : "")\(small)\(b)"
    }
    return switch seconds {
    case ..<10: "\(seconds).\(milliseconds % 1_000 / 100)s"
    case ..<60: "\(seconds)s"
    case ..<3_600: pair(seconds / 60, "m", seconds % 60, "s")
    case ..<86_400: pair(seconds / 3_600, "h", seconds % 3_600 / 60, "m")
    default: pair(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h")
    }
  }
}

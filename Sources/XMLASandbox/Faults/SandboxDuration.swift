/// A time that a person gives the sandbox, such as `500ms` or `3s`.
public struct SandboxDuration: Hashable, Sendable {
  /// At least 1.
  public var milliseconds: Int64

  /// A time of this many milliseconds.
  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// Reads a decimal number and its unit (`ms`, `s`, `m`, `h`), nothing else.
  ///
  /// - Returns: nil for anything else, for 0, and for more than a year.
  public init?(_ text: some StringProtocol) {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let count = Int64(digits) else { return nil }
    let unit: Int64
    switch text.dropFirst(digits.count) {
    case "ms": unit = 1
    case "s": unit = 1_000
    case "m": unit = 60_000
    case "h": unit = 3_600_000
    default: return nil
    }
    let (product, isOverflow) = count.multipliedReportingOverflow(by: unit)
    guard !isOverflow, (1...366 * 86_400_000).contains(product) else { return nil }
    milliseconds = product
  }
}

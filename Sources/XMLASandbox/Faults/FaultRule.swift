/// One `--fault`: what goes wrong, and with which requests.
///
///     NAME[=DURATION][:REQUESTS][:NUMBER]
///
/// `truncate` spoils every reply, `truncate:discover` that to every Discover, `truncate:discover:2` that to the
/// second Discover only, `slow-first-byte=500ms:1` delays the first reply.
public struct FaultRule: Hashable, Sendable {
  /// What goes wrong.
  public var fault: Fault
  /// For how long; nil for a fault without a time.
  public var duration: SandboxDuration?
  /// With which requests; nil for all.
  public var requests: RequestKind?
  /// With which of those, counted from 1; nil for all.
  public var number: Int?

  /// Reads the form above.
  ///
  /// - Throws: which part is wrong.
  public init(_ text: String) throws(FaultSyntaxError) {
    var parts = text.split(separator: ":", omittingEmptySubsequences: false)[...]
    let head = parts.removeFirst().split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let fault = Fault(rawValue: String(head[0])) else { throw .unknownFault(String(head[0])) }
    self.fault = fault
    duration = fault.usualDuration
    if head.count > 1 {
      guard duration != nil else { throw .takesNoDuration(fault) }
      guard let given = SandboxDuration(head[1]) else { throw .noDuration(String(head[1])) }
      duration = given
    }
    requests = fault.onlyRequests
    if let word = parts.first, let kind = RequestKind(rawValue: String(word)) {
      guard requests == nil || requests == kind else { throw .onlyCancels(fault) }
      requests = kind
      parts.removeFirst()
    }
    if let word = parts.first, let number = Self.number(word) {
      self.number = number
      parts.removeFirst()
    }
    if let rest = parts.first { throw .unreadable(String(rest)) }
  }

  private static func number(_ text: Substring) -> Int? {
    guard text.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(text), number > 0 else {
      return nil
    }
    return number
  }
}

/// A `--fault` that can't be read.
public enum FaultSyntaxError: Error, Hashable, CustomStringConvertible {
  case unknownFault(String)
  case takesNoDuration(Fault)
  case noDuration(String)
  case onlyCancels(Fault)
  case unreadable(String)

  public var description: String {
    switch self {
    case .unknownFault(let name): "there is no fault '\(name)'"
    case .takesNoDuration(let fault): "\(fault.rawValue) takes no time"
    case .noDuration(let text): "'\(text)' is no time; write 500ms, 3s, 10m or 2h"
    case .onlyCancels(let fault): "\(fault.rawValue) applies to cancels only"
    case .unreadable(let text):
      "'\(text)' is neither discover, execute or cancel nor a number from 1; write NAME:REQUESTS:NUMBER"
    }
  }
}

public import SessionControl

/// A random walk through what can happen to a session's transaction. The same seed gives the same walk.
public struct TransactionWalk: Sendable, CustomStringConvertible {
  public enum Step: Sendable, Equatable {
    case take(TransactionVerb)
    /// A command that writes a value that no other step writes.
    case put(Int)
    case endSession
  }

  public let seed: UInt64
  public let steps: [Step]

  public init(seed: UInt64, length: Int) {
    self.seed = seed
    var generator = SeededGenerator(seed: seed)
    steps = (0..<length).map { position in
      // Begins prevail a little, or the count would hardly leave zero.
      switch Int.random(in: 0..<20, using: &generator) {
      case 0..<7: .take(.begin)
      case 7..<12: .take(.commit)
      case 12..<14: .take(.rollback)
      case 14..<19: .put(position)
      default: .endSession
      }
    }
  }

  public var description: String { "seed \(seed): \(text(steps[...]))" }

  /// The walk as far as this step.
  public func to(_ index: Int) -> String { "seed \(seed): \(text(steps[...index]))" }

  private func text(_ steps: ArraySlice<Step>) -> String {
    steps.map { step in
      switch step {
      case .take(let verb): verb.rawValue
      case .put(let value): "put \(value)"
      case .endSession: "end"
      }
    }.joined(separator: ", ")
  }
}

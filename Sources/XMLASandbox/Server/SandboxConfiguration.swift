/// What a sandbox is and who may use it.
public struct SandboxConfiguration: Sendable {
  /// The largest number of sessions that a population can have.
  public static let largestSessionCount = 1_000_000
  /// The largest number of nodes.
  public static let largestNodeCount = Population.largestNodeCount

  /// The TCP port on 127.0.0.1; 0 takes a free one.
  public var port: UInt16
  /// What all data comes from: the same seed gives the same sessions.
  public var seed: UInt64
  /// How many sessions there are at the start, at most `largestSessionCount`.
  public var sessionCount: Int
  /// Who may log in; without access control everybody is an anonymous server administrator.
  public var access: AccessControl?
  /// In what it differs from the usual server.
  public var traits = ServerTraits()
  /// What goes wrong on purpose, at the balanced address only.
  public var faults: [FaultRule] = []
  /// How many servers there are behind the address, at most `largestNodeCount`.
  public var nodeCount = 1
  /// What decides which of them gets a request.
  public var balance = Balance.request
  /// Is told what became of each Cancel before the client is. Called from any thread, one call at a time for each node.
  public var onCancel: (@Sendable (CancelRecord) -> Void)?

  /// By default: a free port, the small population, everybody may everything.
  public init(
    port: UInt16 = 0, seed: UInt64 = 1, sessionCount: Int = 12, access: AccessControl? = nil
  ) {
    self.port = port
    self.seed = seed
    self.sessionCount = sessionCount
    self.access = access
  }
}

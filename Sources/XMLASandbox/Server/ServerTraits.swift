/// In what a server differs from the usual one, as real ones do.
public struct ServerTraits: Hashable, Sendable {
  /// Whether all HTTP clients share one connection that can't be cancelled, as behind the data pump in IIS
  /// (seed "Canceling Commands", note on connections).
  public var isPump = false
  /// How long an explicit session may be idle; nil for ever.
  public var sessionTimeout: SandboxDuration?
  /// Which session headers it honours.
  public var sessionHeaders = SessionHeaderForm.any
  /// The request types of the rowsets that it does not have.
  public var missingRowsets: Set<String> = []
  /// Whether nobody may call Discover; views can be read all the same.
  public var refusesDiscover = false
  /// How long a Process command takes before it commits; nil is no time at all.
  public var processTime: SandboxDuration?
  /// How the commands of the population follow each other.
  public var succession = Succession()

  /// The usual server.
  public init() {}

  /// The request types that `missingRowsets` may hold.
  public static let rowsets = Rowset.allCases.map(\.rawValue)
}

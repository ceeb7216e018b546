/// How a session for statements is to be, beyond its target. XMLA only.
public struct SessionSettings: Sendable, Equatable {
  /// The explicit session to use, which is not ended afterwards; nil opens one.
  public var session: SessionReference?
  /// The database of the session from its first request on, where that was named; to be used all the same.
  public var database: String?
  /// Properties of each request, such as Roles.
  public var properties: [RowsetRequest.Pair]
  /// What the `@Name` of each statement stand for.
  public var parameters: [StatementParameter]
  /// Whether a query in MDX is asked for as cells with axes, and not as rows.
  public var prefersCells: Bool

  public init(
    session: SessionReference? = nil, database: String? = nil, properties: [RowsetRequest.Pair] = [],
    parameters: [StatementParameter] = [],
    prefersCells: Bool = false
  ) {
    self.session = session
    self.database = database
    self.properties = properties
    self.parameters = parameters
    self.prefersCells = prefersCells
  }
}

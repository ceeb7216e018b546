/// How a session for statements is to be, beyond its target. XMLA only.
public struct SessionSettings: Sendable, Equatable {
  /// The explicit session to use, which is not ended afterwards; nil opens one.
  public var session: SessionReference?
  /// Properties of each statement's request, such as Roles.
  public var properties: [RowsetRequest.Pair]
  /// What the `@Name` of each statement stand for.
  public var parameters: [StatementParameter]
  /// Whether a query in MDX is asked for as cells with axes, and not as rows.
  public var prefersCells: Bool

  public init(
    session: SessionReference? = nil, properties: [RowsetRequest.Pair] = [],
    parameters: [StatementParameter] = [],
    prefersCells: Bool = false
  ) {
    self.session = session
    self.properties = properties
    self.parameters = parameters
    self.prefersCells = prefersCells
  }
}

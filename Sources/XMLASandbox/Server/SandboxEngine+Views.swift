extension SandboxEngine {
  /// The rows that a query on a view answers.
  ///
  /// - Throws: a fault for an unknown view or column, and without the right to read it.
  func view(
    _ query: ViewQuery, in context: Context, _ scope: CommandScope
  ) throws(SandboxFault) -> (schema: RowsetSchema, rows: ViewRows) {
    guard let rowset = Rowset.allCases.first(where: { $0.rawValue.isEqualIgnoringCase(query.rowset) }),
      !traits.missingRowsets.contains(rowset.rawValue)
    else {
      throw .unknownView(query.rowset)
    }
    let all = rowset.schema.columns
    let columns = try query.columns.map { name throws(SandboxFault) in
      guard let column = all.first(where: { $0.name.isEqualIgnoringCase(name) }) else {
        throw .unknownView("\(query.rowset).\(name)")
      }
      return column
    }
    guard
      Self.isAllowed(
        rowset, databases: query.condition?.values(of: "SESSION_CURRENT_DATABASE"), for: context.user)
    else { throw .discoverDenied(to: context.user) }
    let base = rows(of: rowset, try Restrictions([], of: rowset), database: database(of: scope))
    return (
      columns.isEmpty ? rowset.schema : RowsetSchema(columns),
      ViewRows(query: query, columns: (columns.isEmpty ? all : columns).map(\.name), base: base)
    )
  }
}

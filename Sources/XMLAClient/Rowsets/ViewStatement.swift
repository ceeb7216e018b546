/// The statement that reads a rowset as a dynamic management view: the language has no JOIN, LIKE or CAST, and no
/// parameters, so values are written as literals.
enum ViewStatement {
  /// - Parameters:
  ///   - rowset: letters, digits and underscores only.
  ///   - conditions: columns, of each any of the values.
  static func text(_ rowset: String, where conditions: [(column: String, values: [String])]) -> String {
    let terms = conditions.map { column, values -> String in
      let name = "[\(column.replacing("]", with: "]]"))]"
      let any = values.map { "\(name) = \(literal($0, of: column))" }
      return any.count == 1 ? any[0] : "(\(any.joined(separator: " OR ")))"
    }
    return "SELECT * FROM $SYSTEM.\(rowset)"
      + (terms.isEmpty ? "" : " WHERE \(terms.joined(separator: " AND "))")
  }

  /// A quote ends a literal unless it is doubled; nothing else has a meaning inside.
  private static func literal(_ value: String, of column: String) -> String {
    if isNumeric(column), isNumber(value) { return value }
    return "'\(value.replacing("'", with: "''"))'"
  }

  private static func isNumber(_ value: String) -> Bool {
    !value.isEmpty && value.utf8.count <= 20 && value.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Whether a column holds numbers, by the names that the rowsets have (facts/xmla.md b).
  private static func isNumeric(_ column: String) -> Bool {
    let names: Set = [
      "SPID", "CONNECTION_ID", "SESSION_CONNECTION_ID", "SESSION_STATUS", "LOCK_STATUS", "LOCK_TYPE",
      "JOB_ID",
      "JOB_THREADPOOL_ID", "CONNECTION_IN_USE", "MemoryUsed",
    ]
    return names.contains(column) || ["_SPID", "_MS", "_KB", "_COUNT"].contains { column.hasSuffix($0) }
  }
}

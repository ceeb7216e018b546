internal import SessionControl

/// How the columns of a rowset become common fields and extras. Made once for a rowset's columns, then used
/// for each of its rows.
///
/// `Source` names the columns that have a common field of their own.
struct RowsetMapping<Source: Hashable & CaseIterable & RawRepresentable<String>> {
  private var indexes: [Source: Int] = [:]
  private var extraIndexes: [Int] = []
  /// The output keys of the columns that are no common field.
  let extras: RowShape

  /// - Parameters:
  ///   - columns: what the server declares.
  ///   - keys: output keys of further known columns, with the unit that the server's name lacks.
  ///   - common: the output keys that are taken.
  init(columns: [RowsetColumn], keys: [String: String], after common: [String]) {
    var extraKeys: [String] = []
    for (index, column) in columns.enumerated() {
      // Of two columns with one name the first is meant, and the other is kept.
      if let source = Source(rawValue: column.name), indexes[source] == nil {
        indexes[source] = index
      } else {
        extraIndexes.append(index)
        extraKeys.append(keys[column.name] ?? OutputKey.snakeCase(column.name))
      }
    }
    extras = RowShape(keys: extraKeys, after: common, isOpen: columns.contains { !$0.isDeclared })
  }

  func holds(anyOf groups: [[Source]]) -> Bool {
    groups.contains { $0.allSatisfy { indexes[$0] != nil } }
  }

  func value(_ source: Source, of values: [Value]) -> Value { indexes[source].map { values[$0] } ?? .null }

  func extras(of values: [Value]) -> Row {
    Row(shape: extras, values: extraIndexes.map { values[$0] })
  }
}

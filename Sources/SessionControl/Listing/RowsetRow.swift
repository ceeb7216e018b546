/// A row of any rowset, as the server's schema describes it.
public struct RowsetRow: Listable {
  public var extras: Row

  public init(_ row: Row) { extras = row }

  public static let commonKeys: [String] = []
  public var commonValues: [Value] { [] }

  /// The first column.
  public var name: String { extras.values.first?.text ?? "" }
}

/// A row of a statement's result.
public struct ResultRow: Listable {
  public var extras: Row

  public init(_ row: Row) { extras = row }

  public static let commonKeys: [String] = []
  /// A result may have a column of that name itself.
  public static var namesTarget: Bool { false }
  public var commonValues: [Value] { [] }

  /// The first column.
  public var name: String { extras.values.first?.text ?? "" }
}

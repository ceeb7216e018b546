internal import SessionControl

/// An item that a rowset lists.
protocol RowsetItem: Listable {
  /// The columns that have a field of their own, by the server's names.
  associatedtype Column: Hashable & CaseIterable & RawRepresentable<String>

  /// The request type.
  static var rowset: String { get }
  /// Output keys of further known columns, with the unit that the server's name lacks.
  static var extraKeys: [String: String] { get }

  /// - Parameters:
  ///   - value: the cell of a column; null when the server sent none.
  ///   - extras: what has no field of its own.
  /// - Throws: ``ControlError`` when the row can't be told from others.
  init(value: (Column) -> Value, extras: Row) throws
}

/// Turns the rows of a rowset into items, as they come. Columns that this version does not know become extras.
final class ListingSink<Item: RowsetItem>: RowsetSink {
  private let receive: (ListingEvent<Item>) throws -> Void
  private var mapping: RowsetMapping<Item.Column>?

  init(receive: @escaping (ListingEvent<Item>) throws -> Void) { self.receive = receive }

  func columns(_ columns: [RowsetColumn]) throws {
    let new = RowsetMapping<Item.Column>(
      columns: columns, keys: Item.extraKeys, after: Item.commonKeys)
    mapping = new
    try receive(.columns(new.extras))
  }

  func row(_ values: [Value]) throws {
    guard let mapping else { return }
    try receive(
      .item(try Item(value: { mapping.value($0, of: values) }, extras: mapping.extras(of: values))))
  }
}

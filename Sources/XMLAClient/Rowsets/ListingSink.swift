internal import SessionControl

/// An item that a rowset lists.
protocol RowsetItem: Listable {
  /// The columns that have a field of their own, by the server's names.
  associatedtype Column: Hashable & CaseIterable & RawRepresentable<String>

  /// The request type.
  static var rowset: String { get }
  /// Output keys of further known columns, with the unit that the server's name lacks.
  static var extraKeys: [String: String] { get }
  /// The columns of which any shows that it is this rowset and no other.
  static var marks: [Column] { get }

  /// - Parameters:
  ///   - value: the cell of a column; null when the server sent none.
  ///   - extras: what has no field of its own.
  init(value: (Column) -> Value, extras: Row)
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
      .item(Item(value: { mapping.value($0, of: values) }, extras: mapping.extras(of: values))))
  }

  /// That nobody is there, or none of those that were asked for, only this list can tell.
  func end(_ result: Reply.Result) throws {
    for warning in result.spokenWarnings { try receive(.note(warning)) }
    guard result.content == .rowset, !result.hasFailed else { return }
    guard let mapping else {
      throw doubt("holds no row and no columns, so that it may be any other list")
    }
    guard mapping.holds(anyOf: Item.marks) else {
      let names = Item.marks.map(\.rawValue).joined(separator: " or ")
      throw doubt("has no column \(names), so that it is another list")
    }
  }

  private func doubt(_ what: String) -> ControlError {
    ControlError(
      .protocolViolation, "the reply to \(Item.rowset) \(what)",
      hint: "whether anybody is there is not known; look with --trace, or ask by --via-dmv")
  }

  func note(_ text: String) throws { try receive(.note(text)) }
}

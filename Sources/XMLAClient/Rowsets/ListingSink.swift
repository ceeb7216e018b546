internal import SessionControl

/// An item that a rowset lists.
protocol RowsetItem: Listable {
  /// The columns that have a field of their own, by the server's names.
  associatedtype Column: Hashable & CaseIterable & RawRepresentable<String>

  /// The request type.
  static var rowset: String { get }
  /// Output keys of further known columns, with the unit that the server's name lacks.
  static var extraKeys: [String: String] { get }
  /// Groups of columns of which any whole one shows that it is this rowset and no other.
  static var marks: [[Column]] { get }

  /// The columns by which a row says of what it is, the id first: two rows that have them all the same are one item, listed
  /// twice. None where that can't be told.
  static var identity: [Column] { get }

  /// - Parameters:
  ///   - value: the cell of a column; null when the server sent none.
  ///   - extras: what has no field of its own.
  init(value: (Column) -> Value, extras: Row)
}

extension RowsetItem {
  static var identity: [Column] { [] }
}

/// Turns the rows of a rowset into items, as they come. Columns that this version does not know become extras.
final class ListingSink<Item: RowsetItem>: RowsetSink {
  private let receive: (ListingEvent<Item>) throws -> Void
  private let isOfOne: Bool
  private var mapping: RowsetMapping<Item.Column>?
  private var seen: Set<[String]> = []

  /// - Parameter isOfOne: whether one thing was asked for by its id, so that a list without a row says that it is gone.
  init(isOfOne: Bool = false, receive: @escaping (ListingEvent<Item>) throws -> Void) {
    self.isOfOne = isOfOne
    self.receive = receive
  }

  func columns(_ columns: [RowsetColumn]) throws {
    let new = RowsetMapping<Item.Column>(
      columns: columns, keys: Item.extraKeys, after: Item.commonKeys)
    mapping = new
    try receive(.columns(new.extras))
  }

  func row(_ values: [Value]) throws {
    guard let mapping, !isOfOne || isNew(values, mapping) else { return }
    try receive(
      .item(Item(value: { mapping.value($0, of: values) }, extras: mapping.extras(of: values))))
  }

  /// Whether it is no second row of the same.
  private func isNew(_ values: [Value], _ mapping: RowsetMapping<Item.Column>) -> Bool {
    let identity = Item.identity.map { mapping.value($0, of: values).text ?? "" }
    return identity.first?.isEmpty != false || seen.insert(identity).inserted
  }

  /// That nobody is there, or none of those that were asked for, only this list can tell.
  func end(_ result: Reply.Result) throws {
    for warning in result.spokenWarnings { try receive(.note(warning)) }
    guard result.content == .rowset, !result.hasFailed else { return }
    guard let mapping else {
      throw doubt("holds no row and no columns, so that it may be any other list")
    }
    guard mapping.holds(anyOf: Item.marks) else {
      let names = Item.marks.map { $0.map(\.rawValue).joined(separator: " with ") }.joined(separator: " or ")
      throw doubt("has no column \(names), so that it is another list")
    }
    if isOfOne, result.rowCount == 0, let warning = result.spokenWarnings.first {
      throw doubt("holds no row, and \(warning)")
    }
  }

  private func doubt(_ what: String) -> ControlError {
    ControlError(
      .protocolViolation, "the reply to \(Item.rowset) \(what)",
      hint: "whether anybody is there is not known; look with --trace, or ask by --via-dmv")
  }

  func note(_ text: String) throws { try receive(.note(text)) }
}

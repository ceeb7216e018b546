public import SessionControl

/// A column of a table for people.
public struct TableColumn<Item>: Sendable {
  public enum Alignment: Sendable { case left, right }

  var title: String
  var alignment: Alignment
  /// What goes first when the terminal is too narrow: the column with the largest number.
  var dispensability: Int
  /// The one column that gives way and is cut instead of dropped.
  var isFlexible: Bool
  var text: @Sendable (Item) -> String

  init(
    _ title: String, _ alignment: Alignment = .left, dispensability: Int = 0, isFlexible: Bool = false,
    text: @escaping @Sendable (Item) -> String
  ) {
    self.title = title
    self.alignment = alignment
    self.dispensability = dispensability
    self.isFlexible = isFlexible
    self.text = text
  }
}

/// Something that can be shown as a row of a table.
public protocol TableListable: Listable {
  static var tableColumns: [TableColumn<Self>] { get }
  /// What colours a row, if anything.
  var emphasis: SessionStatus? { get }
}

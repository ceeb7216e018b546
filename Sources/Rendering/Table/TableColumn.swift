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
  /// Whether runs of white space count, as in the branches of a tree.
  var keepsSpaces: Bool
  /// The key of a column of the server without which there is nothing to show.
  var needs: String?
  var text: @Sendable (Item) -> String

  init(
    _ title: String, _ alignment: Alignment = .left, dispensability: Int = 0, isFlexible: Bool = false,
    keepsSpaces: Bool = false, text: @escaping @Sendable (Item) -> String
  ) {
    self.title = title
    self.alignment = alignment
    self.dispensability = dispensability
    self.isFlexible = isFlexible
    self.keepsSpaces = keepsSpaces
    self.text = text
  }
}

extension TableColumn where Item: Listable {
  /// What only some servers send.
  static func extra(_ title: String, _ key: String, _ alignment: Alignment = .left, dispensability: Int)
    -> Self
  {
    var column = Self(title, alignment, dispensability: dispensability) { $0.extras[key]?.text ?? "" }
    column.needs = key
    return column
  }
}

/// Something that can be shown as a row of a table.
public protocol TableListable: Listable {
  /// - Parameter extras: the keys of what the server sent beyond the common fields.
  static func tableColumns(extras: [String]) -> [TableColumn<Self>]
  /// What colours a row, if anything.
  var emphasis: SessionStatus? { get }
}

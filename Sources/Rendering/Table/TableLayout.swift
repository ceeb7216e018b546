/// What tables are fitted to.
public struct TableLayout: Sendable {
  /// Columns of the terminal.
  public var width: Int
  public var usesColor: Bool

  public init(width: Int, usesColor: Bool) {
    self.width = width
    self.usesColor = usesColor
  }
}

/// What tables are fitted to.
public struct TableLayout: Sendable {
  /// Columns of the terminal.
  public var width: Int
  public var usesColor: Bool
  /// Whether every row names its target: where several were asked for, whichever of them had rows.
  public var showsTargets = false

  public init(width: Int, usesColor: Bool) {
    self.width = width
    self.usesColor = usesColor
  }
}

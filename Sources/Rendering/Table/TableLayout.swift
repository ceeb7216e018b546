/// What tables are fitted to.
public struct TableLayout: Sendable {
  /// Columns of the terminal.
  public var width: Int
  public var usesColor: Bool
  /// Whether every row names its target: where several were asked for, whichever of them had rows.
  public var showsTargets = false
  /// Whether rows that are new or changed are marked: by colour, else in a column of its own.
  public var showsMarks = false
  /// Whether no line may be longer than the width, though something is lost.
  public var cutsLines = false

  public init(width: Int, usesColor: Bool) {
    self.width = width
    self.usesColor = usesColor
  }
}

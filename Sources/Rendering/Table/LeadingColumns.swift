internal import SessionControl

/// What stands before the columns of a listing: marks, and the target where there are several.
struct LeadingColumns {
  private let targets: [String]?
  private let marks: [RowMark?]?

  init(_ layout: TableLayout, targets: [String], marks: [RowMark?]) {
    self.targets = layout.showsTargets || Set(targets).count > 1 ? targets : nil
    self.marks = layout.showsMarks && !layout.usesColor ? marks : nil
  }

  var columns: [TableText.Column] {
    // Wide enough for a mark, whether there is one or not: a table must not jump to and fro.
    (marks == nil ? [] : [TableText.Column(title: " ", keepsEmpty: true)])
      + (targets == nil ? [] : [TableText.Column(title: "TARGET")])
  }

  /// - Parameter index: the row's.
  func texts(at index: Int) -> [String] {
    let mark = marks.map { marks in
      switch marks[index] {
      case .new: "+"
      case .changed: "*"
      case nil: ""
      }
    }
    return [mark, targets?[index]].compactMap(\.self)
  }
}

internal import SessionControl

/// Colours of rows: what needs a look stands out, what rests recedes. What changed between two looks is bold, what is
/// new in reverse.
enum RowColor {
  static func code(for status: SessionStatus?, _ mark: RowMark? = nil) -> String? {
    let color =
      switch status {
      case .blocked: "33"
      case .cancelled: "31"
      case .idle where mark == nil: "2"
      case .idle, .active, .other, nil: ""
      }
    let attribute =
      switch mark {
      case .new: "7"
      case .changed: "1"
      case nil: ""
      }
    let codes = [attribute, color].filter { !$0.isEmpty }
    return codes.isEmpty ? nil : codes.joined(separator: ";")
  }
}

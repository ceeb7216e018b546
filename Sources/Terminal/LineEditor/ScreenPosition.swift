/// Where the cursor stands after a prompt and a line, counted from where the prompt began: libedit knows, and does not
/// tell (its refresh.c, re_addc and re_putc).
struct ScreenPosition: Equatable {
  var row = 0
  var column = 0

  /// - Parameter columns: of the terminal.
  init(after text: some Sequence<Unicode.Scalar>, columns: Int) {
    let columns = max(2, columns)
    for scalar in text {
      switch scalar {
      case "\n":
        row += 1
        column = 0
      case "\t":
        repeat { put(1, columns) } while column % 8 != 0
      default:
        if let width = CellWidth.of(scalar) {
          put(width, columns)
        } else {
          // ^A, and \U+85 for what has no such name.
          let isControl = scalar.value < 0x20 || scalar.value == 0x7F
          for _ in 0..<(isControl ? 2 : scalar.value > 0xFFFF ? 8 : 7) { put(1, columns) }
        }
      }
    }
  }

  /// A character that does not fit goes to the next row whole; the cursor leaves a row that is full.
  private mutating func put(_ width: Int, _ columns: Int) {
    if column + width > columns {
      row += 1
      column = 0
    }
    column += width
    if column >= columns {
      row += 1
      column = 0
    }
  }
}

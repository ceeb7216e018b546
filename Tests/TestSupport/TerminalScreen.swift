/// What a terminal shows: a small one of its own kind, with the sequences that line editors and tables use. It keeps
/// every row, and wraps late, as xterm does.
public struct TerminalScreen: Sendable {
  /// The second cell of a wide character.
  private static let tail: Character = "\0"

  private let columns: Int
  private var cells: [[Character]] = [[]]
  private var row = 0
  private var column = 0

  /// - Parameter text: everything that was written to the terminal.
  public init(_ text: String, columns: Int) {
    self.columns = columns
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\r": column = 0
      case "\n": move(down: 1)
      case "\u{8}": column = max(0, min(column, columns - 1) - 1)
      case "\t": column = min(columns - 1, (column / 8 + 1) * 8)
      case "\u{1B}": obey(&rest)
      case _ where scalar.value < 0x20: break
      default: put(scalar)
      }
    }
  }

  /// Rows from the top, without what is blank at their ends.
  public var rows: [String] {
    let rows = cells.map { row in
      var text = String(row.filter { $0 != Self.tail })
      while text.last == " " { text.removeLast() }
      return text
    }
    return Array(rows[...(rows.lastIndex { !$0.isEmpty } ?? 0)])
  }

  /// The row where the cursor stands.
  public var line: String { row < rows.count ? rows[row] : "" }

  /// Where the cursor stands.
  public var cursor: (row: Int, column: Int) { (row, column) }

  private mutating func move(down count: Int) {
    row = max(0, row + count)
    while cells.count <= row { cells.append([]) }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    if scalar.properties.generalCategory == .nonspacingMark {
      if column > 0, column <= cells[row].count {
        cells[row][column - 1] = Character("\(cells[row][column - 1])\(scalar)")
      }
      return
    }
    let isWide =
      (0x1100...0x115F).contains(scalar.value) || (0x2E80...0xD7A3).contains(scalar.value)
      || (0xF900...0xFAFF).contains(scalar.value) || (0xFF00...0xFF60).contains(scalar.value)
      || (0x1F300...0x1FAFF).contains(scalar.value)
    if column + (isWide ? 2 : 1) > columns {
      column = 0
      move(down: 1)
    }
    for character in [Character(scalar)] + (isWide ? [Self.tail] : []) {
      while cells[row].count <= column { cells[row].append(" ") }
      cells[row][column] = character
      column += 1
    }
  }

  private mutating func obey(_ rest: inout Substring.UnicodeScalarView) {
    guard rest.popFirst() == "[" else { return }
    var parameters = ""
    while let scalar = rest.popFirst() {
      guard scalar.value >= 0x40 else {
        parameters.unicodeScalars.append(scalar)
        continue
      }
      let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
      let first = numbers.first ?? nil
      let count = max(1, first ?? 1)
      column = min(column, columns - (scalar == "m" ? 0 : 1))
      switch scalar {
      case "A": move(down: -count)
      case "B": move(down: count)
      case "C": column = min(columns - 1, column + count)
      case "D": column = max(0, column - count)
      case "G": column = count - 1
      case "J":
        erase(from: column)
        cells[(row + 1)...] = []
      case "K": erase(from: column)
      case "P":
        cells[row].removeSubrange(min(column, cells[row].count)..<min(column + count, cells[row].count))
      case "@":
        if column < cells[row].count {
          cells[row].insert(contentsOf: Array(repeating: " ", count: count), at: column)
        }
      default: break
      }
      return
    }
  }

  private mutating func erase(from column: Int) {
    if column < cells[row].count { cells[row].removeSubrange(column...) }
  }
}

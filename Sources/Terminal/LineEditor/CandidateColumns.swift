/// The candidates of a completion, in columns that are read downwards, as `ls` shows files.
struct CandidateColumns {
  /// More are only counted.
  static let most = 100
  private static let gap = 2

  let titles: [String]
  /// Of the terminal.
  let width: Int

  var lines: [String] {
    let shown = titles.prefix(Self.most).map { Self.cut(Self.safe($0), to: max(1, width - 1)) }
    guard let widest = shown.map(CellWidth.of).max() else { return [] }
    let columns = max(1, (width - 1 + Self.gap) / (widest + Self.gap))
    let rows = (shown.count + columns - 1) / columns
    var lines = (0..<rows).map { row in
      let cells = stride(from: row, to: shown.count, by: rows).map { shown[$0] }
      let padded = cells.dropLast().map {
        $0 + String(repeating: " ", count: widest + Self.gap - CellWidth.of($0))
      }
      return padded.joined() + (cells.last ?? "")
    }
    if titles.count > Self.most { lines.append("… \(titles.count - Self.most) more") }
    return lines
  }

  /// Without what a terminal would obey.
  private static func safe(_ title: String) -> String {
    var result = ""
    for scalar in title.unicodeScalars {
      let isSafe = CellWidth.of(scalar) != nil && scalar.properties.generalCategory != .format
      result.unicodeScalars.append(isSafe ? scalar : "?")
    }
    return result
  }

  private static func cut(_ title: String, to width: Int) -> String {
    guard CellWidth.of(title) > width else { return title }
    var result = ""
    var taken = 0
    for character in title {
      let next = CellWidth.of(String(character))
      if taken + next > width - 1 { break }
      result.append(character)
      taken += next
    }
    return result + "…"
  }
}

import Foundation

/// What the text of an `Execute`/`Statement` asks of the sandbox.
///
/// The language is the sandbox's own; the words are read in any case:
///
/// - nothing: answered at once, counts as no command
/// - `SLEEP seconds`: an empty result after that time; fractions allowed, at most a year
/// - `WAIT`: runs until it is cancelled
/// - `ROWS n`: n rows of a small rowset, streamed
/// - `GRID columns rows`: a part of a made-up cube, some cells empty and the last one an error, streamed
/// - `PUT key value`: writes an entry of the session's database, in its transaction
/// - `GET [key]`: the entries of the session's database, as its transaction sees them
/// - `SELECT ... FROM $SYSTEM.ROWSET ...`: a rowset as a view (see `ViewQuery`)
/// - `SELECT ... ON COLUMNS, ... ON ROWS FROM cube` and other MDX: a small grid with as many axes; its shape is checked (see
///   `Query`), what it computes is not, and a warning says so
/// - `FAIL text`: the fault 0xC1000007 with that text
/// - `EVALUATE ...` and other DAX: one row that holds the statement
/// - anything else: a syntax fault
///
/// Grids are rowsets when the property Format is Tabular, and multidimensional else: that is their native format. All else
/// is a rowset whatever Format says, since that is what views and DAX natively are ("Native: Analysis Services returns the
/// appropriate format for the command. The actual result type is identified by the namespace of the result",
/// learn.microsoft.com, "Supported XMLA Properties"); what a server answers when it is asked for them multidimensionally
/// is not known.
enum Statement: Hashable, Sendable {
  case empty
  case sleep(milliseconds: Int64)
  case wait
  case rows(count: Int)
  case grid(Grid)
  case put(key: String, value: String)
  case get(key: String?)
  case view(ViewQuery)
  case fail(text: String)
  case echo(text: String)

  private static let longestSleep = 366.0 * 86_400

  /// - Throws: a syntax fault for `SLEEP`, `ROWS` and `GRID` with anything but their numbers, each in its range, and for
  ///   what has not the shape of a query.
  init(_ text: String) throws(SandboxFault) {
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    let parts = trimmed.split(maxSplits: 1, omittingEmptySubsequences: true, whereSeparator: \.isWhitespace)
    let argument = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespacesAndNewlines) : ""
    switch (parts.first ?? "").uppercased() {
    case "":
      self = .empty
    case "SLEEP":
      guard let seconds = Double(argument), seconds >= 0, seconds <= Self.longestSleep else {
        throw .syntax(of: trimmed)
      }
      self = .sleep(milliseconds: Int64((seconds * 1_000).rounded()))
    case "WAIT" where argument.isEmpty:
      self = .wait
    case "ROWS":
      guard let count = Int(argument), count >= 0 else { throw .syntax(of: trimmed) }
      self = .rows(count: count)
    case "GRID":
      let numbers = argument.split(whereSeparator: \.isWhitespace).map { Int($0) ?? -1 }
      guard numbers.count == 2, (0...Grid.largestColumnCount).contains(numbers[0]),
        (0...Grid.largestCellCount).contains(numbers[1]),
        numbers[0] * numbers[1] <= Grid.largestCellCount
      else { throw .syntax(of: trimmed) }
      self = .grid(Grid(columns: numbers[0], rows: numbers[1]))
    case "PUT":
      let words = argument.split(maxSplits: 1, whereSeparator: \.isWhitespace)
      guard words.count == 2 else { throw .syntax(of: trimmed) }
      self = .put(key: String(words[0]), value: String(words[1]))
    case "GET":
      self = .get(key: argument.isEmpty ? nil : argument)
    case "SELECT" where ViewQuery.isView(trimmed):
      self = .view(try ViewQuery(trimmed))
    case "FAIL":
      self = .fail(text: argument.isEmpty ? "The statement failed as asked." : argument)
    default:
      switch try Query(trimmed) {
      case .mdx(let cube, let axisCount, let isSliced):
        self = .grid(Grid(cube: cube, axisCount: axisCount, isSliced: isSliced))
      case .dax: self = .echo(text: trimmed)
      }
    }
  }
}

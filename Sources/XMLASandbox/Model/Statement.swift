import Foundation

/// What the text of an `Execute`/`Statement` asks of the sandbox.
///
/// The language is the sandbox's own; the words are read in any case:
///
/// - nothing: answered at once, counts as no command
/// - `SLEEP seconds`: an empty result after that time; fractions allowed, at most a year
/// - `WAIT`: runs until it is cancelled
/// - `ROWS n`: n rows of a small rowset, streamed
/// - `PUT key value`: writes an entry of the session's database, in its transaction
/// - `GET [key]`: the entries of the session's database, as its transaction sees them
/// - `SELECT ... FROM $SYSTEM.ROWSET ...`: a rowset as a view (see `ViewQuery`)
/// - `FAIL text`: the fault 0xC1000007 with that text
/// - anything else: one row that holds the statement
enum Statement: Hashable, Sendable {
  case empty
  case sleep(milliseconds: Int64)
  case wait
  case rows(count: Int)
  case put(key: String, value: String)
  case get(key: String?)
  case view(ViewQuery)
  case fail(text: String)
  case echo(text: String)

  private static let longestSleep = 366.0 * 86_400

  /// - Throws: a syntax fault for `SLEEP` or `ROWS` with anything but one number in its range.
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
      self = .echo(text: trimmed)
    }
  }
}

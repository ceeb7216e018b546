/// How a listing is written. `table` and `wide` are for people; the others are a contract with scripts.
public enum OutputFormat: String, Sendable, CaseIterable {
  /// Fitted to the terminal.
  case table
  /// Every column that holds something, nothing cut.
  case wide
  /// One array of objects.
  case json
  /// One object on a line.
  case ndjson
  /// RFC 4180, with a header.
  case csv
  /// Tabs between values, with a header; tab, line end and backslash are escaped as `\t`, `\n`, `\\`.
  case tsv
  /// Ids only, one on a line, as `cancel` takes them.
  case name
}

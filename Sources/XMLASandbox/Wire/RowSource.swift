/// Produces the rows of one result, some at a time.
protocol RowSource: Sendable {
  /// Appends the bytes of further rows.
  ///
  /// - Parameter limit: where to stop; the last row may go beyond it. A source that skips rows stops
  ///   after a while too, so that a search through many never holds a thread for long.
  /// - Returns: whether there may be more rows.
  mutating func appendRows(to bytes: inout [UInt8], upTo limit: Int) -> Bool

  /// The end tags of what it has begun and not ended, for a result that stops here.
  var closing: String { get }
}

extension RowSource {
  var closing: String { "" }
}

/// No rows: the result of `Content` = `Schema`.
struct NoRows: RowSource {
  mutating func appendRows(to bytes: inout [UInt8], upTo limit: Int) -> Bool {
    false
  }
}

/// A few rows that are at hand as bytes.
struct PreparedRows: RowSource {
  var bytes: [UInt8]

  mutating func appendRows(to bytes: inout [UInt8], upTo limit: Int) -> Bool {
    bytes.append(contentsOf: self.bytes)
    return false
  }
}

extension [UInt8] {
  /// Appends one row whose cells `body` writes.
  mutating func appendRow(_ body: (inout [UInt8]) -> Void) {
    append(contentsOf: rowOpening)
    body(&self)
    append(contentsOf: rowClosing)
  }
}

private let rowOpening = Array("<row>".utf8)
private let rowClosing = Array("</row>\n".utf8)

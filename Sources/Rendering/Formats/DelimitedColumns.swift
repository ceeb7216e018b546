internal import SessionControl

/// The columns of a header that is written once, and where the values of rows with other columns stand. Pure.
struct DelimitedColumns {
  /// How many rows, and bytes of them, wait until a header is written.
  static let maximumHeldRows = 256
  static let maximumHeldBytes = 1 << 20

  private let keys: [String]
  /// Whether a last column gathers what has none of its own.
  let hasFurther: Bool
  /// The titles after the leading ones.
  let titles: [String]

  init(_ keys: [String], after leading: [String], hasFurther: Bool) {
    self.keys = keys
    self.hasFurther = hasFurther
    titles = hasFurther ? RowShape(keys: keys + ["further"], besides: Set(leading)).keys : keys
  }

  struct Places {
    /// Of each key of the header its place in the row.
    var known: [Int?]
    /// The places that no key of the header has.
    fileprivate var others: [Int]

    /// What of a row has no column, as one JSON object; nil for nothing.
    func further(of row: Row) -> String? {
      var text: [UInt8] = []
      for place in others where row.values[place] != .null {
        text += text.isEmpty ? "{".utf8 : ",".utf8
        text += JSONText.quoted(row.shape.keys[place])
        text += ":".utf8
        JSONText.append(row.values[place], to: &text)
      }
      return text.isEmpty ? nil : String(decoding: text, as: UTF8.self) + "}"
    }
  }

  /// - Returns: nil when the row has just these columns.
  func places(of shape: RowShape) -> Places? {
    guard shape.keys != keys else { return nil }
    let known = keys.map { shape.keys.firstIndex(of: $0) }
    let taken = Set(known.compactMap(\.self))
    return Places(known: known, others: shape.keys.indices.filter { !taken.contains($0) })
  }
}

/// When a row was seen, which the rows of a watch begin with.
enum RowTime {
  static let key = "seen_at"
}

extension String {
  /// Whether both texts are equal when case is ignored, as the server's default collation has it.
  ///
  /// ASCII is compared in place: a restriction is checked against every row.
  func isEqualIgnoringCase(_ other: String) -> Bool {
    var left = utf8.makeIterator()
    var right = other.utf8.makeIterator()
    while true {
      switch (left.next(), right.next()) {
      case (nil, nil): return true
      case (let first?, let second?):
        if first >= 128 || second >= 128 {
          return lowercased() == other.lowercased()
        }
        guard first.asciiLowercased == second.asciiLowercased else { return false }
      default:
        return utf8.contains { $0 >= 128 } && lowercased() == other.lowercased()
      }
    }
  }
}

extension UInt8 {
  fileprivate var asciiLowercased: UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
  }
}

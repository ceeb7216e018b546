/// When a compressed body is taken for a bomb. Pure.
///
/// gzip makes at most 1,032 bytes of one. Rows that differ in nothing but a number come to about 140, with a
/// statement as long as gzip's window and a GUID to about 115 (measured). Below the absolute size no ratio does
/// harm, since rows are handed on as they come.
enum Inflation {
  static let harmlessBytes = 64 << 20
  static let maximumRatio = 500

  /// - Parameters:
  ///   - plain: bytes after decompression.
  ///   - wire: bytes that came over the network; asked for only when it matters.
  static func isBomb(plain: Int, wire: @autoclosure () -> Int) -> Bool {
    plain > harmlessBytes && plain / maximumRatio > wire()
  }
}

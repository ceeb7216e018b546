/// When a compressed body is taken for a bomb. Pure.
///
/// gzip makes at most 1,032 bytes of one. Rowsets that are as alike as rows can be, and long, come to about 80;
/// below the absolute size no ratio does harm, since rows are handed on as they come.
enum Inflation {
  static let harmlessBytes = 64 << 20
  static let maximumRatio = 200

  /// - Parameters:
  ///   - plain: bytes after decompression.
  ///   - wire: bytes that came over the network; asked for only when it matters.
  static func isBomb(plain: Int, wire: @autoclosure () -> Int) -> Bool {
    plain > harmlessBytes && plain / maximumRatio > wire()
  }
}

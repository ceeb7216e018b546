#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A charset in which each byte is one character and the first 128 are ASCII, as the C library knows it.
struct CodePage: Equatable {
  let name: String
  /// Of each byte its character in UTF-8, in the low bytes first, and their number in the highest.
  private let characters: [UInt32]

  /// - Parameter label: in lower case, as headers and documents spell it.
  /// - Returns: nil when there is no such charset here, or it is of another kind.
  init?(_ label: String) {
    guard let name = Self.name(of: label) else { return nil }
    self.name = label
    let converter = iconv_open("UTF-8", name)
    guard Int(bitPattern: converter) != -1 else { return nil }
    defer { iconv_close(converter) }
    characters = (0...255).map { Self.character(UInt8($0), converter) }
  }

  static func == (one: CodePage, other: CodePage) -> Bool { one.characters == other.characters }

  /// The name by which the C library knows a label; nil for what is none of these: no label of a server may make it
  /// load whatever it likes.
  private static func name(of label: String) -> String? {
    func number(after prefixes: [String], _ range: ClosedRange<Int>) -> Int? {
      let prefix = prefixes.first { label.hasPrefix($0) }
      return prefix.flatMap { Int(label.dropFirst($0.count)) }.flatMap { range.contains($0) ? $0 : nil }
    }
    if let page = number(after: ["windows-", "x-cp", "cp"], 1250...1258) { return "CP\(page)" }
    if let part = number(after: ["iso-8859-", "iso8859-", "iso_8859-"], 1...16) { return "ISO-8859-\(part)" }
    switch label {
    case "latin1", "l1": return "ISO-8859-1"
    case "koi8-r", "koi8-u": return label.uppercased()
    default: return nil
    }
  }

  private static func character(_ byte: UInt8, _ converter: iconv_t?) -> UInt32 {
    var input = CChar(bitPattern: byte)
    var output: UInt32 = 0
    let isRead = withUnsafeMutablePointer(to: &input) { input in
      withUnsafeMutableBytes(of: &output) { output in
        var from: UnsafeMutablePointer<CChar>? = input
        var fromCount = 1
        var to = output.baseAddress?.assumingMemoryBound(to: CChar.self)
        var toCount = 3
        _ = iconv(converter, nil, nil, nil, nil)
        guard iconv(converter, &from, &fromCount, &to, &toCount) != -1, fromCount == 0, toCount < 3 else {
          return false
        }
        output[3] = UInt8(3 - toCount)
        return true
      }
    }
    // U+FFFD for a byte that means nothing.
    return isRead ? UInt32(littleEndian: output) : 0x03BD_BFEF
  }

  func append(_ bytes: some Sequence<UInt8>, to text: inout [UInt8]) {
    for byte in bytes {
      var character = characters[Int(byte)]
      for _ in 0..<character >> 24 {
        text.append(UInt8(truncatingIfNeeded: character))
        character >>= 8
      }
    }
  }
}

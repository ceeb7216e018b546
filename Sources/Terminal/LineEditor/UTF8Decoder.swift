/// Scalars out of bytes that come one by one. What is not UTF-8 is dropped.
struct UTF8Decoder {
  private var bytes: [UInt8] = []

  init() {}

  /// The scalar that a byte completes.
  mutating func next(_ byte: UInt8) -> Unicode.Scalar? {
    let isContinuation = byte & 0xC0 == 0x80
    if isContinuation, !bytes.isEmpty { bytes.append(byte) } else { bytes = [byte] }
    guard bytes.count == Self.length(leading: bytes[0]) else {
      if Self.length(leading: bytes[0]) == 0 { bytes = [] }
      return nil
    }
    defer { bytes = [] }
    var codec = UTF8()
    var iterator = bytes.makeIterator()
    guard case .scalarValue(let scalar) = codec.decode(&iterator) else { return nil }
    return scalar
  }

  private static func length(leading byte: UInt8) -> Int {
    switch byte {
    case 0x00...0x7F: 1
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 0
    }
  }
}

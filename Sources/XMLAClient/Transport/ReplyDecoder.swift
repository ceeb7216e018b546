/// Feeds the bytes of an HTTP body to a reply reader and keeps what is needed to explain a body that is no
/// XMLA reply. Not Sendable: one thread feeds it.
final class ReplyDecoder {
  static let previewBytes = 2_048

  private let reader: ReplyReader
  private let parser: XMLStreamParser
  /// The first bytes of the body, for an explanation.
  private(set) var preview: [UInt8] = []
  private(set) var byteCount = 0
  /// A zero byte at the end of what came so far: cloud servers end a complete body with one
  /// (facts/xmla.md a.9), and anywhere else it is an error.
  private var heldZero = false

  init(reader: ReplyReader) {
    self.reader = reader
    parser = XMLStreamParser(handler: reader)
  }

  /// - Throws: ``XMLFailure``, or what the rows' receiver threw.
  func feed(_ bytes: UnsafeRawBufferPointer) throws {
    guard let last = bytes.last else { return }
    byteCount += bytes.count
    if preview.count < Self.previewBytes {
      preview.append(contentsOf: bytes.prefix(Self.previewBytes - preview.count))
    }
    if heldZero {
      heldZero = false
      try withUnsafeBytes(of: UInt8(0)) { try parser.feed($0) }
    }
    heldZero = last == 0
    let body = heldZero ? UnsafeRawBufferPointer(rebasing: bytes.dropLast()) : bytes
    if !body.isEmpty { try parser.feed(body) }
  }

  /// Says that the body is complete.
  func finish() throws -> Reply {
    try parser.finish()
    return reader.reply
  }
}

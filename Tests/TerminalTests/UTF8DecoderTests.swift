import Testing

@testable import Terminal

@Suite struct UTF8DecoderTests {
  private func decoded(_ bytes: [UInt8]) -> String {
    var decoder = UTF8Decoder()
    var result = ""
    for byte in bytes {
      if let scalar = decoder.next(byte) { result.unicodeScalars.append(scalar) }
    }
    return result
  }

  @Test func everyLengthIsRead() { #expect(decoded(Array("aé日😀z\0".utf8)) == "aé日😀z\0") }

  @Test(
    "What is no UTF-8 is dropped, and what follows is not",
    arguments: [
      [0xFF], [0xC3], [0xE6, 0x97], [0x80], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5], [0xE0, 0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF0, 0x9F, 0x98], [0x80, 0x80, 0xFE],
    ] as [[UInt8]])
  func invalid(_ bytes: [UInt8]) { #expect(decoded([0x61] + bytes + [0x62] + Array("é".utf8)) == "abé") }
}

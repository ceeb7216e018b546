import Testing

@testable import XmlactlCommands

@Suite struct ScriptSourceTests {
  private static let text = "SELECT 東 \u{1F600}\r\nGO\n"

  private func utf16(_ isLittle: Bool) -> [UInt8] {
    ([0xFEFF] + Array(Self.text.utf16)).flatMap { unit in
      let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return isLittle ? bytes : bytes.reversed()
    }
  }

  @Test("UTF-8 with a byte order mark and without, and UTF-16 of both orders, are the same text")
  func encodings() {
    #expect(ScriptSource.decoded(Array(Self.text.utf8)) == Self.text)
    #expect(ScriptSource.decoded([0xEF, 0xBB, 0xBF] + Array(Self.text.utf8)) == Self.text)
    #expect(ScriptSource.decoded(utf16(true)) == Self.text)
    #expect(ScriptSource.decoded(utf16(false)) == Self.text)
    #expect(ScriptSource.decoded([0xFF, 0xFE]) == "")
    #expect(ScriptSource.decoded([]) == "")
  }

  @Test(
    "What is none of them is no text",
    arguments: [[0x41, 0xE4], [0xFF, 0xFE, 0x41], [0xFF, 0xFE, 0x00, 0xD8], [0xFE, 0xFF, 0xDC, 0x00]])
  func refused(_ bytes: [UInt8]) { #expect(ScriptSource.decoded(bytes) == nil) }
}

import SessionControl
import Testing

@testable import Configuration

@Suite struct BearerTokenTests {
  @Test(
    "The first line of a command's output is the token", arguments: ["abc.DEF-1_2~+/=", "t\nmore", "t\r\n"])
  func output(_ text: String) throws {
    let token = try BearerToken.parse(output: Array(text.utf8)).reveal()
    #expect(text.hasPrefix(token))
    #expect(!token.contains("\n"))
  }

  @Test(
    "What is no token is refused and not repeated",
    arguments: [
      "", "\nhush", "hush hush", "Bearer hush", "\"hush\"", "{\"hush\":1}", "hush\u{1}", "hüsh", "hush\0",
    ])
  func refused(_ text: String) {
    let error = #expect(throws: ControlError.self) { try BearerToken.parse(output: Array(text.utf8)) }
    #expect(error?.code == .configuration)
    #expect(error?.description.contains("hush") == false)
    #expect(error?.description.contains("hüsh") == false)
  }

  @Test("A token file is nobody else's to read, and may be long")
  func file() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let long = String(repeating: "a", count: 20_000)
    #expect(try BearerToken.read(folder.file("token", "\(long)\n")).reveal() == long)
    let error = #expect(throws: ControlError.self) {
      try BearerToken.read(folder.file("open", "t\n", mode: 0o644))
    }
    #expect(error?.message.contains("token file") == true)
    #expect(error?.message.contains("can be read by others") == true)
  }
}

import Foundation
import SessionControl
import Testing

@testable import Configuration

@Suite("Files that hold a password")
struct SecretFileTests {
  @Test(
    "The first line is the password, to the letter",
    arguments: [
      ("hunter2", "hunter2"), ("hunter2\n", "hunter2"), ("hunter2\r\n", "hunter2"),
      ("hunter2\nsecond line\n", "hunter2"), ("hunter2\n\n", "hunter2"), ("hunter2\r\nsecond", "hunter2"),
      (" hunter 2 \n", " hunter 2 "), ("a\rb\n", "a\rb"), ("a\r\r\n", "a\r"), ("#'\"\\$\n", "#'\"\\$"),
      ("p\u{E4}\u{E4}\n", "p\u{E4}\u{E4}"), ("日本\n", "日本"),
    ])
  func reads(content: String, password: String) throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let revealed = try SecretFile.password.read(folder.file("password", content)).reveal()
    #expect(Array(revealed.utf8) == Array(password.utf8))
  }

  @Test("A file that only its owner can read is taken", arguments: [0o600, 0o400, 0o700])
  func safeModes(mode: Int) throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    #expect(
      try SecretFile.password.read(folder.file("password", "hunter2", mode: mode)).reveal() == "hunter2")
  }

  @Test(
    "A file that is open to anybody else is refused",
    arguments: [0o644, 0o640, 0o604, 0o620, 0o602, 0o610, 0o666])
  func unsafeModes(mode: Int) throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let path = try folder.file("password", "hunter2", mode: mode)
    try refuses(path, "can be read by others")
  }

  @Test("A link to such a file is refused as well")
  func link() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let path = try folder.file("password", "hunter2", mode: 0o644)
    try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/link", withDestinationPath: path)
    try refuses("\(folder.path)/link", "can be read by others")
  }

  @Test("A file that is not there is told with the system's words")
  func missing() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    try refuses("\(folder.path)/none", "can't be opened: No such file or directory")
    try refuses("", "can't be opened: No such file or directory")
  }

  @Test("A folder and a device are no files")
  func noFile() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    try refuses(folder.path, "is no file")
    try refuses("/dev/null", "is no file")
  }

  @Test(
    "A file without a readable first line holds no password",
    arguments: [
      [], Array("\n".utf8), Array("\r\n".utf8), Array("\nhunter2\n".utf8), [0xFF, 0xFE, 0x41],
      Array("hunter2".utf8) + [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80],
    ] as [[UInt8]])
  func empty(content: [UInt8]) throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    try refuses(folder.file("password", content), "has no password in its first line")
  }

  @Test("What follows the first line may be anything")
  func binaryRest() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let path = try folder.file("password", Array("hunter2\n".utf8) + [0xFF, 0x00])
    #expect(try SecretFile.password.read(path).reveal() == "hunter2")
  }

  @Test("A file that is far too long for a password is refused")
  func length() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let longest = String(repeating: "x", count: 4_096)
    #expect(try SecretFile.password.read(folder.file("longest", longest)).reveal() == longest)
    try refuses(folder.file("longer", longest + "x"), "is too long")
    try refuses(folder.file("large", "hunter2\n" + String(repeating: longest, count: 20)), "is too long")
  }

  @Test("A pipe is taken, as the shell's <(command) gives one")
  func pipe() throws {
    let pipe = Pipe()
    defer { try? pipe.fileHandleForReading.close() }
    try pipe.fileHandleForWriting.write(contentsOf: Data("hunter2\n".utf8))
    try pipe.fileHandleForWriting.close()
    let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
    #expect(try SecretFile.password.read(path).reveal() == "hunter2")
  }

  @Test("A named pipe is taken, with any mode, and read to its end in several pieces")
  func namedPipe() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let path = "\(folder.path)/fifo"
    try #require(mkfifo(path, 0o644) == 0)
    Thread.detachNewThread {
      // Waits until the other end is opened for reading.
      let writer = open(path, O_WRONLY)
      for piece in ["hun", "ter", "2\n"] { _ = write(writer, piece, piece.utf8.count) }
      close(writer)
    }
    #expect(try SecretFile.password.read(path).reveal() == "hunter2")
  }

  @Test("A path that would drive the terminal is shown escaped")
  func nastyPath() throws {
    try refuses("/nowhere/\u{1B}[2J\n", "can't be opened: No such file or directory")
  }

  /// Expects the refusal, with nothing of the content in it.
  private func refuses(
    _ path: String, _ why: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let error = try #require(throws: ControlError.self, sourceLocation: sourceLocation) {
      try SecretFile.password.read(path)
    }
    #expect(error.code == .configuration, sourceLocation: sourceLocation)
    #expect(
      error.message == "the password file '\(path.printable)' \(why)", sourceLocation: sourceLocation)
    #expect(!error.description.contains("hunter"), sourceLocation: sourceLocation)
    #expect(error.hint != nil, sourceLocation: sourceLocation)
  }
}

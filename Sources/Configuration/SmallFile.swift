#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A file that is read whole, since it can't be large.
struct SmallFile {
  /// Why it could not be read, as the end of a sentence about it.
  struct Problem: Error {
    let words: String
    var isMissing = false

    init(words: String) { self.words = words }

    /// It could not be opened.
    init(opening code: Int32) {
      words = "can't be opened: \(String(cString: strerror(code)))"
      isMissing = code == ENOENT
    }
  }

  let bytes: [UInt8]
  /// The permission bits; nil of a pipe, as the shell's `<(command)` gives, which has no such thing.
  let mode: mode_t?

  init(bytes: [UInt8], mode: mode_t?) {
    self.bytes = bytes
    self.mode = mode
  }

  /// Reads a regular file or a pipe.
  ///
  /// - Parameter limit: of bytes; a larger file is refused.
  init(path: String, limit: Int) throws(Problem) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Problem(opening: errno) }
    defer { close(descriptor) }

    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Problem(words: "can't be examined") }
    let type = status.st_mode & S_IFMT
    guard type == S_IFREG || type == S_IFIFO else { throw Problem(words: "is no file") }
    mode = type == S_IFREG ? status.st_mode & 0o7777 : nil

    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while bytes.count <= limit {
      let count = Self.readSome(descriptor, &buffer)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Problem(words: "can't be read: \(String(cString: strerror(errno)))") }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    guard bytes.count <= limit else { throw Problem(words: "is too long") }
    self.bytes = bytes
  }

  private static func readSome(_ descriptor: Int32, _ buffer: inout [UInt8]) -> Int {
    #if canImport(Glibc)
      Glibc.read(descriptor, &buffer, buffer.count)
    #else
      Darwin.read(descriptor, &buffer, buffer.count)
    #endif
  }
}

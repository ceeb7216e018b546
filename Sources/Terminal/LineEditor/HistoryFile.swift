internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The lines of earlier runs, one a line of UTF-8, for the user's eyes only (0600).
///
/// Each is appended when it comes, under a lock: several shells at once lose nothing, nor does one that is killed.
/// A file that can't be used never fails the caller; it is told once.
public final class HistoryFile: Sendable {
  /// More is no line that somebody wants back.
  private static let longestEntry = 64 << 10
  /// What is read of a file that somebody else made long.
  private static let mostBytes = 16 << 20

  private let path: String
  private let isSecret: @Sendable (String) -> Bool
  private let notice: @Sendable (String) -> Void
  private let isTold = Atomic(false)

  /// - Parameters:
  ///   - isSecret: whether a line may hold a password, and is not written.
  ///   - notice: told why the file can't be used, at most once.
  public init(
    path: String, isSecret: @escaping @Sendable (String) -> Bool, notice: @escaping @Sendable (String) -> Void
  ) {
    self.path = path
    self.isSecret = isSecret
    self.notice = notice
  }

  /// Why it can't be used, as a clause.
  private struct Failure: Error {
    var reason: String
    /// The system's number for it.
    var code: Int32?

    init(reason: String) { self.reason = reason }

    /// What just failed, in the system's words.
    init() {
      code = errno
      reason = String(cString: strerror(errno))
    }
  }

  private func told(_ body: () throws(Failure) -> Void) {
    do { try body() } catch {
      guard !isTold.exchange(true, ordering: .relaxed) else { return }
      notice("the history file \(path) can't be used: \(error.reason)")
    }
  }

  // MARK: Reading

  /// Hands over the newest entries, the oldest of them first. A file that has grown much longer is cut to them.
  ///
  /// As C strings, each valid during its call: 10,000 lines should not be felt before the first prompt, and Swift's
  /// strings of them were.
  func load(most: Int, _ receive: (UnsafePointer<CChar>) -> Void) {
    told { () throws(Failure) in
      var (bytes, lines) = try newest(most)
      bytes.withUnsafeMutableBytes { bytes in
        for line in lines {
          let entry = UnsafeRawBufferPointer(rebasing: bytes[line])
          guard let start = entry.baseAddress else { continue }
          if memchr(start, Int32(UInt8(ascii: "\\")), entry.count) == nil,
            memchr(start, 0, entry.count) == nil
          {
            // Where the line ended.
            bytes[line.upperBound] = 0
            receive(start.assumingMemoryBound(to: CChar.self))
          } else {
            HistoryEntry(encoded: String(decoding: entry, as: UTF8.self)).text.withCString(receive)
          }
        }
      }
    }
  }

  /// Some of the file's bytes, in UTF-8, and where its newest lines are in them; each is followed by its end.
  private func newest(_ most: Int) throws(Failure) -> (bytes: [UInt8], lines: ArraySlice<Range<Int>>) {
    let file: Int32
    let isLocked: Bool
    do { (file, isLocked) = try openLocked(O_RDONLY) } catch {
      if error.code == ENOENT { return ([], []) }
      throw error
    }
    defer { SystemCall.close(file) }
    let (bytes, isWhole) = try Self.tail(of: file)
    let lines = Self.lines(of: bytes)
    let newest = lines.suffix(most)
    // Some more at a time, so that not every start writes the file anew.
    if isLocked, !isWhole || lines.count > most + most / 10, let first = newest.first {
      try replace(with: bytes[first.lowerBound...])
    }
    return (bytes, newest)
  }

  /// The last of it, from the beginning of a line to the end of one.
  private static func tail(of file: Int32) throws(Failure) -> (bytes: [UInt8], isWhole: Bool) {
    let end = lseek(file, 0, SEEK_END)
    let start = max(0, Int(end) - mostBytes)
    guard end >= 0 else { throw Failure() }
    var bytes = [UInt8](repeating: 0, count: Int(end) - start)
    var count = 0
    while count < bytes.count {
      let read = bytes[count...].withUnsafeMutableBytes {
        pread(file, $0.baseAddress, $0.count, off_t(start + count))
      }
      if read < 0, errno == EINTR { continue }
      guard read >= 0 else { throw Failure() }
      if read == 0 { break }
      count += read
    }
    var part = bytes[..<count]
    if start > 0 { part = part.drop { $0 != UInt8(ascii: "\n") } }
    // Repairs what is not UTF-8, which libedit would stumble over.
    var text = Array(String(decoding: part, as: UTF8.self).utf8)
    if text.last != UInt8(ascii: "\n") { text.append(UInt8(ascii: "\n")) }
    return (text, start == 0)
  }

  private static func lines(of bytes: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      var start = 0
      while let end = memchr(base + start, Int32(UInt8(ascii: "\n")), bytes.count - start) {
        let index = UnsafeRawPointer(end) - base
        if index > start { lines.append(start..<index) }
        start = index + 1
      }
    }
    return lines
  }

  /// In one step, so that a reader sees the old file or the new one.
  private func replace(with bytes: ArraySlice<UInt8>) throws(Failure) {
    var name = Array("\(path).XXXXXX".utf8CString)
    let file = mkstemp(&name)
    guard file >= 0 else { throw Failure() }
    defer { SystemCall.close(file) }
    guard SystemCall.write(bytes, to: file), rename(name, path) == 0 else {
      let failure = Failure()
      unlink(name)
      throw failure
    }
  }

  // MARK: Writing

  func append(_ text: String) {
    let line = HistoryEntry(text: text).encoded
    guard line.utf8.count <= Self.longestEntry, !isSecret(text) else { return }
    told { () throws(Failure) in try append(line: line) }
  }

  private func append(line: String) throws(Failure) {
    try makeFolders()
    let file = try openLocked(O_RDWR | O_APPEND | O_CREAT).file
    defer { SystemCall.close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw Failure() }
    // A line that was cut off by a full disk stays alone.
    var last = UInt8(ascii: "\n")
    if status.st_size > 0 { pread(file, &last, 1, status.st_size - 1) }
    let start = last == UInt8(ascii: "\n") ? "" : "\n"
    guard SystemCall.write("\(start)\(line)\n".utf8, to: file) else {
      let failure = Failure()
      ftruncate(file, status.st_size)
      throw failure
    }
  }

  // MARK: The file

  /// A file of this user alone, that is no link to another and nothing that blocks.
  private func open(_ flags: Int32) throws(Failure) -> Int32 {
    let file = SystemCall.open(path, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw errno == ELOOP ? Failure(reason: "it is a symbolic link") : Failure()
    }
    var status = stat()
    var reason: String?
    if fstat(file, &status) != 0 {
      reason = Failure().reason
    } else if status.st_mode & S_IFMT != S_IFREG {
      reason = "it is no file"
    } else if status.st_uid != geteuid() {
      reason = "it belongs to another user"
    } else if status.st_mode & 0o077 != 0, fchmod(file, 0o600) != 0 {
      reason = "others may read it, and that can't be changed"
    }
    guard let reason else { return file }
    SystemCall.close(file)
    throw Failure(reason: reason)
  }

  /// The file that has the name once it is locked: while this one waited another may have put a new file there.
  private func openLocked(_ flags: Int32) throws(Failure) -> (file: Int32, isLocked: Bool) {
    while true {
      let file = try open(flags)
      let isLocked = Self.lock(file)
      var (opened, named) = (stat(), stat())
      if fstat(file, &opened) == 0, lstat(path, &named) == 0, opened.st_ino == named.st_ino {
        return (file, isLocked)
      }
      SystemCall.close(file)
    }
  }

  /// Not for long: a shell that was stopped with the lock held must not stop others.
  private static func lock(_ file: Int32) -> Bool {
    for _ in 0..<500 {
      if flock(file, LOCK_EX | LOCK_NB) == 0 { return true }
      guard errno == EWOULDBLOCK || errno == EINTR else { return false }
      usleep(2_000)
    }
    return false
  }

  private func makeFolders() throws(Failure) {
    var folder = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
      folder += part + "/"
      if mkdir(folder, 0o700) != 0, ![EEXIST, EISDIR, EROFS, EACCES, EPERM].contains(errno) {
        throw Failure()
      }
    }
  }
}

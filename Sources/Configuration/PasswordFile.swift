public import SessionControl

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A file whose first line is a password.
public enum PasswordFile {
  static let maximumBytes = 4_096

  /// Reads the password. A regular file must be nobody else's to read (0600); a pipe, as the shell's
  /// `<(command)` gives, has no such thing.
  ///
  /// - Throws: ``ControlError`` with code `.configuration`, never with any of the content.
  public static func read(_ path: String) throws -> Secret {
    func refuse(_ why: String, _ hint: String) -> ControlError {
      ControlError(.configuration, "the password file '\(path.printable)' \(why)", hint: hint)
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw refuse("can't be opened: \(String(cString: strerror(errno)))", "check --password-file")
    }
    defer { close(descriptor) }

    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw refuse("can't be examined", "check the file") }
    let type = status.st_mode & S_IFMT
    guard type == S_IFREG || type == S_IFIFO else { throw refuse("is no file", "check --password-file") }
    if type == S_IFREG, status.st_mode & 0o077 != 0 {
      throw refuse("can be read by others", "chmod 600 it, and change the password if it was exposed")
    }

    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: maximumBytes)
    while bytes.count <= maximumBytes {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw refuse("can't be read: \(String(cString: strerror(errno)))", "check it") }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    guard bytes.count <= maximumBytes else { throw refuse("is too long", "its first line is the password") }
    var line = bytes.prefix { $0 != UInt8(ascii: "\n") }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    guard !line.isEmpty, !line.contains(0), let text = String(validating: line, as: UTF8.self) else {
      throw refuse("has no password in its first line", "write the password into it")
    }
    return Secret(text)
  }

  private static func read(_ descriptor: Int32, _ buffer: inout [UInt8], _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.read(descriptor, &buffer, count)
    #else
      Darwin.read(descriptor, &buffer, count)
    #endif
  }
}

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Text to read whole.
public enum TextInput: Sendable {
  case standardInput
  case file(String)

  /// Why it could not be read, as a clause.
  public struct Failure: Error {
    public var reason: String
  }

  public static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  /// Blocks until its end.
  ///
  /// - Throws: ``Failure``.
  public func read() throws -> [UInt8] {
    switch self {
    case .standardInput: return try Self.bytes(of: STDIN_FILENO)
    case .file(let path):
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw Failure(reason: String(cString: strerror(errno))) }
      defer { close(descriptor) }
      return try Self.bytes(of: descriptor)
    }
  }

  private static func bytes(of descriptor: Int32) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = SystemCall.read(descriptor, into: &buffer)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Failure(reason: String(cString: strerror(errno))) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }
}

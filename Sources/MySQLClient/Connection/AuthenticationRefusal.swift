internal import CMariaDB

/// How an authentication method of ours says no.
enum AuthenticationRefusal {
  /// "Authentication plugin reported error".
  static let code: UInt32 = 2061

  /// Leaves an error where the library looks for one.
  ///
  /// - Returns: what the method is to return.
  static func leave(_ connection: UnsafeMutablePointer<MYSQL>, _ message: String) -> Int32 {
    connection.pointee.net.last_errno = code
    withUnsafeMutableBytes(of: &connection.pointee.net.last_error) { buffer in
      buffer.copyBytes(from: message.utf8.prefix(buffer.count - 1))
      buffer[min(message.utf8.count, buffer.count - 1)] = 0
    }
    return CR_ERROR
  }
}

internal import CMariaDB
internal import SessionControl

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The authentication methods that send the password as it is: `mysql_clear_password`, and `dialog`, by which MariaDB's
/// PAM asks.
///
/// In place of the library's own, which look at nothing before they send it, and of which `dialog` prints questions on
/// standard output and asks for ever where nobody is there to answer (measured). These look whether TLS came about or
/// the server is on a Unix socket, and answer one question: the one for the password.
enum CleartextAuthentication {
  static let methods = [clearPassword, dialog]

  private static let clearPassword = "mysql_clear_password"
  private static let dialog = "dialog"
  /// The library keeps what is registered, for every connection to come.
  private static let isRegistered = Result { try register() }

  /// Makes the library use these methods. Whether it may use them at all is for each connection to say.
  static func enable() throws { try isRegistered.get() }

  private static func register() throws {
    guard let connection = mysql_init(nil) else { throw ControlError(.internalError, "mysql_init failed") }
    defer { mysql_close(connection) }
    try register(clearPassword, connection) { channel, connection in
      CleartextAuthentication.sendPassword(connection, over: channel)
    }
    try register(dialog, connection) { channel, connection in
      CleartextAuthentication.converse(connection, over: channel)
    }
  }

  private static func register(
    _ name: String, _ connection: UnsafeMutablePointer<MYSQL>,
    _ authenticate:
      @escaping @convention(c) (UnsafeMutablePointer<MYSQL_PLUGIN_VIO>?, UnsafeMutablePointer<MYSQL>?) ->
      Int32
  ) throws {
    let plugin = UnsafeMutablePointer<st_mysql_client_plugin_AUTHENTICATION>.allocate(capacity: 1)
    plugin.initialize(to: st_mysql_client_plugin_AUTHENTICATION())
    plugin.pointee.type = MYSQL_CLIENT_AUTHENTICATION_PLUGIN
    plugin.pointee.interface_version = UInt32(MYSQL_CLIENT_AUTHENTICATION_PLUGIN_INTERFACE_VERSION)
    plugin.pointee.name = UnsafePointer(strdup(name))
    plugin.pointee.authenticate_user = authenticate
    // It begins with the header that every kind of plugin has.
    let header = UnsafeMutableRawPointer(plugin).assumingMemoryBound(to: st_mysql_client_plugin.self)
    let isTaken = mysql_client_register_plugin(connection, header) != nil
    guard isTaken else {
      throw ControlError(
        .internalError, "libmariadb does not take the authentication method \(name)",
        detail: MySQLFailure(of: connection).detail)
    }
  }

  // MARK: The methods

  private typealias Channel = UnsafeMutablePointer<MYSQL_PLUGIN_VIO>

  private static func sendPassword(
    _ connection: UnsafeMutablePointer<MYSQL>?, over channel: UnsafeMutablePointer<MYSQL_PLUGIN_VIO>?
  ) -> Int32 {
    guard let connection, let channel else { return CR_ERROR }
    guard isPrivate(connection, channel) else {
      return AuthenticationRefusal.leave(connection, "TLS did not come about, and the password was not sent")
    }
    guard let password = connection.pointee.passwd, password[0] != 0 else {
      return AuthenticationRefusal.leave(connection, "the server wants a password")
    }
    let count = Int32(strlen(password)) + 1
    return password.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
      channel.pointee.write_packet(channel, $0, count) == 0 ? CR_OK : CR_ERROR
    }
  }

  /// A question is a byte, which is odd for the last one and of which the rest is 2 for a password, and its text.
  private static func converse(
    _ connection: UnsafeMutablePointer<MYSQL>?, over channel: UnsafeMutablePointer<MYSQL_PLUGIN_VIO>?
  ) -> Int32 {
    guard let connection, let channel else { return CR_ERROR }
    var wasAnswered = false
    while true {
      var packet: UnsafeMutablePointer<UInt8>?
      let count = channel.pointee.read_packet(channel, &packet)
      guard count >= 0, let packet else { return CR_ERROR }
      let question = UnsafeBufferPointer(start: packet, count: Int(count))
      let kind = question.first ?? 4
      // The server's verdict.
      if count > 0, kind == 0 || kind == 254 { return CR_OK_HANDSHAKE_COMPLETE }
      guard kind >> 1 == 2, !wasAnswered else {
        let text = String(decoding: question.dropFirst(), as: UTF8.self).shortened(to: 80)
        return AuthenticationRefusal.leave(connection, "the server asks for more than a password: '\(text)'")
      }
      let status = sendPassword(connection, over: channel)
      guard status == CR_OK, kind & 1 == 0 else { return status }
      wasAnswered = true
    }
  }

  private static func isPrivate(_ connection: UnsafeMutablePointer<MYSQL>, _ channel: Channel) -> Bool {
    var info = MYSQL_PLUGIN_VIO_INFO()
    channel.pointee.info(channel, &info)
    return info.protocol == MYSQL_VIO_SOCKET || mysql_get_ssl_cipher(connection) != nil
  }
}

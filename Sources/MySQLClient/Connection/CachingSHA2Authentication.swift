internal import CMariaDB
internal import SessionControl
internal import Synchronization

/// Makes the library's `caching_sha2_password` look whether TLS came about when the server asks for the password
/// itself, and not for a proof of it.
///
/// Where TLS was asked for, and the library itself does not insist on it, it sends the password as it is even to a
/// server that says it has no TLS. Here it goes encrypted with the server's key then, as without TLS, or not at all
/// where TLS is demanded: anybody on the way can have a key.
enum CachingSHA2Authentication {
  typealias Channel = UnsafeMutablePointer<MYSQL_PLUGIN_VIO>
  typealias Method = @convention(c) (Channel?, UnsafeMutablePointer<MYSQL>?) -> Int32
  private typealias Read =
    @convention(c) (Channel?, UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32

  /// A login that is under way. Used by the thread that connects, and no other.
  private struct Login: @unchecked Sendable {
    let connection: UnsafeMutablePointer<MYSQL>
    let read: Read
  }

  static let name = "caching_sha2_password"
  /// "The password itself, please": one byte, see MySQL's protocol documentation of this method.
  private static let fullAuthentication: UInt8 = 4

  /// The connections that are being made and that demand TLS.
  private static let demanding = Mutex<Set<UInt>>([])
  /// By channel.
  private static let logins = Mutex<[UInt: Login]>([:])
  /// The library's own; nil where it does not have the method.
  private static let original: Method? = wrap()

  /// Whether the method is there, and looks.
  static var isGuarded: Bool { original != nil }

  /// Runs `connect`, which tries to connect, and lets the password go over TLS only.
  static func demandingTLS<Result>(
    of connection: UnsafeMutablePointer<MYSQL>, _ connect: () -> Result
  ) -> Result {
    let key = UInt(bitPattern: connection)
    _ = demanding.withLock { $0.insert(key) }
    defer { _ = demanding.withLock { $0.remove(key) } }
    return connect()
  }

  private static func wrap() -> Method? {
    guard let connection = mysql_init(nil) else { return nil }
    defer { mysql_close(connection) }
    guard let header = mysql_client_find_plugin(connection, name, MYSQL_CLIENT_AUTHENTICATION_PLUGIN) else {
      return nil
    }
    let plugin = UnsafeMutableRawPointer(header)
      .assumingMemoryBound(to: st_mysql_client_plugin_AUTHENTICATION.self)
    let method = plugin.pointee.authenticate_user
    plugin.pointee.authenticate_user = { channel, connection in
      CachingSHA2Authentication.authenticate(channel, connection)
    }
    return method
  }

  /// The library's method, which reads the server's packets through us.
  private static func authenticate(_ channel: Channel?, _ connection: UnsafeMutablePointer<MYSQL>?) -> Int32 {
    guard let original, let connection, let channel, let read = channel.pointee.read_packet else {
      return CR_ERROR
    }
    let key = UInt(bitPattern: channel)
    let login = Login(connection: connection, read: read)
    logins.withLock { $0[key] = login }
    channel.pointee.read_packet = { channel, packet in
      CachingSHA2Authentication.read(channel, packet)
    }
    defer {
      channel.pointee.read_packet = read
      logins.withLock { _ = $0.removeValue(forKey: key) }
    }
    return original(channel, connection)
  }

  private static func read(
    _ channel: Channel?, _ packet: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?
  ) -> Int32 {
    guard let login = logins.withLock({ $0[UInt(bitPattern: channel)] }) else { return -1 }
    let connection = login.connection
    let count = login.read(channel, packet)
    guard count == 1, packet?.pointee?.pointee == fullAuthentication,
      mysql_get_ssl_cipher(connection) == nil
    else { return count }
    guard demanding.withLock({ $0.contains(UInt(bitPattern: connection)) }) else {
      connection.pointee.options.use_ssl = 0
      return count
    }
    _ = AuthenticationRefusal.leave(connection, "TLS did not come about, and the password was not sent")
    return -1
  }
}

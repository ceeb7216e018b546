internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The socket of a connection, for the one thing that another thread may do with it: shut it down, so that a
/// blocked read returns at once (facts/mysql.md 4 point 5: plain and TLS, within a millisecond).
final class SocketGate: Sendable {
  private let socket = Mutex<Int32>(-1)

  func open(_ descriptor: Int32) { socket.withLock { $0 = descriptor } }

  /// To be called before the socket is closed, so that a late shutdown can't hit a reused descriptor.
  func forget() { socket.withLock { $0 = -1 } }

  func shutDown() { socket.withLock { if $0 >= 0 { _ = shutdown($0, bothDirections) } } }
}

/// SHUT_RDWR; the constant's type differs between platforms.
private let bothDirections: Int32 = 2

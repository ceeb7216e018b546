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

  /// Has the system ask a silent peer whether it is there: after 30 s of silence every 10 s, six times. A peer that is
  /// gone then ends a read that has no time limit.
  func watchPeer() {
    func set(_ level: Int32, _ option: Int32, _ value: Int32) {
      var value = value
      let size = socklen_t(MemoryLayout<Int32>.size)
      // On a Unix socket they mean nothing and fail.
      _ = socket.withLock { setsockopt($0, level, option, &value, size) }
    }
    set(SOL_SOCKET, SO_KEEPALIVE, 1)
    #if canImport(Glibc)
      set(Int32(IPPROTO_TCP), TCP_KEEPIDLE, 30)
    #else
      set(Int32(IPPROTO_TCP), TCP_KEEPALIVE, 30)
    #endif
    set(Int32(IPPROTO_TCP), TCP_KEEPINTVL, 10)
    set(Int32(IPPROTO_TCP), TCP_KEEPCNT, 6)
  }

  /// Whether there is a socket, and the peer has not closed its side.
  var isIntact: Bool {
    socket.withLock { socket in
      guard socket >= 0 else { return false }
      #if canImport(Glibc)
        // Also behind bytes that nobody has read yet, such as the last words of a server.
        var waiting = pollfd(fd: socket, events: peerClosed, revents: 0)
        return poll(&waiting, 1, 0) == 0
      #else
        var byte: UInt8 = 0
        let count = recv(socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT)
        return count > 0 || count < 0 && errno == EAGAIN
      #endif
    }
  }

  /// To be called before the socket is closed, so that a late shutdown can't hit a reused descriptor.
  func forget() { socket.withLock { $0 = -1 } }

  func shutDown() { socket.withLock { if $0 >= 0 { _ = shutdown($0, bothDirections) } } }
}

/// POLLRDHUP, which glibc declares under _GNU_SOURCE only.
private let peerClosed: Int16 = 0x2000

/// SHUT_RDWR; the constant's type differs between platforms.
private let bothDirections: Int32 = 2

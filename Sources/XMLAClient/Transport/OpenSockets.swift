internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The sockets of a connection, for the one thing that another thread may do with them: shut them down, so that a transfer
/// that waits ends at once. curl itself looks only once in a second whether it should go on.
final class OpenSockets: Sendable {
  private let sockets = Mutex<Set<Int32>>([])

  func add(_ socket: Int32) { sockets.withLock { _ = $0.insert(socket) } }

  /// Closes a socket; under the lock, so that a late shutdown can't hit a descriptor that was used again.
  func close(_ socket: Int32) -> Int32 {
    sockets.withLock {
      $0.remove(socket)
      return closeDescriptor(socket)
    }
  }

  func shutDown() { sockets.withLock { for socket in $0 { _ = shutdown(socket, bothDirections) } } }

  static func from(_ context: UnsafeMutableRawPointer) -> OpenSockets {
    Unmanaged<OpenSockets>.fromOpaque(context).takeUnretainedValue()
  }
}

/// SHUT_RDWR; the constant's type differs between platforms.
private let bothDirections: Int32 = 2

private func closeDescriptor(_ descriptor: Int32) -> Int32 { close(descriptor) }

import FlyingSocks
import Foundation

/// A pool of sockets that send small writes at once.
///
/// The HTTP library writes head and body of a reply separately and sets no option on its sockets. The
/// kernel then holds the body back until the client has acknowledged the head, which takes 40 ms on every
/// request but the first of a connection. Accepted sockets inherit the option from the listening one.
struct PromptSocketPool<Base: AsyncSocketPool>: AsyncSocketPool {
  let base: Base

  func prepare() async throws {
    try await base.prepare()
  }

  func run() async throws {
    try await base.run()
  }

  func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
    if events.contains(.read) {
      var isOn: Int32 = 1
      // A socket that can't have it works all the same.
      _ = setsockopt(
        socket.file.rawValue, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
    }
    try await base.suspendSocket(socket, untilReadyFor: events)
  }
}

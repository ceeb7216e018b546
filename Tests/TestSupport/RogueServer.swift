import Foundation
import Synchronization

/// A server on loopback that does not behave: says nothing, or says what no honest server says.
///
/// Serves one connection after the other on a thread of its own.
public final class RogueServer: Sendable {
  public enum Manner: Sendable {
    /// Accepts, and never says a word.
    case silent
    /// Reads a request, answers with these bytes, and closes.
    case answers([UInt8])
    /// Answers at once, before anything is asked, and closes.
    case greets([UInt8])
    /// Answers with these bytes, and then keeps the connection open in silence.
    case stalls([UInt8])
  }

  public let port: UInt16
  private let listener: Int32
  private let manner: Manner
  private let received = Mutex<[UInt8]>([])
  private let open = Mutex<[Int32]>([])

  /// Everything that clients sent so far.
  public var receivedText: String { received.withLock { String(decoding: $0, as: UTF8.self) } }

  /// An HTTP answer.
  public static func http(
    status: String = "200 OK", type: String = "text/xml", body: String, headers: [String] = []
  ) -> Manner {
    let head =
      ["HTTP/1.1 \(status)", "Content-Type: \(type)", "Content-Length: \(body.utf8.count)"] + headers
    return .answers(Array((head.joined(separator: "\r\n") + "\r\nConnection: close\r\n\r\n" + body).utf8))
  }

  /// Runs `body` with a server of its own.
  public static func with<Result>(
    _ manner: Manner, _ body: (RogueServer) async throws -> Result
  ) async throws -> Result {
    let server = try RogueServer(manner)
    defer { server.stop() }
    return try await body(server)
  }

  private init(_ manner: Manner) throws {
    self.manner = manner
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 16) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    guard isListening else { throw POSIXError(.EADDRNOTAVAIL) }
    port = UInt16(bigEndian: address.sin_port)
    let thread = Thread { [self] in serve() }
    thread.start()
  }

  private func serve() {
    while true {
      let client = accept(listener, nil, nil)
      guard client >= 0 else { return }
      open.withLock { $0.append(client) }
      switch manner {
      case .silent: break
      case .answers(let bytes):
        readRequest(client)
        send(bytes, to: client)
        shutdown(client, Int32(SHUT_WR))
      case .greets(let bytes):
        send(bytes, to: client)
        readRequest(client)
        shutdown(client, Int32(SHUT_WR))
      case .stalls(let bytes):
        readRequest(client)
        send(bytes, to: client)
      }
    }
  }

  /// Reads until the client pauses.
  private func readRequest(_ client: Int32) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var waiting = pollfd(fd: client, events: Int16(POLLIN), revents: 0)
    while poll(&waiting, 1, 300) > 0 {
      let count = read(client, &buffer, buffer.count)
      guard count > 0 else { return }
      received.withLock { $0 += buffer[..<count] }
    }
  }

  private func send(_ bytes: [UInt8], to client: Int32) {
    _ = Foundation.send(client, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  private func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
    open.withLock { clients in
      for client in clients { close(client) }
    }
  }
}

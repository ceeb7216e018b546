import Foundation

/// A TCP connection that reads as much as a test asks for, and no more.
final class RawConnection: Sendable {
  private let descriptor: Int32

  /// Connects to a port of 127.0.0.1. Reads give up after 20 seconds.
  init(port: UInt16) throws {
    #if canImport(Glibc)
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var timeout = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else { throw POSIXError(.ECONNREFUSED) }
  }

  deinit {
    close(descriptor)
  }

  /// Sends a POST of `body`.
  func post(_ body: String, path: String = "/xmla", credentials: String? = nil) {
    let token = credentials.map { "Authorization: Basic \(Data($0.utf8).base64EncodedString())\r\n" }
    let head =
      "POST \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/xml\r\n\(token ?? "")"
      + "Content-Length: \(body.utf8.count)\r\n\r\n"
    let bytes = Array((head + body).utf8)
    _ = bytes.withUnsafeBytes { Foundation.send(descriptor, $0.baseAddress, $0.count, 0) }
  }

  /// Reads at least this many bytes, or until the text ends with `end`, or the connection closes.
  func read(atLeast count: Int = .max, untilEnd end: String = "\u{0}") async -> String {
    await withCheckedContinuation { continuation in
      // A thread of its own: the call blocks.
      Thread.detachNewThread { [self] in
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let ending = Array(end.utf8)
        while received.count < count, !received.suffix(ending.count).elementsEqual(ending) {
          let length = recv(descriptor, &buffer, buffer.count, 0)
          guard length > 0 else { break }
          received.append(contentsOf: buffer[..<length])
        }
        continuation.resume(returning: String(decoding: received, as: UTF8.self))
      }
    }
  }
}

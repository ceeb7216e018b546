import Foundation

/// One connection of a ``RogueServer``, and what is said on it: bytes, MySQL packets, TLS.
///
/// Its calls block, and throw once the client has gone.
public final class RogueTalk {
  /// The client has gone.
  public struct Ended: Error {
    public init() {}
  }

  private let client: Int32
  private let record: ([UInt8]) -> Void
  private var tls: RogueTLS?
  /// The number of the MySQL packet that comes next.
  private var sequence: UInt8 = 0

  /// - Parameter record: is given all that the client says, as it was before TLS.
  init(_ client: Int32, record: @escaping ([UInt8]) -> Void) {
    self.client = client
    self.record = record
  }

  /// Where plain text is said and heard.
  private var socket: Int32 { tls?.socket ?? client }

  public func send(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Foundation.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw Ended() }
      rest = rest.dropFirst(count)
    }
  }

  public func read(_ count: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      var buffer = [UInt8](repeating: 0, count: count - bytes.count)
      let length = Foundation.read(socket, &buffer, buffer.count)
      guard length > 0 else { throw Ended() }
      record(Array(buffer[..<length]))
      bytes += buffer[..<length]
    }
    return bytes
  }

  /// Says nothing more, for as long as the client has patience.
  public func silence() throws {
    while true { _ = try read(1) }
  }

  /// From here on all is said within TLS, by the certificate of ``TestMariaDB/makeCertificates(in:)``.
  public func startTLS(_ folder: String) throws {
    tls = try RogueTLS(client, folder: folder)
  }

  func end() {
    tls?.end()
    shutdown(client, Int32(SHUT_RDWR))
  }

  // MARK: MySQL packets

  /// Reads one packet.
  @discardableResult
  public func packet() throws -> [UInt8] {
    let head = try read(4)
    sequence = head[3] &+ 1
    return try read(Int(head[0]) | Int(head[1]) << 8 | Int(head[2]) << 16)
  }

  /// Reads one statement.
  public func statement() throws -> String {
    sequence = 0
    let packet = try packet()
    // COM_QUERY; all else here is a COM_QUIT.
    guard packet.first == 3 else { throw Ended() }
    return String(decoding: packet.dropFirst(), as: UTF8.self)
  }

  /// Sends one packet.
  public func packet(_ payload: [UInt8]) throws { try send(numbered(payload)) }

  /// A packet as it goes over the wire.
  func numbered(_ payload: [UInt8]) -> [UInt8] {
    defer { sequence &+= 1 }
    return payload.count.bytes(3) + [sequence] + payload
  }
}

extension Int {
  /// Little-endian.
  func bytes(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: self >> (8 * $0)) } }
}

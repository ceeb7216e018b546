import Foundation
import SessionControl

/// The server's end of TLS on a connection that began without it, by `openssl s_server`.
final class RogueTLS {
  /// Where plain text is written and read.
  let socket: Int32
  private let server = Process()
  private let client: Int32
  private let upstream: Int32
  private let pumps = DispatchGroup()

  /// - Parameter folder: holds `server.pem` and `server-key.pem`.
  init(_ client: Int32, folder: String) throws {
    // Relative: s_server refuses a path of more than 31 bytes.
    let name = "tls.\(UUID().uuidString.prefix(8))"
    // A pair of sockets and not pipes: writing to a pipe that nobody reads any more would end the tests.
    let (ours, its) = try Self.pair()
    socket = ours
    self.client = client
    let handle = FileHandle(fileDescriptor: its, closeOnDealloc: true)
    server.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    server.arguments = [
      "s_server", "-quiet", "-naccept", "1", "-unix", name, "-cert", "server.pem", "-key", "server-key.pem",
    ]
    server.currentDirectoryURL = URL(fileURLWithPath: folder)
    server.standardInput = handle
    server.standardOutput = handle
    server.standardError = FileHandle.nullDevice
    try server.run()
    // Else nobody would see the other end close.
    try handle.close()
    do { upstream = try Self.connect("\(folder)/\(name)") } catch {
      server.terminate()
      close(ours)
      throw error
    }
    pump(from: client, to: upstream)
    pump(from: upstream, to: client)
  }

  func end() {
    for end in [client, upstream] { shutdown(end, Int32(SHUT_RDWR)) }
    pumps.wait()
    close(upstream)
    server.terminate()
    server.waitUntilExit()
    close(socket)
  }

  private static func pair() throws -> (Int32, Int32) {
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
      throw POSIXError(.EMFILE)
    }
    return (ends[0], ends[1])
  }

  /// Tries until the server listens.
  private static func connect(_ path: String) throws -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let started = ContinuousClock.now
    while ContinuousClock.now - started < .seconds(10) {
      let descriptor = Foundation.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
      let isConnected = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
        }
      }
      if isConnected { return descriptor }
      close(descriptor)
      usleep(5_000)
    }
    throw ControlError(.unreachable, "openssl s_server did not come up")
  }

  /// Carries bytes until either end has had enough.
  private func pump(from source: Int32, to destination: Int32) {
    pumps.enter()
    let thread = Thread { [pumps] in
      var buffer = [UInt8](repeating: 0, count: 65_536)
      while true {
        let count = read(source, &buffer, buffer.count)
        guard count > 0 else { break }
        var rest = buffer[..<count]
        while !rest.isEmpty {
          let sent = rest.withUnsafeBytes { send(destination, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
          guard sent > 0 else { break }
          rest = rest.dropFirst(sent)
        }
        if !rest.isEmpty { break }
      }
      shutdown(destination, Int32(SHUT_WR))
      pumps.leave()
    }
    thread.start()
  }
}

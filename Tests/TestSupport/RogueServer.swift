import Foundation
import Synchronization

/// A server on loopback that does not behave: says nothing, or says what no honest server says.
///
/// Serves one connection after the other on a thread of its own; conversations side by side.
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
    /// Answers with these bytes, and then goes on with a space now and then.
    case drips([UInt8], every: Duration)
    /// Keeps its connections open and gives one answer after the other, the last one for ever; an empty one
    /// closes the connection.
    /// What asks for a session of its own or ends it gets that, and is no turn.
    case converses([[UInt8]])
    /// The same, after a greeting.
    case greetsAndConverses([UInt8], [[UInt8]])
    /// Converses until an empty answer, which ends the server: it does not listen any more either.
    case conversesAndLeaves([[UInt8]])
    /// Does what the test says with each connection, and closes it.
    case talks(@Sendable (RogueTalk) throws -> Void)
    /// The same, with each on a thread of its own.
    case talksAside(@Sendable (RogueTalk) throws -> Void)
    /// Listens, and lets nobody in: its queue is full.
    case full
  }

  public let port: UInt16
  private let listener: Int32
  private let manner: Manner
  private let turns = Mutex(0)
  private let received = Mutex<[UInt8]>([])
  private let open = Mutex<[Int32]>([])

  /// Everything that clients sent so far.
  public var receivedText: String { received.withLock { String(decoding: $0, as: UTF8.self) } }

  /// How many connections there were.
  public var connectionCount: Int { open.withLock { $0.count } }

  /// An HTTP answer.
  public static func http(
    status: String = "200 OK", type: String = "text/xml", body: String, headers: [String] = []
  ) -> Manner {
    let head =
      ["HTTP/1.1 \(status)", "Content-Type: \(type)", "Content-Length: \(body.utf8.count)"] + headers
    return .answers(Array((head.joined(separator: "\r\n") + "\r\nConnection: close\r\n\r\n" + body).utf8))
  }

  /// An XMLA reply on a connection that stays open.
  ///
  /// - Parameter session: the session that it opens.
  public static func soap(_ body: String, status: String = "200 OK", session: String? = nil) -> [UInt8] {
    let header = session.map {
      "<s:Header><Session xmlns=\"urn:schemas-microsoft-com:xml-analysis\" SessionId=\"\($0)\"/></s:Header>"
    }
    let text =
      "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\">\(header ?? "")"
      + "<s:Body>\(body)</s:Body></s:Envelope>"
    return reply(Array(text.utf8), status: status)
  }

  /// Answers each XMLA request by what it asks for, in whatever order they come.
  public static func answers(_ answer: @escaping @Sendable (_ request: String) -> [UInt8]) -> Manner {
    .talks { talk in
      while true {
        var request: [UInt8] = []
        repeat {
          request += try talk.read(1)
        } while !request.suffix(9).elementsEqual("Envelope>".utf8)
          || !request.suffix(24).contains(UInt8(ascii: "/"))
        try talk.send(answer(String(decoding: request, as: UTF8.self)))
      }
    }
  }

  /// An HTTP answer of these bytes on a connection that stays open.
  public static func reply(_ body: [UInt8], type: String = "text/xml", status: String = "200 OK") -> [UInt8] {
    Array("HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body
  }

  /// A rowset of these rows; of none it has the columns by which each listing is known.
  public static func rowset(_ rows: String...) -> [UInt8] {
    let columns = ["SESSION_ID", "CONNECTION_ID", "COMMAND_TEXT", "TRANSACTION_ID", "LOCK_ID"]
    return rowset(schema: rows.isEmpty ? schema(columns) : "", rows)
  }

  /// A schema of columns of text.
  public static func schema(_ columns: [String]) -> String {
    "<x:schema xmlns:x=\"http://www.w3.org/2001/XMLSchema\"><x:complexType name=\"row\"><x:sequence>"
      + columns.map { "<x:element name=\"\($0)\" type=\"x:string\"/>" }.joined()
      + "</x:sequence></x:complexType></x:schema>"
  }

  public static func rowset(schema: String, _ rows: [String]) -> [UInt8] {
    soap(
      "<DiscoverResponse xmlns=\"urn:schemas-microsoft-com:xml-analysis\"><return>"
        + "<root xmlns=\"urn:schemas-microsoft-com:xml-analysis:rowset\" "
        + "xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\">\(schema)\(rows.joined())</root>"
        + "</return></DiscoverResponse>")
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
    let queue: Int32 = if case .full = manner { 0 } else { 16 }
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, queue) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    guard isListening else { throw POSIXError(.EADDRNOTAVAIL) }
    port = UInt16(bigEndian: address.sin_port)
    if case .full = manner {
      fill()
    } else {
      let thread = Thread { [self] in serve() }
      thread.start()
    }
  }

  private func fill() {
    for _ in 0..<4 {
      let client = socket(
        AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
      open.withLock { $0.append(client) }
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      address.sin_port = port.bigEndian
      withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          _ = connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
    }
  }

  private func serve() {
    while true {
      let client = accept(listener, nil, nil)
      guard client >= 0 else { return closeAll() }
      _ = fcntl(client, F_SETFD, FD_CLOEXEC)
      open.withLock { $0.append(client) }
      switch manner {
      case .silent, .full: break
      case .answers(let bytes):
        readRequest(client)
        send(bytes, to: client)
        shutdown(client, Int32(SHUT_WR))
      case .greets(let bytes):
        send(bytes, to: client)
        readRequest(client)
        shutdown(client, Int32(SHUT_WR))
      case .converses(let answers), .conversesAndLeaves(let answers):
        Thread { [self] in converse(answers, with: client) }.start()
      case .greetsAndConverses(let greeting, let answers):
        send(greeting, to: client)
        converse(answers, with: client)
      case .stalls(let bytes):
        readRequest(client)
        send(bytes, to: client)
      case .drips(let bytes, let pause):
        readRequest(client)
        send(bytes, to: client)
        drip(to: client, every: pause)
      case .talks(let body): talk(client, body)
      case .talksAside(let body): Thread { [self] in talk(client, body) }.start()
      }
    }
  }

  private func talk(_ client: Int32, _ body: (RogueTalk) throws -> Void) {
    let talk = RogueTalk(client) { [self] bytes in received.withLock { $0 += bytes } }
    // A client that has gone ends the talk.
    try? body(talk)
    talk.end()
  }

  /// Sends until the client has had enough.
  private func drip(to client: Int32, every pause: Duration) {
    var waiting = pollfd(fd: client, events: Int16(POLLIN), revents: 0)
    let milliseconds = Int32(pause / .milliseconds(1))
    while poll(&waiting, 1, milliseconds) == 0 { send([UInt8(ascii: " ")], to: client) }
  }

  private func converse(_ answers: [[UInt8]], with client: Int32) {
    while let request = readRequest(client) {
      if let answer = Self.answer(toSession: request) {
        send(answer, to: client)
        continue
      }
      let turn = turns.withLock { turn in
        defer { turn += 1 }
        return min(turn, answers.count - 1)
      }
      if answers[turn].isEmpty {
        if case .conversesAndLeaves = manner { shutdown(listener, Int32(SHUT_RDWR)) }
        shutdown(client, Int32(SHUT_RDWR))
        return
      }
      send(answers[turn], to: client)
    }
  }

  /// The session of a client's own, in which it looks.
  public static let ownSession = "0DDB0DDB-0000-0000-0000-000000000000"

  /// The answer to who opens that session, ends it, asks whether it is known here, or which server it is on.
  private static func answer(toSession request: String) -> [UInt8]? {
    let empty =
      "<ExecuteResponse xmlns=\"urn:schemas-microsoft-com:xml-analysis\"><return>"
      + "<root xmlns=\"urn:schemas-microsoft-com:xml-analysis:empty\"/></return></ExecuteResponse>"
    if request.contains("<PropertyName>ServerName") {
      return rowset("<row><PropertyName>ServerName</PropertyName><Value>ROGUE</Value></row>")
    }
    if request.contains("<BeginSession") { return soap(empty, session: ownSession) }
    return request.contains("<Statement/>") && request.contains(ownSession) ? soap(empty) : nil
  }

  /// Reads until the client pauses.
  ///
  /// - Returns: what came; nil when nothing did.
  @discardableResult
  private func readRequest(_ client: Int32) -> String? {
    var request: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var waiting = pollfd(fd: client, events: Int16(POLLIN), revents: 0)
    while poll(&waiting, 1, request.isEmpty ? 10_000 : 100) > 0 {
      let count = read(client, &buffer, buffer.count)
      guard count > 0 else { break }
      request += buffer[..<count]
      received.withLock { $0 += buffer[..<count] }
    }
    return request.isEmpty ? nil : String(decoding: request, as: UTF8.self)
  }

  private func send(_ bytes: [UInt8], to client: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Foundation.send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Ends the thread, which closes what it uses: a number closed under it could by then be somebody else's.
  private func stop() {
    open.withLock { clients in
      for client in clients { shutdown(client, Int32(SHUT_RDWR)) }
    }
    // Last, since the thread then closes all: their numbers are somebody else's soon.
    shutdown(listener, Int32(SHUT_RDWR))
    if case .full = manner { closeAll() }
  }

  private func closeAll() {
    close(listener)
    open.withLock { clients in
      for client in clients { close(client) }
      clients = []
    }
  }
}

import Foundation
import Synchronization

@testable import XMLASandbox

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A server of the test's own on a free port, and a client for it.
struct TestServer: Sendable {
  /// An answer of the server.
  struct Answer: Sendable {
    var status: Int
    var headers: [String: String]
    var body: String

    /// How many rows it holds.
    var rowCount: Int {
      body.split(separator: "\n").count { $0.contains("<row>") }
    }
  }

  let url: URL

  var port: UInt16 { UInt16(url.port ?? 0) }

  /// Runs `body` against a server that is stopped whatever happens.
  static func run(
    _ configuration: SandboxConfiguration = SandboxConfiguration(),
    _ body: (TestServer) async throws -> Void
  ) async throws {
    let server = SandboxServer(configuration)
    let address = try await server.start()
    let result: Result<Void, any Error>
    do {
      guard let url = URL(string: address) else { throw URLError(.badURL) }
      try await body(TestServer(url: url))
      result = .success(())
    } catch {
      result = .failure(error)
    }
    await server.stop()
    try result.get()
  }

  /// Sends a request on a connection of its own.
  func send(
    _ body: String?, method: String = "POST", path: String = "/xmla", credentials: String? = nil,
    cookie: String? = nil
  ) async throws -> Answer {
    guard let target = URL(string: path, relativeTo: url) else { throw URLError(.badURL) }
    var request = URLRequest(url: target)
    request.httpMethod = method
    request.httpBody = body.map { Data($0.utf8) }
    request.timeoutInterval = 60
    request.setValue("text/xml", forHTTPHeaderField: "Content-Type")
    if let credentials {
      let token = Data(credentials.utf8).base64EncodedString()
      request.setValue("Basic \(token)", forHTTPHeaderField: "Authorization")
    }
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpShouldSetCookies = false
    request.setValue(cookie, forHTTPHeaderField: "Cookie")
    let session = URLSession(configuration: configuration)
    defer { session.finishTasksAndInvalidate() }
    let (data, response) = try await Self.data(for: request, in: session)
    guard let response = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
    var headers: [String: String] = [:]
    for (name, value) in response.allHeaderFields {
      headers["\(name)".lowercased()] = "\(value)"
    }
    return Answer(status: response.statusCode, headers: headers, body: String(decoding: data, as: UTF8.self))
  }

  /// Not by URLSession's own async method: its cancellation waits for the session's queue, which may wait to resume the
  /// task that is being cancelled, for ever (seen on Linux).
  private static func data(for request: URLRequest, in session: URLSession) async throws -> (
    Data, URLResponse
  ) {
    let running = Mutex<URLSessionDataTask?>(nil)
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let task = session.dataTask(with: request) { data, response, error in
          if let data, let response {
            continuation.resume(returning: (data, response))
          } else {
            continuation.resume(throwing: error ?? URLError(.unknown))
          }
        }
        running.withLock { $0 = task }
        task.resume()
        if Task.isCancelled { task.cancel() }
      }
    } onCancel: {
      let task = running.withLock(\.self)
      DispatchQueue.global().async { task?.cancel() }
    }
  }

  /// Opens a session and returns its id.
  func beginSession(credentials: String? = nil) async throws -> String {
    let answer = try await send(
      Messages.execute("<Statement/>", header: Messages.beginSession), credentials: credentials)
    guard let match = answer.body.firstMatch(of: /SessionId="([^"]+)"/) else {
      throw URLError(.cannotParseResponse)
    }
    return String(match.1)
  }

  /// The row of the session whose last command is `command`; nil when there is none.
  func row(ofCommand command: String) async throws -> String? {
    let answer = try await send(Messages.discover("DISCOVER_SESSIONS"))
    let rows = answer.body.split(separator: "<row>").map { String($0) }
    return rows.first { $0.contains("<SESSION_LAST_COMMAND>\(command)</SESSION_LAST_COMMAND>") }
  }

  /// Lists until a session with this last command satisfies a condition, for at most ten seconds.
  func waitForRow(ofCommand command: String, until condition: (String?) -> Bool) async throws -> String? {
    for _ in 0..<200 {
      let row = try await row(ofCommand: command)
      if condition(row) {
        return row
      }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw URLError(.timedOut)
  }

  /// The SPID in a row.
  static func spid(_ row: String?) -> String? {
    row?.firstMatch(of: /<SESSION_SPID>(\d+)</).map { String($0.1) }
  }
}

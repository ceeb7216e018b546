import FlyingFox
import FlyingSocks
import Foundation

/// An XMLA endpoint on 127.0.0.1, and nowhere else.
///
/// `start()` returns when it listens; `stop()` ends it with everything that runs. One instance serves once.
public actor SandboxServer {
  private let configuration: SandboxConfiguration
  private let nodes: [SandboxEngine]
  private var http: HTTPServer?
  private var serving: Task<Void, any Error>?
  private var isStopping = false

  /// A server that does not listen yet; its population is as old as this call.
  ///
  /// - Parameter configuration: a count of sessions or nodes outside its range is brought into it.
  public init(_ configuration: SandboxConfiguration = SandboxConfiguration()) {
    self.configuration = configuration
    let count = min(max(1, configuration.nodeCount), SandboxConfiguration.largestNodeCount)
    nodes = (0..<count).map { node in
      SandboxEngine(
        seed: configuration.seed,
        sessionCount: min(max(0, configuration.sessionCount), SandboxConfiguration.largestSessionCount),
        traits: configuration.traits,
        node: node,
        serverName: count == 1 ? "xmla-sandbox" : "SANDBOX\\NODE\(node + 1)",
        onCancel: configuration.onCancel,
        clock: { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) }
      )
    }
  }

  /// Starts to listen.
  ///
  /// - Returns: the URL of the endpoint.
  /// - Throws: `SandboxServerError` when it can't listen, most often because the port is taken.
  public func start() async throws(SandboxServerError) -> String {
    let port: UInt16
    do {
      port = try await listen()
    } catch {
      await stop()
      throw SandboxServerError(port: configuration.port, reason: Self.reason(of: error))
    }
    return "http://127.0.0.1:\(port)\(SandboxHandler.path)"
  }

  /// Waits until the server ends.
  ///
  /// - Throws: why it ended, when nobody stopped it.
  public func waitUntilStopped() async throws {
    do {
      try await serving?.value
    } catch {
      // What a server says that is torn down is of no interest.
      if !isStopping {
        throw error
      }
    }
  }

  /// Ends the server and all that runs on it; does nothing when it does not run.
  public func stop() async {
    isStopping = true
    serving?.cancel()
    _ = await serving?.result
    serving = nil
    http = nil
  }

  private func listen() async throws -> UInt16 {
    let http = HTTPServer(
      config: HTTPServer.Configuration(
        // By address: the name of the loopback in this library is the IPv6 one.
        address: try .inet(ip4: "127.0.0.1", port: configuration.port),
        // A command may take longer than any limit of the server.
        timeout: 366 * 86_400,
        pool: Self.prompt(HTTPServer.defaultPool()),
        logger: .disabled
      ),
      handler: SandboxHandler(
        nodes: nodes,
        balancer: Balancer(nodeCount: nodes.count, balance: configuration.balance, seed: configuration.seed),
        access: configuration.access,
        faults: configuration.faults.isEmpty ? nil : FaultInjector(configuration.faults))
    )
    let listening = Task { try await http.waitUntilListening(timeout: 30) }
    let serving = Task {
      // Where it can't listen it ends at once, and nobody needs to wait for it.
      defer { listening.cancel() }
      try await http.run()
    }
    self.http = http
    self.serving = serving
    do {
      try await listening.value
    } catch {
      serving.cancel()
      try await serving.value
      throw error
    }
    guard case .ip4(_, let port) = await http.listeningAddress else { throw SocketError.disconnected }
    return port
  }

  private static func prompt(_ pool: some AsyncSocketPool) -> some AsyncSocketPool {
    PromptSocketPool(base: pool)
  }

  private static func reason(of error: any Error) -> String {
    if case SocketError.failed(_, _, let message) = error { message } else { error.localizedDescription }
  }
}

/// The server can't listen.
public struct SandboxServerError: Error, Hashable, Sendable {
  /// The port that was asked for.
  public var port: UInt16
  /// The system's text.
  public var reason: String
}

import FlyingFox
import Foundation

/// Turns HTTP requests into questions to the engine (facts a.9).
struct SandboxHandler: HTTPHandler {
  /// The path of the endpoint.
  static let path = "/xmla"

  /// The largest request body, in bytes.
  private static let largestBody = 4_194_304

  /// The only one, or the nodes of a farm.
  let nodes: [SandboxEngine]
  let balancer: Balancer
  let access: AccessControl?
  /// nil when everything goes well.
  let faults: FaultInjector?

  /// The path of one node, from 0, past the balancer and the faults: for a look at how things are.
  static func path(ofNode node: Int) -> String { "/node/\(node + 1)\(path)" }

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    // The body is read in any case: what is left of it would be taken for the next request.
    let body = try await Self.body(of: request)
    if let node = nodes.indices.first(where: { request.path == Self.path(ofNode: $0) }) {
      return try await answer(request, body, by: nodes[node], faults: nil)
    }
    guard request.path == Self.path else {
      return Self.page(.notFound, "There is nothing here. The XMLA endpoint is \(Self.path).")
    }
    let (node, setCookie) = balancer.node(cookies: request.headers[.cookie])
    var response = try await answer(request, body, by: nodes[node], faults: faults)
    if let setCookie { response.headers[.setCookie] = setCookie }
    return response
  }

  private func answer(
    _ request: HTTPRequest, _ body: [UInt8]?, by engine: SandboxEngine, faults: FaultInjector?
  ) async throws -> HTTPResponse {
    var user = SandboxUser.anonymous
    if let access {
      guard let known = access.user(authorization: request.headers[.authorization]) else {
        var response = Self.page(.unauthorized, "A user name and a password are needed.")
        response.headers[HTTPHeader("WWW-Authenticate")] = "Basic realm=\"xmla-sandbox\""
        return response
      }
      user = known
    }
    switch request.method {
    case .GET:
      return HTTPResponse(Reply(Envelope.fault(.get)))
    case .POST:
      guard let body else { return Self.page(.payloadTooLarge, "The request is too large.") }
      let peer = Self.name(of: request.remoteAddress)
      guard let faults else { return HTTPResponse(try await engine.answer(body, from: user, peer: peer)) }
      return try await faults.respond(to: body) { manner in
        try await engine.answer(body, from: user, peer: peer, cancelManner: manner)
      }
    default:
      var response = Self.page(.methodNotAllowed, "The endpoint takes POST.")
      response.headers[HTTPHeader("Allow")] = "GET, POST"
      return response
    }
  }

  /// The whole body, nil when it is too large.
  private static func body(of request: HTTPRequest) async throws -> [UInt8]? {
    var body: [UInt8] = []
    var isTooLarge = false
    for try await piece in request.bodySequence {
      isTooLarge = isTooLarge || body.count + piece.count > largestBody
      if !isTooLarge {
        body.append(contentsOf: piece)
      }
    }
    return isTooLarge ? nil : body
  }

  private static func page(_ status: HTTPStatusCode, _ text: String) -> HTTPResponse {
    HTTPResponse(
      statusCode: status,
      headers: HTTPHeaders([.contentType: "text/html; charset=utf-8"]),
      body: Data(
        "<!DOCTYPE html><title>\(status.phrase)</title><h1>\(status.phrase)</h1><p>\(text)</p>\n".utf8))
  }

  private static func name(of address: HTTPRequest.Address?) -> String {
    switch address {
    case .ip4(let host, let port), .ip6(let host, let port): "\(host):\(port)"
    case .unix(let path): path
    case nil: ""
    }
  }
}

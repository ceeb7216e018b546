import FlyingFox
import Foundation

extension HTTPResponse {
  /// A reply in XML. Faults go out with status 200 too, as the pump in IIS does it.
  init(_ reply: Reply) {
    let headers = Self.headers(contentType: FaultyReply.xml)
    switch reply {
    case .complete(let bytes):
      self.init(
        statusCode: .ok, headers: headers,
        body: HTTPBodySequence(data: Data(bytes), suggestedBufferSize: ResultStream.pieceSize))
    case .stream(let stream):
      self.init(
        statusCode: .ok, headers: headers,
        body: HTTPBodySequence(from: stream, suggestedBufferSize: ResultStream.pieceSize))
    }
  }

  /// A reply that faults have spoilt.
  init(_ reply: FaultyReply) {
    let body =
      switch reply.delivery {
      case .whole: HTTPBodySequence(data: Data(reply.body), suggestedBufferSize: ResultStream.pieceSize)
      case .stalls:
        HTTPBodySequence(from: HalfBody(bytes: reply.body, closes: false), count: reply.body.count)
      case .closes: HTTPBodySequence(from: HalfBody(bytes: reply.body, closes: true), count: reply.body.count)
      }
    let status: HTTPStatusCode =
      switch reply.status {
      case 500: .internalServerError
      case 502: .badGateway
      default: .ok
      }
    self.init(statusCode: status, headers: Self.headers(contentType: reply.contentType), body: body)
  }

  private static func headers(contentType: String) -> HTTPHeaders {
    HTTPHeaders([
      .contentType: contentType, HTTPHeader("X-Transport-Caps-Negotiation-Flags"): "0,0,0,0,0",
    ])
  }
}

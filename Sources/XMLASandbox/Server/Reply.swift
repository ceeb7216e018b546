/// The body of an answer.
enum Reply: Sendable {
  case complete([UInt8])
  case stream(ResultStream)

  init(_ text: String) {
    self = .complete(Array(text.utf8))
  }

  /// All of it at once.
  func bytes() async throws -> [UInt8] {
    switch self {
    case .complete(let bytes): return bytes
    case .stream(let stream):
      var all: [UInt8] = []
      var iterator = stream.makeAsyncIterator()
      while let piece = try await iterator.nextBuffer(suggested: ResultStream.pieceSize) {
        all += piece
      }
      return all
    }
  }
}

import FlyingSocks

/// The first half of a body that was promised whole, and then nothing more.
struct HalfBody: AsyncBufferedSequence {
  typealias Element = UInt8

  let bytes: [UInt8]
  /// Whether the connection closes then. It stays open in silence otherwise, until the server stops.
  let closes: Bool

  /// Closes the connection: the HTTP library does it when a body fails.
  private struct Cut: Error {}

  func makeAsyncIterator() -> Iterator {
    Iterator(half: Array(bytes.prefix(bytes.count / 2)), closes: closes)
  }

  struct Iterator: AsyncBufferedIteratorProtocol {
    fileprivate var half: [UInt8]?
    fileprivate let closes: Bool

    /// Never asked for by the server, which takes whole buffers.
    mutating func next() async throws -> UInt8? {
      preconditionFailure("the body is read in buffers")
    }

    mutating func nextBuffer(suggested count: Int) async throws -> [UInt8]? {
      if let half {
        self.half = nil
        return half
      }
      while !closes {
        try await Task.sleep(for: .seconds(86_400))
      }
      throw Cut()
    }
  }
}

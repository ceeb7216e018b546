import FlyingSocks

/// The body of a reply with rows, in pieces of about 64 KiB, made when the connection asks for them.
struct ResultStream: AsyncBufferedSequence {
  typealias Element = UInt8

  /// About how many bytes come at a time.
  static let pieceSize = 65_536

  private let first: [UInt8]
  private let rest: Iterator

  /// Makes the first piece, so that a small result is known to be complete before anything is sent.
  ///
  /// - Returns: the body in one piece, or the stream.
  /// - Throws: why the command had to stop before its first row; `CancellationError`
  ///   when the server stops.
  static func make(
    envelope: Envelope, schema: any ResultSchema, hasSchema: Bool = true, rows: any RowSource,
    scope: CommandScope
  ) async throws -> Reply {
    var iterator = Iterator(
      pending: Array(envelope.prologue(schema, hasSchema: hasSchema).utf8), envelope: envelope, rows: rows,
      scope: scope)
    let first = try await iterator.nextPiece()
    try scope.running.check()
    guard !iterator.isComplete else { return .complete(first) }
    return .stream(ResultStream(first: first, rest: iterator))
  }

  private init(first: [UInt8], rest: Iterator) {
    self.first = first
    self.rest = rest
  }

  func makeAsyncIterator() -> Iterator {
    var iterator = rest
    iterator.prepared = first
    return iterator
  }

  struct Iterator: AsyncBufferedIteratorProtocol {
    private var pending: [UInt8]
    private let envelope: Envelope
    private var rows: any RowSource
    private let scope: CommandScope
    fileprivate var prepared: [UInt8]?
    fileprivate private(set) var isComplete = false

    fileprivate init(pending: [UInt8], envelope: Envelope, rows: any RowSource, scope: CommandScope) {
      self.pending = pending
      self.envelope = envelope
      self.rows = rows
      self.scope = scope
    }

    /// Never asked for by the server, which takes whole buffers.
    mutating func next() async throws -> UInt8? {
      preconditionFailure("the body is read in buffers")
    }

    mutating func nextBuffer(suggested count: Int) async throws -> [UInt8]? {
      if let piece = prepared {
        prepared = nil
        return piece
      }
      guard !isComplete else { return nil }
      // To a client that keeps up, rows would be written without a pause, and nobody else served.
      await Task.yield()
      return try await nextPiece()
    }

    fileprivate mutating func nextPiece() async throws -> [UInt8] {
      var bytes = pending
      pending = []
      bytes.reserveCapacity(ResultStream.pieceSize + 4_096)
      while true {
        if let fault = scope.running.fault {
          bytes.appendText(rows.closing + envelope.epilogue(fault: fault))
          break
        }
        guard rows.appendRows(to: &bytes, upTo: ResultStream.pieceSize) else {
          bytes.appendText(envelope.epilogue())
          break
        }
        if bytes.count >= ResultStream.pieceSize {
          scope.count(bytesSent: bytes.count)
          return bytes
        }
        // A search that finds little would otherwise keep the thread from everybody else.
        try Task.checkCancellation()
        await Task.yield()
      }
      isComplete = true
      scope.count(bytesSent: bytes.count)
      scope.end()
      return bytes
    }
  }
}

/// Rows that come from sessions, one after the other, and some more at the end. Nothing is stored of the
/// sessions, of which there may be a million.
struct ScannedRows: RowSource {
  private static let scanLimit = 10_000

  private let model: SandboxModel
  private var indices: IndexRun
  private let append: @Sendable (SandboxSession, inout [UInt8]) -> Void
  private let rest: [UInt8]

  /// - Parameters:
  ///   - spids: the only SPIDs that can match; nil for all.
  ///   - rest: rows that follow.
  ///   - append: writes the rows of a session.
  init(
    model: SandboxModel, spids: [Int64]?, rest: [UInt8] = [],
    append: @escaping @Sendable (SandboxSession, inout [UInt8]) -> Void
  ) {
    self.model = model
    self.append = append
    self.rest = rest
    let wanted = spids.map { spids in
      Set(spids).compactMap { model.identities.session(ofSPID: Int($0)) }.sorted()
    }
    indices =
      wanted.map { IndexRun($0) }
      ?? IndexRun(below: model.population.sessionCount, then: model.openedSessionIndices)
  }

  mutating func appendRows(to bytes: inout [UInt8], upTo limit: Int) -> Bool {
    for _ in 0..<Self.scanLimit where bytes.count < limit {
      guard let index = indices.next() else {
        bytes.append(contentsOf: rest)
        return false
      }
      if let session = model.session(index) { append(session, &bytes) }
    }
    return true
  }
}

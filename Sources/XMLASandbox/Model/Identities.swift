/// Turns the index of a session or connection into the ids that clients see, and back.
///
/// Sessions of the population and sessions opened later share one row of indices, so no two ids are ever
/// equal. The way back is arithmetic, not a table: a population of a million sessions costs no memory.
struct Identities: Sendable {
  private static let firstSPID = 1_001
  private static let firstConnection = 101
  private static let nodeMask: UInt64 = (1 << 48) - 1
  private static let factor: UInt64 = 0x5851_F42D_4C95_7F2D
  /// The inverse of `factor` modulo 2^64, by Newton's iteration (each round doubles the correct bits).
  private static let inverseFactor: UInt64 = {
    var inverse = factor
    for _ in 0..<6 {
      inverse = inverse &* (2 &- factor &* inverse)
    }
    return inverse
  }()

  private let mixer: Mixer
  private let nodeKey: UInt64

  init(seed: UInt64) {
    mixer = Mixer(seed: seed)
    nodeKey = mixer.bits(stream: 1, index: 0) & Self.nodeMask
  }

  /// The server process id of a session: 1001, 1002, ...
  func spid(ofSession index: Int) -> Int {
    Self.firstSPID + index
  }

  /// The session index that a SPID stands for; nil below the first.
  func session(ofSPID spid: Int) -> Int? {
    spid < Self.firstSPID ? nil : spid - Self.firstSPID
  }

  /// The id of a connection: 101, 102, ...
  func identifier(ofConnection index: Int) -> Int {
    Self.firstConnection + index
  }

  /// The connection index that an id stands for; nil below the first.
  func connection(ofIdentifier identifier: Int) -> Int? {
    identifier < Self.firstConnection ? nil : identifier - Self.firstConnection
  }

  /// The GUID of a session: its last 48 bits are the scrambled index, the others come from the seed.
  func identifier(ofSession index: Int) -> SessionIdentifier {
    var node = UInt64(index) &* Self.factor & Self.nodeMask
    node ^= node >> 24
    node ^= nodeKey
    let high = mixer.bits(stream: 2, index: index)
    let low = mixer.bits(stream: 3, index: index)
    // Version 4, variant 1: what readers of GUIDs expect of random ones.
    return SessionIdentifier(
      high: high & 0xFFFF_FFFF_FFFF_0FFF | 0x4000,
      low: low & 0x3FFF_0000_0000_0000 | 0x8000_0000_0000_0000 | node
    )
  }

  /// The GUID of a client's transaction.
  func transaction(_ number: Int) -> SessionIdentifier { identifier(stream: 4, number) }

  /// The GUID of a client's lock.
  func lock(_ number: Int) -> SessionIdentifier { identifier(stream: 6, number) }

  /// The GUID of the transaction in which a session of the population works.
  func transaction(ofPopulation index: Int) -> SessionIdentifier { identifier(stream: 20, index) }

  /// The GUID of the lock that a session of the population has.
  func lock(ofPopulation index: Int) -> SessionIdentifier { identifier(stream: 22, index) }

  private func identifier(stream: UInt64, _ index: Int) -> SessionIdentifier {
    SessionIdentifier(
      high: mixer.bits(stream: stream, index: index) & 0xFFFF_FFFF_FFFF_0FFF | 0x4000,
      low: mixer.bits(stream: stream + 1, index: index) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
  }

  /// The session index that a GUID stands for; nil for a GUID that this seed never gives out.
  func session(of identifier: SessionIdentifier) -> Int? {
    var node = identifier.low & Self.nodeMask ^ nodeKey
    node ^= node >> 24
    let index = Int(node &* Self.inverseFactor & Self.nodeMask)
    return self.identifier(ofSession: index) == identifier ? index : nil
  }
}

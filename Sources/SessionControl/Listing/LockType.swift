/// What a lock of Analysis Services is for: LOCK_TYPE, a bit mask (facts/xmla.md b).
public struct LockType: OptionSet, Sendable, Hashable, CustomStringConvertible {
  public let rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  public static let session = LockType(rawValue: 0x1)
  public static let read = LockType(rawValue: 0x2)
  public static let write = LockType(rawValue: 0x4)
  public static let commitRead = LockType(rawValue: 0x8)
  public static let commitWrite = LockType(rawValue: 0x10)
  public static let commitAbortable = LockType(rawValue: 0x20)
  public static let commitInProgress = LockType(rawValue: 0x40)
  public static let invalid = LockType(rawValue: 0x80)

  private static let words: [(LockType, String)] = [
    (.session, "session"), (.read, "read"), (.write, "write"), (.commitRead, "commit-read"),
    (.commitWrite, "commit-write"), (.commitAbortable, "commit-abortable"),
    (.commitInProgress, "commit-in-progress"), (.invalid, "invalid"),
  ]

  /// Its bits in words, joined by `+`; bits that this version does not know as a number.
  public var description: String {
    guard !isEmpty else { return "none" }
    let known = Self.words.filter { contains($0.0) }
    let rest = subtracting(LockType(Self.words.map(\.0)))
    return (known.map(\.1) + (rest.isEmpty ? [] : ["0x" + String(rest.rawValue, radix: 16, uppercase: true)]))
      .joined(separator: "+")
  }

  /// Whether two sessions can't hold these on one object at the same time (facts/xmla.md b, "Who blocks whom").
  public func conflicts(with other: LockType) -> Bool {
    Self.conflicts.contains { one, all in
      (contains(one) && !other.isDisjoint(with: all)) || (other.contains(one) && !isDisjoint(with: all))
    }
  }

  private static let conflicts: [(LockType, LockType)] = [
    (.commitWrite, [.commitRead, .read, .write, .commitWrite]), (.write, [.read, .write]),
  ]
}

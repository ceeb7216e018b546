import SessionControl
import Testing

@Suite("Lock types of Analysis Services")
struct LockTypeTests {
  @Test(
    "The bit mask is shown in words",
    arguments: [
      (0x0, "none"), (0x1, "session"), (0x2, "read"), (0x4, "write"), (0x8, "commit-read"),
      (0x10, "commit-write"), (0x20, "commit-abortable"), (0x40, "commit-in-progress"), (0x80, "invalid"),
      (0x28, "commit-read+commit-abortable"), (0x102, "read+0x100"), (0x200, "0x200"),
    ] as [(UInt32, String)])
  func words(mask: UInt32, words: String) {
    #expect(LockType(rawValue: mask).description == words)
  }

  @Test(
    "commit-write conflicts with all that reads, writes or commits; write with read and write; no others do")
  func conflicts() {
    let types: [LockType] = [
      .session, .read, .write, .commitRead, .commitWrite, .commitAbortable, .commitInProgress, .invalid, [],
    ]
    let conflicting: Set<Set<LockType>> = [
      [.commitWrite, .commitRead], [.commitWrite, .read], [.commitWrite, .write], [.commitWrite],
      [.write, .read], [.write],
    ]
    for one in types {
      for other in types {
        #expect(one.conflicts(with: other) == conflicting.contains([one, other]), "\(one) and \(other)")
      }
    }
  }

  @Test("A mask of several bits conflicts when one of them does")
  func masks() {
    let mask: LockType = [.session, .commitRead]
    #expect(mask.conflicts(with: .commitWrite))
    #expect(LockType([.commitWrite, .commitAbortable]).conflicts(with: mask))
    #expect(!mask.conflicts(with: [.session, .read]))
  }
}

import SessionControl
import Testing

@testable import XmlactlCommands

@Suite("Users whose threads are meant")
struct ThreadUserTests {
  @Test(
    "A host stands behind the last '@'; '%' is any",
    arguments: [
      ("anna", "anna", nil), ("anna@localhost", "anna", "localhost"), ("anna@%", "anna", nil),
      ("a@b@%", "a@b", nil), ("a@b@10.0.0.1", "a@b", "10.0.0.1"), ("o'neil", "o'neil", nil),
    ] as [(String, String, String?)])
  func read(text: String, name: String, host: String?) throws {
    let user = try ThreadUser(text)
    #expect(user.name == name)
    #expect(user.host == host)
  }

  @Test("What names no user is refused", arguments: ["", "@localhost", "anna@", "@"])
  func refused(text: String) {
    let error = #expect(throws: ControlError.self) { try ThreadUser(text) }
    #expect(error?.code == .usage)
  }

  @Test("Threads of other hosts are left alone, whatever port a client has")
  func hosts() async throws {
    func session(_ id: UInt64, _ host: String) -> Session {
      Session(id: String(id), spid: id, user: "anna", host: host, status: .idle)
    }
    let backend = FakeBackend(.init())
    backend.listed = [
      session(1, "10.0.0.1:40112"), session(2, "10.0.0.10:40113"), session(3, "localhost"),
      session(4, "fe80::1:3306"),
    ]
    #expect(try await CancelGroup.threads(of: ThreadUser("anna@10.0.0.1"), on: backend) == [1])
    #expect(try await CancelGroup.threads(of: ThreadUser("anna@localhost"), on: backend) == [3])
    #expect(try await CancelGroup.threads(of: ThreadUser("anna@fe80::1"), on: backend) == [4])
    #expect(try await CancelGroup.threads(of: ThreadUser("anna"), on: backend) == [1, 2, 3, 4])
  }
}

import SessionControl
import Testing

@testable import XMLAClient

@Suite("A server that does not have a rowset")
struct MissingRowsetTests {
  private let failure = ControlError(
    .serverRefused, "the server refused", target: "t", detail: "0xC10C0021: x")

  @Test("Analysis Services, Mondrian and who never heard of it are worth asking what they have")
  func suspected() throws {
    #expect(
      MissingRowset.isSuspected(try Fixture.read("fault-unknown-request-type").reply, viaView: false))
    #expect(MissingRowset.isSuspected(try Fixture.read("fault-mondrian").reply, viaView: false))
    let plain = Reply(fault: Reply.Fault(code: "SOAP-ENV:Server", text: "General Error"))
    #expect(MissingRowset.isSuspected(plain, viaView: false))
  }

  @Test("A refused right, a dead session or an answer that came are not")
  func notSuspected() throws {
    for name in ["fault-discover-permission", "fault-session-not-found", "discover-sessions-empty"] {
      #expect(!MissingRowset.isSuspected(try Fixture.read(name).reply, viaView: false), "\(name)")
    }
    #expect(!MissingRowset.isSuspected(try Fixture.read("fault-discover-permission").reply, viaView: true))
  }

  @Test("By view an unknown rowset is a table name like any other, so every refusal is worth asking")
  func byView() throws {
    #expect(MissingRowset.isSuspected(try Fixture.read("fault-mdx-location").reply, viaView: true))
    #expect(!MissingRowset.isSuspected(try Fixture.read("fault-mdx-location").reply, viaView: false))
  }

  @Test("What the server has instead is told in one line, the server's own code with it")
  func error() {
    let error = MissingRowset.error(
      "DISCOVER_SESSIONS", offered: ["MDSCHEMA_CUBES", "DISCOVER_PROPERTIES"], failure: failure)
    #expect(
      error.description
        == "t: this server has no DISCOVER_SESSIONS (0xC10C0021: x); it offers DISCOVER_PROPERTIES, MDSCHEMA_CUBES"
    )
    #expect(error.code.exitStatus == .unreachable)
  }

  @Test("That Mondrian has no session administration is told of the rowsets of sessions only")
  func mondrian() {
    func hint(_ rowset: String, _ isMondrian: Bool) -> String? {
      MissingRowset.error(rowset, offered: ["MDSCHEMA_CUBES"], failure: failure, isMondrian: isMondrian).hint
    }
    for rowset in ["SESSIONS", "CONNECTIONS", "COMMANDS", "TRANSACTIONS", "LOCKS", "JOBS"] {
      #expect(
        hint("DISCOVER_\(rowset)", true)
          == "Mondrian and its kin have no session administration; it offers MDSCHEMA_CUBES")
      #expect(hint("DISCOVER_\(rowset)", false) == "it offers MDSCHEMA_CUBES")
    }
    #expect(hint("TMSCHEMA_MODEL", true) == "it offers MDSCHEMA_CUBES")
  }

  @Test("A server that has it refused for another reason")
  func otherReason() {
    #expect(MissingRowset.error("A", offered: ["A"], failure: failure) == failure)
  }

  @Test("Of many, those of the DISCOVER family come first, and the rest is counted")
  func summary() {
    let many = (10..<30).map { "MDSCHEMA_\($0)" } + ["DISCOVER_B", "DISCOVER_A", "DISCOVER_A"]
    #expect(
      MissingRowset.summary(many)
        == "DISCOVER_A, DISCOVER_B, MDSCHEMA_10, MDSCHEMA_11, MDSCHEMA_12, MDSCHEMA_13, MDSCHEMA_14, "
        + "MDSCHEMA_15, MDSCHEMA_16, MDSCHEMA_17, MDSCHEMA_18, MDSCHEMA_19 and 10 more "
        + "('discover DISCOVER_SCHEMA_ROWSETS' lists them)")
  }
}

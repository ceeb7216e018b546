import SessionControl
import Testing

@testable import XMLAClient

/// Every response sample is read as what it is.
@Suite struct ResponseSampleTests {
  @Test("Every sample gives the same reply and rows whether it comes whole or byte by byte")
  func chunking() throws {
    for name in try Fixture.responseNames {
      let bytes = try Fixture.bytes("responses/\(name)")
      let whole = try Fixture.read(bytes)
      let pieces = try Fixture.read(bytes, step: 1)
      #expect(whole.reply == pieces.reply, "\(name)")
      #expect(whole.rows.rows == pieces.rows.rows, "\(name)")
      #expect(whole.rows.columns == pieces.rows.columns, "\(name)")
      #expect(whole.rows.cells == pieces.rows.cells, "\(name)")
    }
  }

  @Test("There are as many samples as there are expectations below")
  func allCovered() throws {
    let expected =
      Self.rowsets.map(\.name) + Self.faults.map(\.name) + [
        "batch-nontransactional-mixed", "batch-of-discovers", "begin-session",
        "cancel-nothing-running-warning",
        "execute-cancelled-midstream", "execute-empty", "execute-inband-exception", "messages-legacy-wrapper",
        "execute-mddataset", "execute-mddataset-clusters", "execute-mddataset-failed",
        "execute-mddataset-normalized",
      ]
    #expect(try Fixture.responseNames == expected.map { "\($0).xml" }.sorted())
  }

  struct RowsetCase: Sendable, CustomTestStringConvertible {
    var name: String
    var columns: Int
    var rows: Int
    var testDescription: String { name }
  }

  static let rowsets = [
    RowsetCase(name: "discover-commands", columns: 11, rows: 2),
    RowsetCase(name: "discover-connections", columns: 15, rows: 3),
    RowsetCase(name: "discover-jobs", columns: 8, rows: 1),
    RowsetCase(name: "discover-locks", columns: 8, rows: 2),
    RowsetCase(name: "discover-properties-version", columns: 6, rows: 1),
    RowsetCase(name: "discover-sessions-2008r2", columns: 22, rows: 4),
    RowsetCase(name: "discover-sessions-empty", columns: 22, rows: 0),
    RowsetCase(name: "discover-sessions-newer", columns: 27, rows: 4),
    RowsetCase(name: "discover-transactions", columns: 5, rows: 1),
    RowsetCase(name: "execute-dax-rowset", columns: 2, rows: 2),
  ]

  @Test("A rowset gives its columns once, in the schema's order, and all its rows", arguments: rowsets)
  func rowset(_ sample: RowsetCase) throws {
    let (reply, rows) = try Fixture.read(sample.name)
    #expect(reply.failure == nil)
    #expect(reply.results.count == 1)
    #expect(reply.results.first?.content == .rowset)
    #expect(reply.results.first?.rowCount == sample.rows)
    #expect(rows.announcements == 1)
    #expect(rows.columns.count == sample.columns)
    #expect(rows.rows.count == sample.rows)
  }

  struct FaultCase: Sendable, CustomTestStringConvertible {
    var name: String
    var code: UInt32?
    var text: String
    var testDescription: String { name }
  }

  static let faults = [
    FaultCase(name: "fault-cancel-permission", code: 0xC118_FFFF, text: "permission to perform a cancel"),
    FaultCase(name: "fault-cancel-unknown-spid", code: 0xC114_FFFE, text: "SPID 99999 cannot be found"),
    FaultCase(
      name: "fault-cancelled-in-transaction", code: 0xC11C_0006,
      text: "another operation in the transaction failed"),
    FaultCase(name: "fault-cancelled", code: 0xC11C_0002, text: "has been cancelled"),
    FaultCase(name: "fault-commit-without-begin", code: 0xC114_FFFF, text: "no active transaction"),
    FaultCase(
      name: "fault-discover-permission", code: 0xC118_0016, text: "permission to call the Discover method"),
    FaultCase(name: "fault-emondrian-session", code: 0xC10C_000A, text: "\"eayduru10y\" does not exist"),
    FaultCase(name: "fault-mdx-location", code: 0xC10A_004D, text: "at 1:77: Query (1, 77)"),
    FaultCase(name: "fault-mondrian", code: nil, text: "00HSBB04: The Mondrian XML: No enum constant"),
    FaultCase(name: "fault-parser-get", code: 0xC10E_0002, text: "The syntax for 'GET' is incorrect"),
    FaultCase(name: "fault-powerbi-node-moved", code: 0xC147_0073, text: "another Power BI Premium node"),
    FaultCase(name: "fault-session-not-found", code: 0xC10C_000A, text: "session ID cannot be found"),
    FaultCase(name: "fault-timeout", code: 0xC10C_0031, text: "timed out before it was completed"),
    // Two errors: the cause comes first.
    FaultCase(
      name: "fault-unknown-request-type", code: 0xC10C_0021, text: "request type was not recognized"),
  ]

  @Test("A fault is read with its cause's code and text", arguments: faults)
  func fault(_ sample: FaultCase) throws {
    let (reply, _) = try Fixture.read(sample.name)
    let failure = try #require(reply.failure)
    #expect(failure.code == sample.code.map(XMLACode.init))
    #expect(failure.description.contains(sample.text))
    #expect(reply.results.isEmpty)
    #expect(reply.error != nil)
  }

  @Test("Marks of personal data are left out of what is shown")
  func marks() throws {
    let failure = try #require(try Fixture.read("fault-cancel-permission").reply.failure)
    #expect(failure.description.contains("'anna@contoso.com' user"))
  }

  @Test("Both errors of an unknown request type are kept, the cause first")
  func twoErrors() throws {
    let fault = try #require(try Fixture.read("fault-unknown-request-type").reply.fault)
    #expect(fault.errors.map(\.code) == [XMLACode(0xC10C_0021), XMLACode(0xC10F_0014)])
  }

  @Test("A Cancel that found nothing is a warning, and no failure")
  func nothingRunning() throws {
    let (reply, _) = try Fixture.read("cancel-nothing-running-warning")
    #expect(reply.failure == nil)
    #expect(reply.warnings.map(\.code) == [.nothingRunning])
    #expect(reply.warnings.first?.code?.description == "0x41140003")
  }

  @Test("An empty root is success without a word")
  func empty() throws {
    let (reply, _) = try Fixture.read("execute-empty")
    #expect(reply.failure == nil)
    #expect(reply.warnings.isEmpty)
    #expect(reply.results == [Reply.Result(content: .empty)])
  }

  @Test("An exception inside a root is a failure, though the HTTP exchange went well")
  func inband() throws {
    let (reply, _) = try Fixture.read("execute-inband-exception")
    #expect(reply.fault == nil)
    #expect(reply.failure?.code == .cancelled)
    #expect(reply.results.first?.hasException == true)
  }

  @Test("Rows before an exception are handed over, and the failure is still told")
  func midstream() throws {
    let (reply, rows) = try Fixture.read("execute-cancelled-midstream")
    #expect(rows.rows.count == 1)
    #expect(try rows.value(0, "Sales[City]") == .text("Jena"))
    #expect(reply.failure?.code == .cancelled)
  }

  @Test("The form of messages that only the documentation shows is read too")
  func legacy() throws {
    let failure = try #require(try Fixture.read("messages-legacy-wrapper").reply.failure)
    #expect(failure.code == XMLACode(0xC106_0000))
    #expect(failure.text == "An error occurred")
  }

  @Test("BeginSession's reply carries the session's id")
  func beginSession() throws {
    let (reply, _) = try Fixture.read("begin-session")
    #expect(reply.sessionID == "0B0C7C4E-5E1B-4C6B-9C55-7B1C2F4A9D10")
    #expect(reply.failure == nil)
  }

  @Test("Each root of a batch is a result of its own")
  func batches() throws {
    let mixed = try Fixture.read("batch-nontransactional-mixed").reply
    #expect(mixed.results.map(\.hasException) == [false, true])
    #expect(mixed.failure?.code == XMLACode(0xC10A_0006))

    let (discovers, rows) = try Fixture.read("batch-of-discovers")
    #expect(discovers.results.map(\.rowCount) == [1, 0])
    #expect(rows.announcements == 2)
  }
}

import SessionControl
import Testing

@Suite("What discover asks for")
struct RowsetRequestTests {
  private func pair(_ text: String) throws -> RowsetRequest.Pair {
    try RowsetRequest.Pair(text: text, what: "restriction")
  }

  @Test("A pair is cut at its first '='; its value may be anything that XML can carry")
  func pairs() throws {
    #expect(try pair("A=b=c") == RowsetRequest.Pair(name: "A", value: "b=c", what: ""))
    #expect(try pair("SESSION_SPID=").value == "")
    #expect(try pair("A=<x>'\"&\t\nä日").value == "<x>'\"&\t\nä日")
    #expect(try pair("Größe.x-1=1").name == "Größe.x-1")
  }

  @Test(
    "A name that is no XML name is refused, since it would become an element",
    arguments: ["", "1A", "a b", "A><B", "a:b", "-a", "a/", "a\u{0}", "A xmlns=''", ".a", "a\u{D7}"])
  func names(name: String) {
    let error = #expect(throws: ControlError.self) { try pair("\(name)=1") }
    #expect(error?.code == .usage)
    #expect(error?.message.contains("can't be the name of a restriction") == true)
  }

  @Test("What has no '=' is no pair")
  func noPair() {
    #expect(throws: ControlError.self) { try pair("SESSION_SPID") }
  }

  @Test("A value that XML can't carry is refused", arguments: ["\u{1}", "a\u{B}", "\u{FFFF}", "\u{1B}[31m"])
  func values(value: String) {
    #expect(throws: ControlError.self) { try pair("A=\(value)") }
  }

  @Test(
    "A rowset's name is letters, digits and underscores",
    arguments: ["", "A B", "A;DROP", "A.B", "$SYSTEM", "DISCOVER_SESSIONS]", "É"])
  func rowsets(name: String) {
    #expect(throws: ControlError.self) { try RowsetRequest(rowset: name) }
  }

  @Test("The database is the Catalog property, which can't be given twice")
  func database() throws {
    #expect(
      try RowsetRequest(rowset: "MDSCHEMA_CUBES", database: "Sales DW").properties
        == [RowsetRequest.Pair(name: "Catalog", value: "Sales DW", what: "property")])
    let catalog = try RowsetRequest.Pair(text: "Catalog=HR", what: "property")
    #expect(throws: ControlError.self) {
      try RowsetRequest(rowset: "MDSCHEMA_CUBES", properties: [catalog], database: "Sales DW")
    }
    #expect(throws: ControlError.self) {
      try RowsetRequest(rowset: "MDSCHEMA_CUBES", properties: [catalog, catalog])
    }
  }
}

import Testing

@testable import XMLASandbox

struct StatementTests {
  @Test("The language")
  func language() throws {
    #expect(try Statement(" \n") == .empty)
    #expect(try Statement("SLEEP 0.25") == .sleep(milliseconds: 250))
    #expect(try Statement("sleep\t3") == .sleep(milliseconds: 3_000))
    #expect(try Statement(" wait\n") == .wait)
    #expect(try Statement("ROWS 100000") == .rows(count: 100_000))
    #expect(try Statement("FAIL no such\nthing") == .fail(text: "no such\nthing"))
    #expect(try Statement("EVALUATE 'Sales'") == .echo(text: "EVALUATE 'Sales'"))
  }

  @Test(
    "A number that is none, or out of range, is a syntax fault",
    arguments: [
      "SLEEP", "SLEEP x", "SLEEP -1", "SLEEP nan", "SLEEP inf", "SLEEP 1e12", "ROWS", "ROWS -1", "ROWS 1.5",
    ])
  func syntax(text: String) {
    #expect(throws: SandboxFault.syntax(of: text)) { try Statement(text) }
  }
}

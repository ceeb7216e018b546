import Testing

@testable import XMLAClient

@Suite("The statement on a $SYSTEM view")
struct ViewStatementTests {
  private func condition(_ column: String, _ values: String...) -> String {
    let text = ViewStatement.text("X", where: [(column, values)])
    return String(text.dropFirst("SELECT * FROM $SYSTEM.X WHERE ".count))
  }

  @Test("Without a condition all rows, with several all must hold")
  func conditions() {
    #expect(ViewStatement.text("DISCOVER_LOCKS", where: []) == "SELECT * FROM $SYSTEM.DISCOVER_LOCKS")
    #expect(
      ViewStatement.text("DISCOVER_LOCKS", where: [("SPID", ["7"]), ("LOCK_OBJECT_ID", ["a", "b"])])
        == "SELECT * FROM $SYSTEM.DISCOVER_LOCKS WHERE [SPID] = 7 "
        + "AND ([LOCK_OBJECT_ID] = 'a' OR [LOCK_OBJECT_ID] = 'b')")
  }

  @Test(
    "A value can't end its literal",
    arguments: [
      ("O'Brien", "'O''Brien'"), ("'", "''''"), ("' OR 1=1 --", "''' OR 1=1 --'"), ("\\'", "'\\'''"),
      ("", "''"), ("''", "''''''"), ("a\nb", "'a\nb'"), ("\u{2019}", "'\u{2019}'"),
    ])
  func literals(value: String, literal: String) {
    #expect(condition("SESSION_USER_NAME", value) == "[SESSION_USER_NAME] = \(literal)")
  }

  @Test("Numbers are bare only in columns of numbers, and only when they are nothing but digits")
  func numbers() {
    #expect(condition("SESSION_SPID", "21734") == "[SESSION_SPID] = 21734")
    #expect(condition("SESSION_ELAPSED_TIME_MS", "5") == "[SESSION_ELAPSED_TIME_MS] = 5")
    #expect(condition("SESSION_USER_NAME", "21734") == "[SESSION_USER_NAME] = '21734'")
    #expect(condition("SESSION_SPID", "1 OR 1=1") == "[SESSION_SPID] = '1 OR 1=1'")
    #expect(condition("SESSION_SPID", "-1") == "[SESSION_SPID] = '-1'")
    #expect(condition("SESSION_SPID", "") == "[SESSION_SPID] = ''")
    #expect(condition("SESSION_SPID", "٣") == "[SESSION_SPID] = '٣'")
  }

  @Test("A column can't end its brackets")
  func columns() { #expect(condition("a]b", "1") == "[a]]b] = '1'") }
}

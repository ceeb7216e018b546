import MySQLClient
import SessionControl
import Testing

@Suite struct SQLScriptTests {
  private func statements(_ text: String) throws -> [SQLScript.Statement] {
    var script = SQLScript()
    var found: [SQLScript.Statement] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) { found += script.add(line) }
    if let last = try script.finish() { found.append(last) }
    return found
  }

  @Test("Statements end at semicolons, and the last needs none")
  func semicolons() throws {
    let found = try statements("SELECT 1; SELECT 2;\n\n  SELECT\n 3 ;;\nSELECT 4")
    #expect(found.map(\.text) == ["SELECT 1", "SELECT 2", "SELECT\n 3", "SELECT 4"])
    #expect(found.map(\.line) == [1, 1, 3, 5])
  }

  @Test(
    "Semicolons in quotes and comments end nothing",
    arguments: [
      "SELECT 'a;b'", "SELECT \"a;b\"", "SELECT `a;b`", "SELECT 'it''s;'", "SELECT 'it\\'s;'",
      "SELECT '\\\\'",
      "SELECT 1 /* a;b */ + 2", "SELECT 1 /* a\n;b\n */ + 2", "SELECT `a\\`", "SELECT 'a\n;b'", "SELECT 1--1",
      "SELECT /*! 1;2 */ 3", "/*!40101 SET NAMES utf8 */",
    ])
  func quotes(_ text: String) throws {
    #expect(try statements(text + "; DO 0").map(\.text) == [text, "DO 0"])
  }

  @Test("Comments to the end of the line are left out; so is a script of nothing else")
  func comments() throws {
    #expect(
      try statements("SELECT 1 -- one; two\n+ 2; # three;\n-- four\n--\n").map(\.text) == ["SELECT 1 \n+ 2"])
    #expect(try statements("# nothing\n-- at all\n/* really; */\n;").isEmpty)
  }

  @Test("DELIMITER changes what ends a statement, as in the servers' own clients")
  func delimiter() throws {
    let found = try statements(
      "delimiter //\nCREATE PROCEDURE p() BEGIN DO 1; DO 2; END//\nDELIMITER ;\nCALL p();")
    #expect(found.map(\.text) == ["CREATE PROCEDURE p() BEGIN DO 1; DO 2; END", "CALL p()"])
  }

  @Test("A comment before a DELIMITER line begins no statement")
  func commentedDelimiter() throws {
    let found = try statements("/* one */ /* two\n*/\nDELIMITER //\nSELECT 1; SELECT 2//")
    #expect(found.map(\.text) == ["SELECT 1; SELECT 2"])
  }

  @Test("The clients' \\G and \\g end a statement outside quotes")
  func clientEnds() throws {
    #expect(
      try statements("SELECT 1\\G\nSELECT '\\G'\\g SELECT 2").map(\.text) == [
        "SELECT 1", "SELECT '\\G'", "SELECT 2",
      ])
  }

  @Test("A quote or a comment that nothing ends is an error, with the line of its statement")
  func unfinished() {
    #expect(throws: SQLScript.Unfinished(what: "a quote (')", line: 2)) {
      try statements("DO 0;\nSELECT 'a\n;")
    }
    #expect(throws: SQLScript.Unfinished(what: "a comment", line: 1)) { try statements("DO 0 /* a;") }
  }

  @Test("It is open until the statement's end, so that a person can be asked for more")
  func open() {
    var script = SQLScript()
    #expect(!script.isOpen)
    #expect(script.add("SELECT '").isEmpty)
    #expect(script.isOpen)
    #expect(script.add("';").count == 1)
    #expect(!script.isOpen)
  }
}

import Testing

@testable import MySQLClient

@Suite struct SQLSecretsTests {
  @Test(
    "Quoted texts of statements that may hold a password are not traced",
    arguments: [
      ("CREATE USER a@'h' IDENTIFIED BY 'hu''sh'", "CREATE USER a@'***' IDENTIFIED BY '***''***'"),
      ("set PASSWORD = PASSWORD(\"hush\")", "set PASSWORD = PASSWORD(\"***\")"),
      ("SELECT * FROM t WHERE a = 'seen'", "SELECT * FROM t WHERE a = 'seen'"),
      (
        "ALTER USER a IDENTIFIED BY 'hu\\'sh' ACCOUNT UNLOCK",
        "ALTER USER a IDENTIFIED BY '***' ACCOUNT UNLOCK"
      ),
      ("CHANGE MASTER TO MASTER_PASSWORD='hush", "CHANGE MASTER TO MASTER_PASSWORD='"),
    ])
  func masked(_ sql: String, _ shown: String) { #expect(SQLSecrets.masked(sql) == shown) }
}

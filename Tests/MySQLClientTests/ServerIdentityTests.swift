import SessionControl
import Testing

@testable import MySQLClient

@Suite("Which server answered")
struct ServerIdentityTests {
  @Test("The variables are those that anybody may read, the best first")
  func variables() {
    #expect(ServerIdentity.variables(of: .mariadb) == ["server_uid", "hostname", "port", "server_id"])
    #expect(ServerIdentity.variables(of: .mysql) == ["server_uuid", "hostname", "port", "server_id"])
  }

  @Test("MySQL cuts ids to 32 bits, MariaDB does not")
  func limits() {
    #expect(ServerFlavour(isMariaDB: true) == .mariadb)
    #expect(ServerFlavour(isMariaDB: false) == .mysql)
    #expect(ServerFlavour.mysql.maximumID == 4_294_967_295)
    #expect(ServerFlavour.mariadb.maximumID == 18_446_744_073_709_551_615)
  }

  @Test("All of the variables are in the condition")
  func condition() {
    #expect(
      mysql().condition
        == "@@server_uuid='3e11fa47-71ca-11e1-9e33-c80aa9429562' AND @@hostname='db1' AND @@port=3306 "
        + "AND @@server_id=1")
    #expect(mysql([("server_id", .unsigned(.max))]).condition == "@@server_id=18446744073709551615")
    #expect(mysql([("server_id", .integer(-1))]).condition == "@@server_id=-1")
    #expect(mysql([("hostname", .text(""))]).condition == "@@hostname=''")
  }

  @Test(
    "A value that would need escaping is left out, and the others remain",
    arguments: [
      Value.text("db'1"), .text("db\\"), .text("db\"1"), .text("db 1"), .text("db\n1"), .text("db\0"),
      .text("d`b"), .text("db;1"), .text("db)1"), .text("db#"), .text("d%b"), .text("dβ"), .text("ｄb"), .null,
      .double(1), .boolean(true),
    ])
  func escaping(value: Value) {
    #expect(mysql([("hostname", value), ("port", .integer(3306))]).condition == "@@port=3306")
    #expect(mysql([("hostname", value)]).condition == nil)
  }

  @Test("Without values there is no condition")
  func nothing() {
    #expect(mysql([]).condition == nil)
    #expect(mariadb([("server_uid", .null), ("hostname", .null)]).condition == nil)
  }

  @Test("The same server twice shows no difference, also on another connection")
  func same() {
    var again = mariadb()
    again.connectionID = 6
    #expect(mariadb().differences(to: again).isEmpty)
  }

  @Test("Each variable that differs is told")
  func differs() {
    let other = mariadb([
      ("server_uid", .text("other")), ("hostname", .text("db1.example.com")), ("port", .unsigned(3307)),
      ("server_id", .null),
    ])
    #expect(
      mariadb().differences(to: other) == [
        Difference("server's server_uid", expected: "Kx+/9cJYq0o3oGfX1b0bqCJ0c3E=", found: "other"),
        Difference("server's port", expected: "3306", found: "3307"),
        Difference("server's server_id", expected: "1", found: nil),
      ])
  }

  @Test("A server that lacks the best variable is another one")
  func lacking() {
    let old = mariadb([
      ("hostname", .text("db1.example.com")), ("port", .unsigned(3306)), ("server_id", .unsigned(1)),
    ])
    #expect(!mariadb().differences(to: old).isEmpty)
    #expect(!old.differences(to: mariadb()).isEmpty)
  }
}

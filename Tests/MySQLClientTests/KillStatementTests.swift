import SessionControl
import Testing

@testable import MySQLClient

@Suite("The statement that checks and kills")
struct KillStatementTests {
  private static let onMariaDB =
    "@@server_uid='Kx+/9cJYq0o3oGfX1b0bqCJ0c3E=' AND @@hostname='db1.example.com' AND @@port=3306 "
    + "AND @@server_id=1"
  private static let onMySQL =
    "@@server_uuid='3e11fa47-71ca-11e1-9e33-c80aa9429562' AND @@hostname='db1' AND @@port=3306 "
    + "AND @@server_id=1"
  private static let unknown: [(variable: String, value: Value)] = [("hostname", .null)]

  private func session(_ id: UInt64 = 17, statementID: UInt64? = nil) -> Session {
    Session(
      id: String(id), spid: id, connectionID: id, user: "app", status: .active, statement: "SELECT 1",
      statementID: statementID)
  }

  @Test("MariaDB: the statement itself is named where its id is known")
  func mariadbQueryID() throws {
    #expect(
      try KillStatement(victim(.spid(17), session(statementID: 9_000)), on: mariadb()).sql
        == "KILL QUERY ID IF(\(Self.onMariaDB), 9000, 0)")
    #expect(
      try KillStatement(victim(.spid(17), session(statementID: 9_000)), on: mariadb(Self.unknown)).sql
        == "KILL QUERY ID 9000")
  }

  @Test("MariaDB: without a statement id the thread's query is named")
  func mariadbQuery() throws {
    #expect(
      try KillStatement(victim(.spid(17), session()), on: mariadb()).sql
        == "KILL QUERY IF(\(Self.onMariaDB), 17, 0)")
    #expect(
      try KillStatement(victim(.spid(17), session()), on: mariadb(Self.unknown)).sql == "KILL QUERY 17")
  }

  @Test("MariaDB: a session and a connection are the thread, whatever it runs")
  func mariadbConnection() throws {
    for subject in [CancelRequest.Subject.session("17"), .connection(17)] {
      #expect(
        try KillStatement(victim(subject, session(statementID: 9_000)), on: mariadb()).sql
          == "KILL CONNECTION IF(\(Self.onMariaDB), 17, 0)")
      #expect(
        try KillStatement(victim(subject, session()), on: mariadb(Self.unknown)).sql == "KILL CONNECTION 17")
    }
  }

  @Test("MySQL: there are no statement ids, so none is used")
  func mysqlQuery() throws {
    for id in [nil, 9_000] as [UInt64?] {
      #expect(
        try KillStatement(victim(.spid(17), session(statementID: id)), on: mysql()).sql
          == "KILL QUERY IF(\(Self.onMySQL), 17, 0)")
      #expect(
        try KillStatement(victim(.spid(17), session(statementID: id)), on: mysql(Self.unknown)).sql
          == "KILL QUERY 17")
    }
  }

  @Test("MySQL: a session and a connection are the thread")
  func mysqlConnection() throws {
    for subject in [CancelRequest.Subject.session("17"), .connection(17)] {
      #expect(
        try KillStatement(victim(subject, session()), on: mysql()).sql
          == "KILL CONNECTION IF(\(Self.onMySQL), 17, 0)")
      #expect(
        try KillStatement(victim(subject, session()), on: mysql([])).sql == "KILL CONNECTION 17")
    }
  }

  @Test("The id is the one that the server showed, in full")
  func largeID() throws {
    #expect(
      try KillStatement(victim(.spid(17), session(.max)), on: mariadb([])).sql
        == "KILL QUERY 18446744073709551615")
    #expect(
      try KillStatement(victim(.session("anything; DROP TABLE t"), session()), on: mysql([])).sql
        == "KILL CONNECTION 17")
  }

  @Test("Anything but exactly one thread is refused")
  func notOneThread() {
    let withoutID = Session(id: "17", status: .active)
    for wrong in [victim(.spid(17)), victim(.spid(17), session(), session(18)), victim(.spid(17), withoutID)]
    {
      let error = #expect(throws: ControlError.self) { try KillStatement(wrong, on: mariadb()) }
      #expect(error?.code == .internalError)
    }
  }

  @Test("HARD and SOFT are said where they were asked for, and come before the rest")
  func force() throws {
    for (subject, statementID, expected) in [
      (CancelRequest.Subject.connection(17), nil, "CONNECTION 17"), (.spid(17), nil, "QUERY 17"),
      (.spid(17), 9_000, "QUERY ID 9000"), (.statement(9_000), 9_000, "QUERY ID 9000"),
    ] as [(CancelRequest.Subject, UInt64?, String)] {
      for force in CancelRequest.Force.allCases {
        let victim = Victim(
          request: CancelRequest(subject, force: force), sessions: [session(statementID: statementID)])
        #expect(
          try KillStatement(victim, on: mariadb([])).sql == "KILL \(force.rawValue.uppercased()) \(expected)")
      }
    }
  }

  @Test("Which guarantee was had is told")
  func guarantee() throws {
    let query = victim(.spid(17), session(statementID: 9_000))
    let connection = victim(.connection(17), session())
    #expect(try KillStatement(query, on: mariadb()).guarantee == "by statement id")
    #expect(
      try KillStatement(query, on: mysql()).guarantee
        == "the statement was compared just before, a later one of the same connection could have been hit")
    #expect(try KillStatement(connection, on: mysql()).guarantee == nil, "the id of a thread is its own")
  }

  @Test("An old server without its own id is told by the rest, and that is said")
  func old() throws {
    let old = mariadb([("hostname", .text("db1")), ("port", .unsigned(3306)), ("server_id", .unsigned(1))])
    let kill = try KillStatement(victim(.connection(17), session()), on: old)
    #expect(kill.sql == "KILL CONNECTION IF(@@hostname='db1' AND @@port=3306 AND @@server_id=1, 17, 0)")
    #expect(kill.guarantee?.contains("it has no server_uid") == true)
  }

  @Test("What only speaks the protocol gets a plain KILL, and is told so")
  func foreign() throws {
    var server = mysql()
    server.version = "8.0.11-TiDB-v7.5.0 TiDB Server (Apache License 2.0)"
    for (subject, sql) in [
      (CancelRequest.Subject.spid(17), "KILL QUERY 17"), (.connection(17), "KILL CONNECTION 17"),
    ] {
      let kill = try KillStatement(victim(subject, session()), on: server)
      #expect(kill.sql == sql)
      #expect(kill.guarantee?.contains("by a plain KILL, since this is TiDB") == true)
    }
    #expect(server.mark == nil)
  }
}

extension KillStatement {
  /// The kill of what one look shows.
  fileprivate init(_ victim: Victim, on server: ServerIdentity) throws {
    try self.init(.choose(victim, now: victim), on: server)
  }
}

@Suite("What a KILL names")
struct KillTargetTests {
  private func victim(_ statementID: UInt64?) -> Victim {
    Victim(
      request: CancelRequest(.spid(17)),
      sessions: [
        Session(id: "17", spid: 17, status: .active, statement: "call p()", statementID: statementID)
      ])
  }

  @Test("A statement that is still the one that was agreed on is named by its id")
  func statement() {
    guard case .statement(_, 5) = KillTarget.choose(victim(5), now: victim(5)) else {
      Issue.record("the thread was chosen")
      return
    }
  }

  @Test("A statement that was named itself is the only one, whatever the thread has come to")
  func named() {
    var now = victim(6)
    now.request = CancelRequest(.statement(5))
    guard case .statement(_, 5) = KillTarget.choose(victim(5), now: now) else {
      Issue.record("another statement was chosen")
      return
    }
  }

  @Test(
    "A procedure that has come to its next statement, or a server without such ids: the thread",
    arguments: [(5, 6), (nil, nil), (5, nil), (nil, 5)] as [(UInt64?, UInt64?)])
  func thread(before: UInt64?, now: UInt64?) {
    guard case .thread = KillTarget.choose(victim(before), now: victim(now)) else {
      Issue.record("the statement was chosen")
      return
    }
  }
}

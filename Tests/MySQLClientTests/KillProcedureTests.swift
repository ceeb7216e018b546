import SessionControl
import Testing

@testable import MySQLClient

@Suite("Procedures of managed services")
struct KillProcedureTests {
  private let session = Session(id: "17", spid: 17, status: .active, statement: "SELECT 1", statementID: 98)

  private func calls(
    _ subject: CancelRequest.Subject, on flavour: ServerFlavour, force: CancelRequest.Force? = nil
  ) throws -> [String] {
    let victim = Victim(request: CancelRequest(subject, force: force), sessions: [session])
    return try KillProcedure.candidates(for: .choose(victim, now: victim), on: flavour).map(\.sql)
  }

  @Test("The most exact one comes first")
  func candidates() throws {
    #expect(
      try calls(.spid(17), on: .mariadb)
        == ["CALL mysql.rds_kill_query_id(98)", "CALL mysql.rds_kill_query(17)"])
    #expect(try calls(.statement(98), on: .mariadb) == ["CALL mysql.rds_kill_query_id(98)"])
    #expect(try calls(.spid(17), on: .mysql) == ["CALL mysql.rds_kill_query(17)"])
    #expect(try calls(.connection(17), on: .mariadb) == ["CALL mysql.rds_kill(17)"])
  }

  @Test("None of them knows HARD and SOFT")
  func force() throws {
    #expect(try calls(.spid(17), on: .mariadb, force: .soft).isEmpty)
  }
}

@Suite("Products that only speak the protocol")
struct ForeignProductTests {
  @Test(
    "They are told by their version or its comment",
    arguments: [
      ("8.0.11-TiDB-v7.5.0 TiDB Server", ForeignProduct.tidb), ("8.0.33 StarRocks version 3.3.2", .starRocks),
      ("5.7.99 Doris version doris-2.1.7", .doris),
      ("5.7.32 SingleStoreDB source distribution", .singleStore),
      ("5.7.25-OceanBase_CE-v4.2.1.0 OceanBase_CE 4.2.1.0", .oceanBase), ("8.0.30 (ProxySQL)", .proxySQL),
      ("8.0.30-Vitess Version: 19.0.0", .vitess),
    ])
  func told(version: String, product: ForeignProduct) {
    #expect(ForeignProduct(version: version) == product)
  }

  @Test(
    "The two families themselves are none",
    arguments: [
      "10.11.19-MariaDB-0+deb12u1 Debian 12", "9.7.4-2 (Debian)", "8.0.36 MySQL Community Server - GPL",
      "8.0.35-27 Percona Server (GPL), Release 27",
      "10.6.12-MariaDB-log managed by https://aws.amazon.com/rds/",
    ])
  func family(version: String) { #expect(ForeignProduct(version: version) == nil) }
}

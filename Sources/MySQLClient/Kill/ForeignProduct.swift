/// A server or proxy that speaks MySQL's protocol and is neither MySQL nor MariaDB. What its KILL does with an
/// expression is unknown, so it gets a plain KILL, and no promise (facts/mysql.md 6, "Clouds and others").
enum ForeignProduct: String, CaseIterable, Sendable {
  case tidb = "TiDB"
  case starRocks = "StarRocks"
  case doris = "Doris"
  case singleStore = "SingleStore"
  case memSQL = "MemSQL"
  case oceanBase = "OceanBase"
  case proxySQL = "ProxySQL"
  case vitess = "Vitess"
  case dolt = "Dolt"
  case clickHouse = "ClickHouse"
  case manticore = "Manticore"

  /// Told by `VERSION()`, as in `8.0.11-TiDB-v7.5.0`, or in `@@version_comment`.
  init?(version: String) {
    let text = version.lowercased()
    guard let product = Self.allCases.first(where: { text.contains($0.rawValue.lowercased()) }) else {
      return nil
    }
    self = product
  }
}

/// A row of `sessions -o ndjson`, as far as tests look at it.
public struct SessionRow: Decodable, Sendable {
  public var id: String
  public var spid: Int
  public var connectionID: Int
  public var user: String
  public var database: String?
  public var status: String
  public var statement: String?

  private enum CodingKeys: String, CodingKey {
    case id, spid, user, database, status, statement
    case connectionID = "connection_id"
  }
}

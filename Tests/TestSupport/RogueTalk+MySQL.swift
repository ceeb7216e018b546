/// What servers of the MySQL protocol say (dev.mysql.com, "Client/Server Protocol"; version 4.1 and up).
extension RogueTalk {
  /// What a greeting offers beyond the usual.
  public struct Offers: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    public static let localInfile = Offers(rawValue: 0x80)
    public static let tls = Offers(rawValue: 0x800)
  }

  /// The initial handshake.
  public static func greeting(
    offers: Offers = [], method: String = "mysql_native_password", version: String = "5.5.5-10.11.0-MariaDB"
  ) -> [UInt8] {
    // CLIENT_PROTOCOL_41, TRANSACTIONS, SECURE_CONNECTION, PLUGIN_AUTH.
    let capabilities = 0x08_A200 | offers.rawValue
    var packet: [UInt8] = [10] + Array(version.utf8) + [0] + 1.bytes(4) + Array("abcdefgh".utf8) + [0]
    packet += capabilities.bytes(2) + [45] + 2.bytes(2) + (capabilities >> 16).bytes(2) + [21]
    packet += [UInt8](repeating: 0, count: 10) + Array("ijklmnopqrst".utf8) + [0] + Array(method.utf8) + [0]
    return packet
  }

  /// Greets, and takes whatever login comes.
  public func letIn(offers: Offers = [], version: String = "5.5.5-10.11.0-MariaDB") throws {
    try packet(Self.greeting(offers: offers, version: version))
    try packet()
    try ok()
  }

  public func ok() throws { try packet([0, 0, 0, 2, 0, 0, 0]) }

  /// An OK with SERVER_STATUS_IN_TRANS.
  public func okInTransaction() throws { try packet([0, 0, 0, 3, 0, 0, 0]) }

  /// An OK that announces a further result, for ever.
  public func endlessOK() throws {
    while true { try packet([0, 0, 0, 0x0A, 0, 0, 0]) }
  }

  public func error(_ code: Int, _ message: String, state: String = "HY000") throws {
    try packet([0xFF] + code.bytes(2) + Array("#\(state)\(message)".utf8))
  }

  /// Asks the client to use another authentication method.
  public func switchMethod(to method: String, data: [UInt8] = []) throws {
    try packet([0xFE] + Array(method.utf8) + [0] + data)
  }

  /// The head of a result: its columns, all of them text.
  public func columns(_ names: [String]) throws {
    try packet([UInt8(names.count)])
    for name in names { try packet(Self.column(name)) }
    try endOfRows()
  }

  public static func column(_ name: String) -> [UInt8] {
    text("def") + text("") + text("") + text("") + text(name) + text(name) + [12, 45, 0] + 1_024.bytes(4)
      + [253, 0, 0, 0, 0, 0]
  }

  public func row(_ values: [String?]) throws { try packet(Self.row(values)) }

  public static func row(_ values: [String?]) -> [UInt8] { values.flatMap { $0.map(text) ?? [0xFB] } }

  /// Sends the same row for ever.
  public func endlessRows(_ values: [String?]) throws {
    // The numbers of packets go round, so these fit again and again.
    var rows: [UInt8] = []
    for _ in 0..<256 { rows += numbered(Self.row(values)) }
    while true { try send(rows) }
  }

  /// Says who it is: our connection, the version, a value for each variable that the question names, and no start.
  public func identity(askedBy sql: String) throws {
    let count = sql.split(separator: "@@").count + 1
    try columns((0..<count).map { "c\($0)" })
    try row(["9", "10.11.0-MariaDB"] + (2..<count).map { "v\($0)" })
    try endOfRows()
  }

  /// Ends columns, and rows.
  public func endOfRows() throws { try packet([0xFE, 0, 0, 2, 0]) }

  /// A text with its length before it.
  private static func text(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    return (bytes.count < 251 ? [UInt8(bytes.count)] : [0xFC] + bytes.count.bytes(2)) + bytes
  }
}

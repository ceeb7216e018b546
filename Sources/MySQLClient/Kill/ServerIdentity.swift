internal import SessionControl

/// The two families of servers, which differ in what names a server and a statement.
enum ServerFlavour: Sendable, Equatable {
  case mariadb, mysql

  init(isMariaDB: Bool) { self = isMariaDB ? .mariadb : .mysql }

  /// The largest id that KILL takes without cutting it to 32 bits and hitting somebody else
  /// (facts/mysql.md 3).
  var maximumID: UInt64 { self == .mysql ? UInt64(UInt32.max) : UInt64.max }
}

/// Which server answered, in variables that anybody may read and that KILL can compare
/// (facts/mysql.md 2, "What names a server").
struct ServerIdentity: Sendable {
  var flavour: ServerFlavour
  /// With `@@version_comment`.
  var version: String
  /// Our own connection's id, as the server sees it.
  var connectionID: UInt64
  var values: [(variable: String, value: Value)]
  /// When this run of the server began, in seconds since 1970.
  var start: UInt64?

  /// The best first; it is the one that old versions lack. A clone of a data directory has the same uuid, and
  /// two containers may have the same uid, so host, port and id are compared too.
  static func variables(of flavour: ServerFlavour) -> [String] {
    [flavour == .mariadb ? "server_uid" : "server_uuid", "hostname", "port", "server_id"]
  }

  /// A condition that holds on this server only, for use inside KILL. Nil when nothing can be compared.
  var condition: String? {
    guard product == nil else { return nil }
    let terms = values.compactMap { variable, value -> String? in
      switch value {
      case .text(let text) where text.utf8.allSatisfy(Self.isPlain): "@@\(variable)='\(text)'"
      case .integer, .unsigned: value.text.map { "@@\(variable)=\($0)" }
      // Nothing that would need escaping goes into SQL; the other variables remain.
      default: nil
      }
    }
    return terms.isEmpty ? nil : terms.joined(separator: " AND ")
  }

  /// What it is where it only speaks the protocol: such servers have a KILL of their own.
  var product: ForeignProduct? { ForeignProduct(version: version) }

  /// Whether the best of the variables is there.
  var isSure: Bool {
    let best = Self.variables(of: flavour)[0]
    // "unknown" is what a MariaDB without a network card calls itself.
    return values.contains { $0.variable == best && !["", "unknown"].contains($0.value.text ?? "") }
      && condition?.contains(best) == true
  }

  /// Nil where nothing names the server, or not this one alone: ids of a TiDB are the cluster's.
  var mark: ServerMark? {
    guard let start, condition != nil else { return nil }
    return ServerMark(of: values.map { "\($0.variable)=\($0.value.text ?? "")" }, start: start)
  }

  /// An id for KILL that is nobody's on any other server: KILL takes an expression, and 0 is no id
  /// (facts/mysql.md 2).
  func guarded(_ id: UInt64) -> String { condition.map { "IF(\($0), \(id), 0)" } ?? String(id) }

  /// What differs between two readings, for a person.
  func differences(to other: ServerIdentity) -> [Difference] {
    zip(values, other.values).compactMap { old, new in
      old.value == new.value
        ? nil : Difference("server's \(old.variable)", expected: old.value.text, found: new.value.text)
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "+/=-._:".utf8.contains(byte)
    }
  }
}

internal import SessionControl

/// Reads from a statement's first words what it does to a transaction. What the server makes of it is seen afterwards,
/// in its answer; this is for what must be known before anything is sent.
///
/// Source: "Statements That Cause an Implicit Commit" of the MySQL 8.4 and 9 manuals, "SQL statements Causing an
/// Implicit Commit" of MariaDB's; both servers are asked in the live tests.
enum SQLTransactionEffect {
  static func of(_ statement: String) -> TransactionEffect {
    var words = SQLWords(statement)
    return of(&words)
  }

  private static func of(_ words: inout SQLWords) -> TransactionEffect {
    guard var first = words.next() else { return .unknown }
    while first == "(" { first = words.next() ?? "" }
    switch first {
    case "COMMIT", "XA": return .controls("\(first) ends or begins a transaction itself")
    case "ROLLBACK": return isToSavepoint(&words) ? .none : .controls("ROLLBACK ends the transaction itself")
    case "BEGIN":
      // MariaDB's compound statement may hold anything.
      return words.next() == "NOT" ? .unknown : .controls("BEGIN begins a transaction of its own")
    case "START":
      let what = words.next() ?? ""
      return what == "TRANSACTION"
        ? .controls("START TRANSACTION begins a transaction of its own") : .commits(by: "START \(what)")
    case "LOCK":
      let what = words.next() ?? ""
      return ["TABLE", "TABLES"].contains(what)
        ? .controls("LOCK TABLES commits the transaction, and the next one releases the locks") : .unknown
    case "SET": return ofSet(&words)
    case "CREATE", "DROP": return ofDefinition(first, &words)
    case "ANALYZE":
      // MariaDB's ANALYZE of a statement explains it.
      return ofTable(first, &words)
    case "CHECK", "OPTIMIZE", "REPAIR": return ofTable(first, &words)
    case "LOAD", "CACHE":
      return words.next() == "INDEX" ? .commits(by: "\(first) INDEX") : .none
    case "RESET":
      let what = words.next() ?? ""
      return what == "PERSIST" ? .none : .commits(by: "RESET \(what)")
    case "ALTER", "RENAME", "TRUNCATE", "INSTALL", "UNINSTALL", "FLUSH", "CHANGE", "STOP", "IMPORT":
      return .commits(by: [first, words.next()].compactMap(\.self).joined(separator: " "))
    case "GRANT", "REVOKE", "SHUTDOWN", "RESTART": return .commits(by: first)
    // KILL is here too: MariaDB commits at it, MySQL does not (facts/mysql.md 3).
    default: return keeping.contains(first) ? .none : .unknown
    }
  }

  /// What can't end a transaction but by an error that rolls it back.
  private static let keeping: Set<String> = [
    "SELECT", "INSERT", "UPDATE", "DELETE", "REPLACE", "WITH", "VALUES", "TABLE", "DO", "SHOW", "EXPLAIN",
    "DESCRIBE",
    "DESC", "USE", "SAVEPOINT", "RELEASE", "HANDLER", "HELP", "PREPARE", "DEALLOCATE", "CHECKSUM", "GET",
    "SIGNAL",
  ]

  /// `ROLLBACK [WORK] TO [SAVEPOINT] name`.
  private static func isToSavepoint(_ words: inout SQLWords) -> Bool {
    let next = words.next()
    return next == "TO" || next == "WORK" && words.next() == "TO"
  }

  private static func ofSet(_ words: inout SQLWords) -> TransactionEffect {
    guard var word = words.next() else { return .unknown }
    if word == "PASSWORD" { return .commits(by: "SET PASSWORD") }
    if word == "DEFAULT" { return .commits(by: "SET DEFAULT ROLE") }
    if word == "STATEMENT" {
      // MariaDB: SET STATEMENT variable = value FOR statement.
      while let next = words.next() { if next == "FOR" { return of(&words) } }
      return .unknown
    }
    var last = ["", ""]
    while true {
      if word == "AUTOCOMMIT", !isElsewhere(last) {
        return .controls("SET autocommit ends or begins transactions itself")
      }
      last = [last[1], word]
      guard let next = words.next() else { return .none }
      word = next
    }
  }

  /// Whether a variable after these words is a person's own (`@name`) or that of sessions to come.
  private static func isElsewhere(_ last: [String]) -> Bool {
    let scopes: Set<String> = ["GLOBAL", "PERSIST", "PERSIST_ONLY"]
    return last[1] == "@" && last[0] != "@" || scopes.contains(last[1])
      || last[1] == "." && scopes.contains(last[0])
  }

  /// CREATE and DROP: those of temporary tables are no definitions that others see.
  private static func ofDefinition(_ first: String, _ words: inout SQLWords) -> TransactionEffect {
    var what = words.next() ?? ""
    if what == "OR", words.next() == "REPLACE" { what = words.next() ?? "" }
    switch what {
    case "TEMPORARY": return .none
    case "PREPARE" where first == "DROP": return .none
    default: return .commits(by: "\(first) \(what)")
    }
  }

  private static func ofTable(_ first: String, _ words: inout SQLWords) -> TransactionEffect {
    var what = words.next() ?? ""
    if ["LOCAL", "NO_WRITE_TO_BINLOG"].contains(what) { what = words.next() ?? "" }
    return ["TABLE", "TABLES"].contains(what) ? .commits(by: "\(first) TABLE") : .none
  }
}

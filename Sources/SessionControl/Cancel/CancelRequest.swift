/// What somebody asked to have cancelled.
public struct CancelRequest: Sendable, Hashable, CustomStringConvertible {
  public enum Subject: Sendable, Hashable {
    /// A session and what it runs. MySQL: KILL CONNECTION.
    case session(String)
    /// A connection, its sessions and what they run. MySQL: KILL CONNECTION.
    case connection(UInt64)
    /// The commands of a server process. MySQL: KILL QUERY.
    case spid(UInt64)
    /// What an explicit session executes now; the session stays. XMLA: an empty Cancel in that session, which
    /// needs no administrator. MySQL: KILL QUERY.
    case command(session: String)
    /// The one statement that the server gave this id. MariaDB: KILL QUERY ID.
    case statement(UInt64)
  }

  /// MariaDB's two ways to kill: SOFT spares what could leave a table inconsistent, such as a REPAIR or the index of
  /// a MyISAM or Aria table that is being built; HARD, its default, does not.
  public enum Force: String, Sendable, Hashable, CaseIterable {
    case hard, soft
  }

  public var subject: Subject
  /// Also cancel the connection, the sessions and the commands that go with the subject (XMLA's
  /// CancelAssociated, seed "Canceling Associated Sessions and Connections").
  public var associated: Bool
  /// Where the id was listed, which must still hold; nil when only the number was given.
  public var origin: ThreadOrigin?
  /// Which session and which command of it the id was listed with, which must still hold; nil when only the id was
  /// given. XMLA's; MySQL has ``origin``.
  public var mark: SessionMark?
  /// Where to look, for a step that follows a look; see ``Victim/node``.
  public var node: Int?
  /// Whose thread it must be; nil where it was not named by its user.
  public var owner: ThreadUser?
  /// Nil for the server's default.
  public var force: Force?

  /// What the subject is called where a SPID goes by another name.
  private var noun: String?

  /// - Parameter noun: "thread" where MySQL's word for a SPID is meant.
  public init(
    _ subject: Subject, associated: Bool = false, origin: ThreadOrigin? = nil, mark: SessionMark? = nil,
    owner: ThreadUser? = nil, force: Force? = nil, noun: String? = nil
  ) {
    self.subject = subject
    self.associated = associated
    self.origin = origin
    self.mark = mark
    self.owner = owner
    self.force = force
    self.noun = noun
  }

  /// A session, or what it runs: on MySQL that is a thread, whose id may tell its server.
  ///
  /// - Throws: ``ControlError`` with code `.usage` when the id is none.
  public static func session(
    _ id: String, on kind: TargetKind, associated: Bool = false, onlyCommand: Bool = false
  ) throws(ControlError) -> CancelRequest {
    func subject(_ id: String) -> Subject { onlyCommand ? .command(session: id) : .session(id) }
    guard kind == .mysql else {
      let session = try SessionReference(id)
      return CancelRequest(subject(session.id), associated: associated, mark: session.mark)
    }
    let thread = try IdentifierParsing.thread(id, what: "session id of a MySQL server", on: kind)
    return CancelRequest(subject(String(thread.id)), associated: associated, origin: thread.origin)
  }

  /// A SPID, which on MySQL is a thread.
  ///
  /// - Throws: ``ControlError`` with code `.usage` when the id is none.
  public static func spid(
    _ id: String, on kind: TargetKind, associated: Bool = false
  ) throws(ControlError) -> CancelRequest {
    let (thread, mark) = try numbered(id, what: "SPID", on: kind)
    return CancelRequest(.spid(thread.id), associated: associated, origin: thread.origin, mark: mark)
  }

  /// A connection, which on MySQL is a thread.
  ///
  /// - Throws: ``ControlError`` with code `.usage` when the id is none.
  public static func connection(
    _ id: String, on kind: TargetKind, associated: Bool = false
  ) throws(ControlError) -> CancelRequest {
    let (thread, mark) = try numbered(id, what: "connection id", on: kind)
    return CancelRequest(.connection(thread.id), associated: associated, origin: thread.origin, mark: mark)
  }

  private static func numbered(
    _ id: String, what: String, on kind: TargetKind
  ) throws(ControlError) -> (ThreadReference, SessionMark?) {
    let (number, mark) = kind == .xmla ? SessionMark.split(id[...]) : (id[...], nil)
    guard kind == .mysql || mark != nil || !number.contains("/") else {
      throw ControlError(
        .usage, "'\(id.printable)' is not a \(what): after the '/' stands no mark as the listings write it",
        hint: "nothing was sent; copy the whole id of '-o name' or of full_id")
    }
    return (try IdentifierParsing.thread(String(number), what: what, on: kind), mark)
  }

  /// Whether nothing is known of its id but the id.
  public var isBare: Bool { origin == nil && mark == nil }

  /// Whether its id means the same on every server that a balancer may lead to.
  public var isUnique: Bool {
    switch subject {
    case .session, .command: true
    case .spid, .connection, .statement: mark != nil
    }
  }

  /// The id as it was given, without its mark.
  public var id: String {
    switch subject {
    case .session(let id), .command(let id): id
    case .connection(let id), .spid(let id), .statement(let id): String(id)
    }
  }

  public var description: String {
    let word =
      switch subject {
      case .session: "session"
      case .connection: "connection"
      case .spid: "SPID"
      case .command: "command of session"
      case .statement: "query"
      }
    return "\(noun ?? word) \(id)"
  }

  /// The one statement that is meant, where it was named.
  public var statementID: UInt64? {
    if case .statement(let id) = subject { id } else { origin?.statementID }
  }

  /// Where it is looked for: a command has no id of its own.
  public var place: String {
    if case .command(let session) = subject { "session \(session)" } else { description }
  }

  /// How much of what was found has to be gone for the cancel to have worked.
  public var scope: CancelScope {
    if associated { return .connection }
    return switch subject {
    case .spid, .command, .statement: .command
    case .session: .session
    case .connection: .connection
    }
  }
}

/// How far a cancel reaches.
public enum CancelScope: Sendable, Hashable {
  case command, session, connection
}

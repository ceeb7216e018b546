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
  }

  public var subject: Subject
  /// Also cancel the connection, the sessions and the commands that go with the subject (XMLA's
  /// CancelAssociated, seed "Canceling Associated Sessions and Connections").
  public var associated: Bool

  /// What the subject is called where a SPID goes by another name.
  private var noun: String?

  /// - Parameter noun: "thread" where MySQL's word for a SPID is meant.
  public init(_ subject: Subject, associated: Bool = false, noun: String? = nil) {
    self.subject = subject
    self.associated = associated
    self.noun = noun
  }

  /// The id as it was given.
  public var id: String {
    switch subject {
    case .session(let id), .command(let id): id
    case .connection(let id), .spid(let id): String(id)
    }
  }

  public var description: String {
    let word =
      switch subject {
      case .session: "session"
      case .connection: "connection"
      case .spid: "SPID"
      case .command: "command of session"
      }
    return "\(noun ?? word) \(id)"
  }

  /// Where it is looked for: a command has no id of its own.
  public var place: String {
    if case .command(let session) = subject { "session \(session)" } else { description }
  }

  /// How much of what was found has to be gone for the cancel to have worked.
  public var scope: CancelScope {
    if associated { return .connection }
    return switch subject {
    case .spid, .command: .command
    case .session: .session
    case .connection: .connection
    }
  }
}

/// How far a cancel reaches.
public enum CancelScope: Sendable, Hashable {
  case command, session, connection
}

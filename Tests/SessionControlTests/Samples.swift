import SessionControl
import Testing

/// Swift Testing has a type of this name too.
typealias ExitStatus = SessionControl.ExitStatus

/// A session as MariaDB shows one that runs a statement; each test changes what it is about.
func sampleSession(_ change: (inout Session) -> Void = { _ in }) -> Session {
  var session = Session(
    id: "17", spid: 17, connectionID: 17, user: "app", host: "10.0.0.5:40112", database: "shop",
    status: .active, elapsedMilliseconds: 4_000, idleMilliseconds: 0, statement: "SELECT 1")
  change(&session)
  return session
}

/// A connection as an XMLA server shows it.
func sampleConnection(_ change: (inout Connection) -> Void = { _ in }) -> Connection {
  var connection = Connection(
    id: 9, user: "OLAP\\ann", host: "10.0.0.7:51000", startTime: "2024-05-01T08:00:00Z")
  change(&connection)
  return connection
}

func victim(
  of subject: CancelRequest.Subject, associated: Bool = false, connection: Connection? = nil,
  _ sessions: Session...
) -> Victim {
  Victim(
    request: CancelRequest(subject, associated: associated), connection: connection, sessions: sessions)
}

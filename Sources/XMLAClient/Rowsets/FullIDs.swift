internal import SessionControl
internal import Synchronization

/// Adds to the items of a listing the ids that say what they mean wherever they are used later (``SessionMark``).
final class FullIDs: Sendable {
  private let taken: [String]
  /// The columns that came last, and those with one more.
  private let shapes = Mutex((plain: RowShape.empty, longer: RowShape(keys: ["full_id"])))

  /// - Parameter taken: the keys of the items' common fields.
  init(after taken: [String]) { self.taken = taken }

  /// The columns of the items from now on.
  func columns(_ columns: RowShape) -> RowShape {
    shapes.withLock { shapes in
      if shapes.plain !== columns {
        shapes = (
          columns, RowShape(keys: columns.keys + ["full_id"], after: taken, isOpen: columns.isOpen)
        )
      }
      return shapes.longer
    }
  }

  func marked(_ session: Session) -> Session {
    var session = session
    let id = session.id.isEmpty ? nil : "\(session.id)/\(SessionMark(of: session))"
    session.fullID = id
    session.extras = row(session.extras, id)
    return session
  }

  /// A command is marked by what its own row says: its session may have begun another one by the time that it is listed.
  func marked(_ command: Command) -> Command {
    var command = command
    let mark = command.session.map {
      SessionMark(
        sessionID: $0.id, commandStart: command.startTime ?? $0.commandStartTime,
        commandCount: command.extras["command_count"]?.count, statement: command.statement)
    }
    command.fullID = command.spid.flatMap { spid in mark.map { "\(spid)/\($0)" } }
    command.extras = row(command.extras, command.fullID)
    return command
  }

  func marked(_ connection: Connection) -> Connection {
    var connection = connection
    connection.fullID = connection.id.map { "\($0)/\(SessionMark(of: connection))" }
    connection.extras = row(connection.extras, connection.fullID)
    return connection
  }

  private func row(_ extras: Row, _ id: String?) -> Row {
    Row(shape: columns(extras.shape), values: extras.values + [Value(id)])
  }
}

internal import SessionControl

/// One SQL statement.
struct MySQLCommand: CancellableStatement {
  let sql: String
  let session: MySQLSession

  func prepare() async throws -> SoftCancel {
    try await session.connect()
    try await session.settle()
    let server = try await session.connection.identity()
    return SoftCancel(
      connector: session.connector, credentials: try await session.connection.open(), server: server)
  }

  func run(receive: @escaping StatementReceiver) async -> StatementOutcome {
    do {
      try await session.connection.runToTheEnd(sql) { Self.receiver(receive) }
      return .end(.completed)
    } catch let failure as MySQLFailure where MySQLFailure.interruptedCodes.contains(failure.code) {
      return .end(.interrupted(QueryInterrupted(detail: failure.detail)))
    } catch let failure as MySQLFailure {
      return .end(.failed(failure.ofStatement.of(target: session.target)))
    } catch let error as ControlError where error.code == .unreachable || error.code == .timedOut {
      return .end(.connectionLost(error.of(target: session.target)))
    } catch let error as ControlError {
      return .end(.failed(error.of(target: session.target)))
    } catch {
      return .given(error)
    }
  }

  func cancelSoftly(
    over channel: SoftCancel, mayAsk: @escaping @Sendable () -> Bool,
    report: @escaping @Sendable (SoftCancelProgress) -> Void
  ) async {
    await channel.run(mayKill: mayAsk, report)
  }

  func closeConnection() { session.connection.shutDown() }

  func giveUp() async { await session.connection.close() }

  func settle(
    after outcome: StatementOutcome, _ cancellation: StatementCancellation, over channel: SoftCancel
  ) async {
    guard case .end(let end) = outcome else { return }
    if cancellation.cause != nil, !cancellation.isConnectionClosed { session.unsettle() }
    if case .completed = end { return }
    await session.refreshTransaction()
  }

  private static func receiver(_ receive: @escaping StatementReceiver) -> ResultReceiver {
    var shape = RowShape.empty
    return ResultReceiver(
      isExact: true, isOptional: true,
      columns: { names in
        shape = RowShape(keys: names, besides: [])
        try receive(.columns(shape))
      },
      row: { values in try receive(.row(ResultRow(Row(shape: shape, values: values)))) },
      end: { end in try receive(.end(end)) })
  }
}

extension SandboxEngine {
  /// Carries out a statement of the sandbox's language.
  func execute(
    _ text: String, properties: [String: String], in context: Context
  ) async throws -> Reply {
    let envelope = Envelope(.execute, newSession: context.newSession)
    let statement = try Statement(text)
    if statement == .empty {
      return Reply(envelope.empty)
    }
    let scope = try begin(text, in: context)
    switch statement {
    case .sleep, .wait, .rows, .grid, .get: try await read(scope)
    case .empty, .fail, .echo, .put, .view: break
    }
    switch statement {
    case .empty:
      return Reply(envelope.empty)
    case .put(let key, let value):
      defer { scope.end() }
      try await put(key, value, as: context.user, scope)
      return Reply(envelope.empty)
    case .get(let key):
      let rows = EntryRows.rows(try content(scope), key: key)
      try await commitImplicit(scope)
      return try await result(envelope, EntryRows.schema, rows, properties, scope)
    case .view(let query):
      let (schema, rows) = try view(query, in: context, scope)
      return try await result(envelope, schema, rows, properties, scope)
    case .sleep(let milliseconds):
      try await wait(milliseconds: milliseconds, scope)
      return Reply(envelope.empty)
    case .wait:
      try await wait(milliseconds: .max, scope)
      return Reply(envelope.empty)
    case .rows(let count):
      return try await result(
        envelope, NumberedRows.schema, NumberedRows(count: count, now: clock()), properties, scope)
    case .grid(let grid):
      if grid.isStandIn { try checkCube(grid.cube, scope) }
      guard properties["Format"] == "Tabular" else {
        return try await result(envelope, DatasetSchema(), GridDataset(grid), properties, scope)
      }
      let rows = GridRows(grid)
      return try await result(envelope, rows.schema, rows, properties, scope)
    case .fail(let text):
      throw SandboxFault.failed(text)
    case .echo(let text):
      return try await result(envelope, EchoRow.schema, EchoRow.rows(text), properties, scope)
    }
  }

  /// Lets a command take its time.
  private func wait(milliseconds: Int64, _ scope: CommandScope) async throws {
    defer { scope.end() }
    var remaining = milliseconds
    while remaining > 0 {
      // A day at a time: the clock can't count as far as a command may wait.
      let step = min(remaining, 86_400_000)
      try await scope.running.sleep(milliseconds: step)
      remaining -= step
    }
  }

  /// A reply with rows; the property Content says whether the schema and the rows are part of it.
  func result(
    _ envelope: Envelope, _ schema: any ResultSchema, _ rows: any RowSource, _ properties: [String: String],
    _ scope: CommandScope
  ) async throws -> Reply {
    switch properties["Content"] {
    case "None":
      scope.end()
      return Reply(envelope.empty)
    case "Schema":
      return try await ResultStream.make(
        envelope: envelope, schema: schema, rows: NoRows(), scope: scope)
    case "Data":
      return try await ResultStream.make(
        envelope: envelope, schema: schema, hasSchema: false, rows: rows, scope: scope)
    default:
      return try await ResultStream.make(envelope: envelope, schema: schema, rows: rows, scope: scope)
    }
  }
}

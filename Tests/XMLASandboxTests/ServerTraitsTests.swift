import Testing

@testable import XMLASandbox

/// Servers that differ from the usual one.
struct ServerTraitsTests {
  private func run(
    _ change: (inout ServerTraits) -> Void, body: (TestServer) async throws -> Void
  ) async throws {
    var configuration = SandboxConfiguration()
    change(&configuration.traits)
    try await TestServer.run(configuration, body)
  }

  // MARK: The pump

  private static let client = ClientDescription(hostName: "127.0.0.1:1", application: "test", database: "")

  private static func pump() -> (model: SandboxModel, identifier: Int, fixture: ModelFixture) {
    var fixture = ModelFixture()
    fixture.model = SandboxModel(seed: 1, sessionCount: 12, epoch: ModelFixture.epoch, isPump: true)
    let identifier = fixture.model.identities.identifier(ofConnection: fixture.model.pump ?? -1)
    return (fixture.model, identifier, fixture)
  }

  @Test(
    """
    If the instance cannot locate and cancel the sessions associated with a connection, such as when the data \
    pump opens multiple sessions while providing HTTP connectivity, the instance cannot cancel the connection. \
    If this case is encountered during the execution of a Cancel command, an error occurs
    """)
  func pumpConnection() throws {
    var (_, identifier, fixture) = Self.pump()
    let first = fixture.open(as: fixture.administrator)
    let second = fixture.open(as: fixture.reader)
    #expect(first.connection == second.connection)
    let before = fixture.sessions
    let commands = [
      CancelCommand(connectionID: identifier),
      CancelCommand(spid: fixture.spid(first.index), cancelsAssociated: true),
      CancelCommand(sessionID: fixture.identifier(first.index), cancelsAssociated: true),
    ]
    for command in commands {
      #expect(throws: SandboxFault.sessionsNotLocated(ofConnection: identifier)) {
        try fixture.cancel(command)
      }
    }
    #expect(fixture.model.session(second.index) != nil)
    #expect(fixture.sessions == before)
    // Their sessions can be cancelled one by one, and the pump's connection outlives all of them.
    for session in [first, second] {
      #expect(
        try fixture.cancel(CancelCommand(sessionID: fixture.identifier(session.index))) == .cancelled([]))
    }
    #expect(fixture.model.session(second.index) == nil)
    #expect(fixture.model.connection(first.connection) != nil)
    // A client that came without the pump has a connection of its own.
    let own = fixture.model.identities.identifier(ofConnection: 0)
    #expect(try fixture.cancel(CancelCommand(connectionID: own)).isCancelled)
  }

  @Test("The clients of a pump share one connection, also in the listings")
  func pumpListings() async throws {
    try await run({ $0.isPump = true }) { server in
      let first = try await server.beginSession()
      let second = try await server.beginSession()
      let connections = try await server.send(Messages.discover("DISCOVER_CONNECTIONS"))
      #expect(connections.rowCount == 6, "the population's five, and one")
      let sessions = try await server.send(
        Messages.discover("DISCOVER_SESSIONS", "<SESSION_CONNECTION_ID>106</SESSION_CONNECTION_ID>"))
      #expect(sessions.rowCount == 3)
      #expect(sessions.body.contains(first) && sessions.body.contains(second))
      let refused = try await server.send(Messages.cancel("<ConnectionID>106</ConnectionID>"))
      #expect(refused.body.contains("cannot be located and cancelled"))
      _ = try await server.send(Messages.cancel("<SessionID>\(first)</SessionID>"))
      let after = try await server.send(Messages.discover("DISCOVER_SESSIONS"))
      #expect(!after.body.contains(first) && after.body.contains(second))
    }
  }

  // MARK: Session timeout

  @Test("An explicit session that is idle too long is gone; a busy one is not")
  func expiry() throws {
    var fixture = ModelFixture(sessions: 0)
    fixture.model = SandboxModel(
      seed: 1, sessionCount: 12, epoch: ModelFixture.epoch,
      sessionTimeout: SandboxDuration(milliseconds: 5_000))
    let idle = fixture.open(as: fixture.administrator)
    let busy = fixture.open(as: fixture.administrator)
    let used = fixture.open(as: fixture.administrator)
    _ = try fixture.model.beginCommand("WAIT", inSession: busy.index, database: nil, at: fixture.now)
    let later = fixture.now.adding(milliseconds: 4_000)
    let command = try fixture.model.beginCommand("X", inSession: used.index, database: nil, at: later)
    fixture.model.endCommand(command, at: later)

    #expect(fixture.model.advance(to: fixture.now.adding(milliseconds: 5_000)) == [])
    #expect(fixture.model.session(idle.index) != nil, "not longer than the limit yet")
    #expect(fixture.model.advance(to: fixture.now.adding(milliseconds: 5_001)) == [])
    #expect(throws: SandboxFault.sessionNotFound(fixture.identifier(idle.index))) {
      try fixture.model.explicitSession(fixture.identifier(idle.index), for: fixture.administrator)
    }
    #expect(fixture.model.connection(idle.connection) == nil)
    #expect(fixture.model.session(busy.index)?.isBusy == true)
    #expect(fixture.model.session(used.index) != nil)
    // Of the population, only what worked all the time is left.
    #expect(fixture.sessions == [0, 3, 4, 5, 7, 10])
  }

  @Test("An expired session: 0xC10C000A for its id, and it is not listed")
  func expiredOverHTTP() async throws {
    let clock = ManualClock()
    var traits = ServerTraits()
    traits.sessionTimeout = SandboxDuration("30s")
    let engine = SandboxEngine(seed: 1, sessionCount: 0, traits: traits, clock: { clock.now })
    func answer(_ text: String) async throws -> String {
      let reply = try await engine.answer(Array(text.utf8), from: .anonymous, peer: "127.0.0.1:1")
      return String(decoding: try await reply.bytes(), as: UTF8.self)
    }
    let opened = try await answer(Messages.execute("<Statement/>", header: Messages.beginSession))
    let session = String(try #require(opened.firstMatch(of: /SessionId="([^"]+)"/)?.1))
    clock.advance(milliseconds: 30_000)
    #expect(try await answer(Messages.discover("DISCOVER_SESSIONS")).contains(session))
    #expect(try await answer(Messages.statement("ROWS 1", session: session)).contains("<row>"))
    clock.advance(milliseconds: 30_000)
    #expect(try await answer(Messages.statement("ROWS 1", session: session)).contains("<row>"))
    clock.advance(milliseconds: 30_001)
    let expired = try await answer(Messages.statement("ROWS 1", session: session))
    #expect(expired.contains("XMLAnalysisError.0xc10c000a"))
    #expect(expired.contains("has already expired"))
    #expect(!(try await answer(Messages.discover("DISCOVER_SESSIONS")).contains(session)))
  }

  // MARK: Session headers

  @Test(
    "Each server honours the session headers that it understands, and passes over others in silence",
    arguments: SessionHeaderForm.allCases)
  func sessionHeaders(form: SessionHeaderForm) async throws {
    try await run({ $0.sessionHeaders = form }) { server in
      let spellings: [(attributes: String, understoodBy: [SessionHeaderForm])] = [
        ("soap:mustUnderstand=\"1\"", [.any, .prefixed]),
        ("mustUnderstand=\"1\"", [.any, .bare]),
        ("soap:mustUnderstand=\"1\" mustUnderstand=\"1\"", [.any, .prefixed, .bare]),
        ("soap:mustUnderstand=\"0\"", [.any]),
        ("", [.any]),
      ]
      for (attributes, understoodBy) in spellings {
        let begin = try await server.send(
          Messages.execute(
            "<Statement/>", header: "<BeginSession xmlns=\"\(Namespaces.xmla)\" \(attributes)/>"))
        #expect(begin.body.contains("SessionId=") == understoodBy.contains(form), "\(attributes)")
        #expect(begin.body.contains("<ExecuteResponse"), "a header that is not understood does no harm")
        // A Session header that is not honoured can't fail for its id either.
        let use = try await server.send(
          Messages.execute(
            "<Statement/>", header: "<Session xmlns=\"\(Namespaces.xmla)\" SessionId=\"x\" \(attributes)/>"))
        #expect(use.body.contains("0xc10c000a") == understoodBy.contains(form), "\(attributes)")
      }
    }
  }

  // MARK: Rowsets

  @Test("A rowset that the server does not have is unknown, and not offered")
  func missingRowset() async throws {
    try await run({ $0.missingRowsets = ["DISCOVER_SESSIONS"] }) { server in
      let answer = try await server.send(Messages.discover("DISCOVER_SESSIONS"))
      #expect(answer.body.contains("<faultcode>XMLAnalysisError.0xc10f0014</faultcode>"))
      #expect(answer.body.contains("ErrorCode=\"3238789153\""))
      let rowsets = try await server.send(Messages.discover("DISCOVER_SCHEMA_ROWSETS"))
      #expect(rowsets.rowCount == Rowset.allCases.count - 1)
      #expect(!rowsets.body.contains("DISCOVER_SESSIONS"))
      #expect(try await server.send(Messages.discover("DISCOVER_CONNECTIONS")).rowCount > 0)
      let view = try await server.send(Messages.statement("SELECT * FROM $SYSTEM.DISCOVER_SESSIONS"))
      #expect(view.body.contains("<soap:Fault"))
    }
  }

  @Test("A server that refuses Discover refuses every one, and runs commands and queries on views")
  func refusedDiscover() async throws {
    try await run({ $0.refusesDiscover = true }) { server in
      for rowset in ServerTraits.rowsets {
        let answer = try await server.send(Messages.discover(rowset))
        #expect(answer.body.contains("<faultcode>XMLAnalysisError.0xc1180016</faultcode>"), "\(rowset)")
      }
      #expect(try await server.send(Messages.statement("ROWS 2")).rowCount == 2)
      let view = try await server.send(Messages.statement("SELECT * FROM $SYSTEM.DISCOVER_SESSIONS"))
      #expect(view.rowCount == 13)
    }
  }
}

extension CancelOutcome {
  var isCancelled: Bool {
    if case .cancelled = self { true } else { false }
  }
}

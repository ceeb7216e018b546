import Testing

@testable import XMLASandbox

/// The sentences of the document "Canceling Commands" that apply to the model, one by one.
struct CancelSemanticsTests {
  @Test(
    """
    A user can cancel the currently executing command within the context of the current explicit session \
    by sending a Cancel command with no specified properties
    """)
  func ownCommand() throws {
    var fixture = ModelFixture()
    let session = fixture.open(as: fixture.reader)
    let command = try fixture.model.beginCommand(
      "WAIT", inSession: session.index, database: nil, at: fixture.now)
    let outcome = try fixture.cancel(CancelCommand(), in: session.index, by: fixture.reader)
    #expect(outcome == .cancelled([command]))
    let after = try #require(fixture.model.session(session.index))
    #expect(after.status == 0)
    #expect(after.command?.end == fixture.now)
    #expect(after.command?.text == "WAIT")
  }

  @Test("A command running in an implicit session cannot be canceled by a user")
  func implicitSession() throws {
    var fixture = ModelFixture()
    let client = ClientDescription(hostName: "", application: "", database: "")
    let session = fixture.model.openSession(
      isExplicit: false, user: fixture.reader, client: client, at: fixture.now)
    _ = try fixture.model.beginCommand("WAIT", inSession: session.index, database: nil, at: fixture.now)
    #expect(try fixture.cancel(CancelCommand(), by: fixture.reader) == .nothingRunning)
    #expect(throws: SandboxFault.sessionNotFound(fixture.identifier(session.index))) {
      try fixture.model.explicitSession(fixture.identifier(session.index), for: fixture.administrator)
    }
    #expect(fixture.model.session(session.index)?.isBusy == true)
  }

  @Test(
    """
    By specifying a session identifier for an explicit session in the SessionID property, a server \
    administrator can cancel a session, including the currently executing command
    """)
  func sessionByServerAdministrator() throws {
    var fixture = ModelFixture()
    let running = try #require(fixture.model.session(0)?.runningCommand)
    let command = CancelCommand(sessionID: "{" + fixture.identifier(0).lowercased() + "}")
    #expect(try fixture.cancel(command) == .cancelled([running]))
    #expect(fixture.model.session(0) == nil)
    #expect(fixture.sessions == Array(1..<12))
    #expect(fixture.model.connection(0) != nil)
    #expect(throws: SandboxFault.sessionNotFound(fixture.identifier(0))) {
      try fixture.model.explicitSession(fixture.identifier(0), for: fixture.administrator)
    }
  }

  @Test("An idle session can be cancelled too")
  func idleSession() throws {
    var fixture = ModelFixture()
    #expect(try fixture.cancel(CancelCommand(sessionID: fixture.identifier(1))) == .cancelled([]))
    #expect(fixture.model.session(1) == nil)
  }

  @Test(
    """
    A database administrator can only cancel sessions for databases on which he or she has administrative \
    permissions
    """)
  func sessionByDatabaseAdministrator() throws {
    var fixture = ModelFixture()
    let user = fixture.salesAdministrator
    for index in 0..<12 {
      let session = try #require(fixture.model.session(index))
      let command = CancelCommand(sessionID: fixture.identifier(index))
      if session.database == "Sales DW" {
        _ = try fixture.cancel(command, by: user)
        #expect(fixture.model.session(index) == nil)
      } else {
        #expect(throws: SandboxFault.cancelDenied(to: user)) {
          try fixture.cancel(command, by: user)
        }
        #expect(fixture.model.session(index) == session)
      }
    }
  }

  @Test(
    """
    By specifying a connection identifier in the ConnectionID property, a server administrator can cancel \
    all of the sessions associated with a given connection, including all running commands, and cancel \
    the connection
    """)
  func connection() throws {
    var fixture = ModelFixture()
    let running = try (5...7).map { try #require(fixture.model.session($0)).runningCommand }
    let identifier = fixture.model.identities.identifier(ofConnection: 2)
    let outcome = try fixture.cancel(CancelCommand(connectionID: identifier))
    #expect(outcome == .cancelled(running.compactMap(\.self)))
    #expect(fixture.sessions == [0, 1, 2, 3, 4, 8, 9, 10, 11])
    #expect(fixture.model.connection(2) == nil)
    #expect(throws: SandboxFault.unknownConnection(identifier)) {
      try fixture.cancel(CancelCommand(connectionID: identifier))
    }
  }

  @Test(
    """
    If the instance cannot locate and cancel the sessions associated with a connection, the instance \
    cannot cancel the connection. If this case is encountered, an error occurs
    """)
  func connectionWithoutSessions() throws {
    var fixture = ModelFixture()
    _ = try fixture.cancel(CancelCommand(sessionID: fixture.identifier(8)))
    let identifier = fixture.model.identities.identifier(ofConnection: 3)
    #expect(throws: SandboxFault.sessionsNotLocated(ofConnection: identifier)) {
      try fixture.cancel(CancelCommand(connectionID: identifier))
    }
  }

  @Test(
    """
    By specifying a server process identifier (SPID) in the SPID property, a server administrator can \
    cancel the commands associated with a given SPID
    """)
  func spid() throws {
    var fixture = ModelFixture()
    for index in [0, 4] {
      let running = try #require(fixture.model.session(index)?.runningCommand)
      #expect(try fixture.cancel(CancelCommand(spid: fixture.spid(index))) == .cancelled([running]))
      let after = try #require(fixture.model.session(index))
      #expect(after.status == 0)
      #expect(after.idleTime(at: fixture.now.adding(milliseconds: 7)) == 7)
      #expect(try fixture.cancel(CancelCommand(spid: fixture.spid(index))) == .nothingRunning)
    }
    #expect(fixture.sessions.count == 12)
  }

  @Test(
    """
    You can set the CancelAssociated property to true to cancel the connections, sessions, and commands \
    associated with the connection, session, or SPID specified in the Cancel command
    """,
    arguments: ["SPID", "SessionID", "ConnectionID"])
  func associated(property: String) throws {
    var fixture = ModelFixture()
    var command = CancelCommand(cancelsAssociated: true)
    switch property {
    case "SPID": command.spid = fixture.spid(1)
    case "SessionID": command.sessionID = fixture.identifier(1)
    default: command.connectionID = fixture.model.identities.identifier(ofConnection: 0)
    }
    let running = try #require(fixture.model.session(0)?.runningCommand)
    #expect(try fixture.cancel(command) == .cancelled([running]))
    #expect(fixture.sessions == Array(3..<12))
    #expect(fixture.model.connection(0) == nil)
  }

  @Test(
    "ConnectionID, SPID and CancelAssociated are a server administrator's; a reader has SessionID neither")
  func permissions() throws {
    var fixture = ModelFixture()
    let databaseAdministrator = fixture.salesAdministrator
    let reader = fixture.reader
    let before = fixture.model.session(0)
    let denied: [(SandboxUser, CancelCommand)] = [
      (databaseAdministrator, CancelCommand(connectionID: 101)),
      (databaseAdministrator, CancelCommand(spid: 1_001)),
      (databaseAdministrator, CancelCommand(sessionID: fixture.identifier(0), cancelsAssociated: true)),
      (reader, CancelCommand(connectionID: 101)),
      (reader, CancelCommand(spid: 1_001)),
      (reader, CancelCommand(sessionID: fixture.identifier(0))),
    ]
    for (user, command) in denied {
      #expect(throws: SandboxFault.cancelDenied(to: user)) {
        try fixture.cancel(command, by: user)
      }
    }
    #expect(fixture.model.session(0) == before)
  }

  @Test("An id that is not there is a fault, and so are several ids")
  func unknownIdentifiers() {
    var fixture = ModelFixture()
    let missing = "0B0C7C4E-5E1B-4C6B-9C55-7B1C2F4A9D10"
    let faults: [(CancelCommand, SandboxFault)] = [
      (CancelCommand(spid: 99_999), .unknownSPID(99_999)),
      (CancelCommand(spid: -1), .unknownSPID(-1)),
      (CancelCommand(spid: .max), .unknownSPID(.max)),
      (CancelCommand(connectionID: .min), .unknownConnection(.min)),
      (CancelCommand(sessionID: missing), .unknownSession(missing)),
      (CancelCommand(sessionID: "x"), .unknownSession("x")),
      (CancelCommand(connectionID: 101, spid: 1_001), .ambiguousCancel),
    ]
    for (command, fault) in faults {
      #expect(throws: fault) { try fixture.cancel(command) }
    }
    #expect(fixture.sessions.count == 12)
  }
}

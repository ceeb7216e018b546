import Foundation
import SessionControl
import Synchronization
import TestSupport
import Testing

@testable import MySQLClient

/// A real MariaDB that freezes (SIGSTOP) or dies (SIGKILL) while it is asked.
@Suite(.startsServers, .enabled(if: TestMariaDB.isInstalled, "\(TestMariaDB.missing)"))
struct FaultFreezeTests {
  /// What happens to the server.
  enum Blow: String, CaseIterable, Sendable {
    case freeze, crash

    func strike(_ server: TestMariaDB) throws {
      switch self {
      case .freeze: try server.freeze()
      case .crash: try server.crash()
      }
    }

    /// What the person is told of it.
    var says: String {
      switch self {
      case .freeze: "no answer within 1.0s"
      case .crash: "the connection broke"
      }
    }
  }

  @Test("Frozen before a connection: listing and kill say to try again, and nothing was cancelled")
  func beforeConnecting() async throws {
    try await FaultCheck.with { check in
      try await TestMariaDB.with { server in
        server.startClient(user: "anna", TestMariaDB.waiting, log: "anna.log")
        let id = try await server.busyThread(of: "anna")
        try await server.frozen {
          for list in ["sessions", "connections", "commands", "transactions", "locks"] {
            try await check.fails(
              [list], on: server.url, status: 75, says: "no connection within 1.0s", "try again")
          }
          for verb in ["query", "connection"] {
            try await check.fails(
              ["kill", verb, id, "--wait", "5s"], on: server.url, status: 75,
              says: "nothing was cancelled", "no connection within 1.0s", "try again")
          }
        }
        #expect(try await server.busyThread(of: "anna") == id)
      }
    }
  }

  @Test("In the middle of a listing: what came is told to be incomplete; status 69", arguments: Blow.allCases)
  func withinListing(_ blow: Blow) async throws {
    try await TestMariaDB.with { server in
      // More than the pipe and the socket hold: the listing can't be over while nobody reads it.
      let clients = (0..<20).map { _ in server.connection(user: "anna") }
      let statement = "SELECT SLEEP(600), LENGTH('\(String(repeating: "x", count: 200_000))')"
      let running = clients.map { client in Task { try await client.rows(statement) } }
      try await Eventually.holds("twenty long statements") {
        try await server.sql(
          "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE USER = 'anna' AND COMMAND = 'Query'"
        ).output == "20\n"
      }
      let folder = server.folder
      async let result = Program.shell(
        """
        cd \(folder) && mkfifo go && {
          xmlactl sessions -t '\(server.url)' -o ndjson --timeout 1s; echo $? >status
        } | { head -c 1000 >first; touch started; read go <go; cat >rest; }
        """)
      try await Eventually.holds("the first row") {
        FileManager.default.fileExists(atPath: "\(folder)/started")
      }
      try blow.strike(server)
      _ = try await Program.shell("echo go >\(folder)/go")
      let errors = try await result.errors
      try? server.thaw()
      #expect(try String(contentsOfFile: "\(folder)/status", encoding: .utf8) == "69\n")
      #expect(errors.split(separator: "\n").count == 1, "\(errors)")
      #expect(errors.hasPrefix("xmlactl: \(server.url): \(blow.says)"), "\(errors)")
      let rest = try String(contentsOfFile: "\(folder)/rest", encoding: .utf8)
      #expect(rest.split(separator: "\n").count < 20, "it was struck in the middle")

      for task in running { task.cancel() }
      for client in clients { await client.close() }
    }
  }

  @Test("Between the question and the answer: nobody is killed, and each is told", arguments: Blow.allCases)
  func beforeKill(_ blow: Blow) async throws {
    try await TestMariaDB.with { server in
      for user in ["anna", "etl"] { server.startClient(user: user, TestMariaDB.waiting, log: "\(user).log") }
      let ids = (try await server.busyThread(of: "anna"), try await server.busyThread(of: "etl"))
      let line = "exec xmlactl kill query \(ids.0) \(ids.1) -t '\(server.url)' --timeout 1s --wait 9s"
      let status = try await PseudoTerminal.run(line, columns: 400) { terminal in
        try await terminal.expect("Cancel these 2 sessions")
        try blow.strike(server)
        terminal.type("y\r")
        try await terminal.expect("thread \(ids.0): \(blow.says)")
        try await terminal.expect("thread \(ids.1): the connection broke earlier in this run")
        #expect(!terminal.screen.contains("seen to"))
      }
      #expect(status == 69)
      guard blow == .freeze else { return }
      try server.thaw()
      #expect(try await server.busyThread(of: "anna") == ids.0)
      #expect(try await server.busyThread(of: "etl") == ids.1)
    }
  }

  @Test("At the KILL itself: it may have been carried out, and it was, once the server went on")
  func atKill() async throws {
    try await TestMariaDB.with { server in
      server.startClient(user: "anna", TestMariaDB.waiting, log: "anna.log")
      let id = try #require(UInt64(try await server.busyThread(of: "anna")))
      // What is traced is about to be sent.
      let backend = MySQLBackend(
        target: "test", address: MySQLAddress(endpoint: .socket(path: server.socket), tls: .disabled),
        credentials: Credentials(user: "root"), limits: TimeLimits(answer: .seconds(1)),
        trace: { if $0.hasPrefix("> KILL") { try? server.freeze() } })
      let victim = try #require(try await backend.look(at: CancelRequest(.spid(id)), database: nil))
      let failure = await #expect(throws: ControlError.self) {
        try await backend.cancel(victim, terms: CancelTerms())
      }
      try server.thaw()
      #expect(failure?.code == .timedOut)
      #expect(failure?.message.contains("may have been carried out") == true)
      #expect(failure?.hint == "list the sessions again before you kill")
      #expect(try await server.log("anna.log", saying: "ERROR").contains("ERROR 1317"))
      await backend.close()
    }
  }

  @Test("During --wait: the kill was accepted, and whether it helped was not seen", arguments: Blow.allCases)
  func duringWait(_ blow: Blow) async throws {
    try await TestMariaDB.with { server in
      try await StalledClient.with(server) { victim in
        let line = "exec xmlactl kill query \(victim.id) -t '\(server.url)' --timeout 1s --wait 60s"
        let status = try await PseudoTerminal.run(line, columns: 400) { terminal in
          try await terminal.expect("thread \(victim.id): cancel accepted, watching for up to 1m")
          try blow.strike(server)
          try await terminal.expect("the cancel was accepted, and then a look failed: \(blow.says)")
          #expect(!terminal.screen.contains("seen to"))
        }
        try? server.thaw()
        #expect(status == 69)
      }
    }
  }

  @Test("A statement that goes on after an accepted kill is not claimed to have stopped; status 4")
  func ignoresKill() async throws {
    try await TestMariaDB.with { server in
      try await StalledClient.with(server) { victim in
        let result = try await Program.xmlactl(
          "kill", "query", "\(victim.id)", "-t", server.url, "--wait", "1s")
        #expect(result.status == 4, "\(result.errors)")
        #expect(result.output == "")
        #expect(result.errors.contains("the cancel was accepted, and after "), "\(result.errors)")
        // A hard end is what helps there.
        let ended = try await Program.xmlactl(
          "kill", "connection", "\(victim.id)", "-t", server.url, "--wait", "20s")
        #expect(ended.status == 0, "\(ended.errors)")
      }
    }
  }
}

import Foundation
import Synchronization
import Testing

@testable import XMLASandbox

/// Several nodes behind one address.
struct FarmTests {
  private static func run(
    nodes: Int = 2, balance: Balance = .request, _ change: (inout SandboxConfiguration) -> Void = { _ in },
    _ body: (TestServer) async throws -> Void
  ) async throws {
    var configuration = SandboxConfiguration()
    configuration.nodeCount = nodes
    configuration.balance = balance
    change(&configuration)
    try await TestServer.run(configuration, body)
  }

  private static func node(_ number: Int) -> String { "/node/\(number)/xmla" }

  private static func serverName(_ body: String) -> String? {
    body.firstMatch(of: /NODE(\d)<\/Value>/).map { String($0.1) }
  }

  private static let askName = Messages.discover(
    "DISCOVER_PROPERTIES", "<PropertyName>ServerName</PropertyName>")

  /// The status of a SPID on one node.
  private static func isRunning(_ spid: Int, on node: Int, of server: TestServer) async throws -> Bool {
    let row = try await server.send(
      Messages.discover("DISCOVER_SESSIONS", "<SESSION_SPID>\(spid)</SESSION_SPID>"), path: self.node(node))
    return row.body.contains("<SESSION_STATUS>1<")
  }

  // MARK: What the nodes are

  @Test("Each node has other users, commands, databases and SESSION_IDs at the same SPIDs and connection ids")
  func populations() throws {
    let nodes = (0..<Population.largestNodeCount).map {
      Population(seed: 5, sessionCount: 600, epoch: ModelFixture.epoch, node: $0)
    }
    let alone = Population(seed: 5, sessionCount: 600, epoch: ModelFixture.epoch)
    for index in 0..<600 {
      let sessions = nodes.map { $0.session(index) }
      #expect(sessions[0] == alone.session(index))
      #expect(Set(sessions.map(\.userName)).count == nodes.count)
      #expect(Set(sessions.map { $0.command?.text }).count == nodes.count)
      #expect(Set(sessions.map { $0.command?.start }).count == nodes.count)
      #expect(Set(sessions.prefix(3).map(\.database)).count == 3)
      #expect(Set(nodes.map { $0.identities.identifier(ofSession: index) }).count == nodes.count)
      #expect(Set(nodes.map { $0.identities.spid(ofSession: index) }).count == 1)
      #expect(Set(sessions.map(\.connection)).count == 1)
      #expect(Set(sessions.map(\.status)).count == 1)
    }
    for index in 0..<alone.connectionCount {
      #expect(Set(nodes.map { $0.connection(index).userName }).count == nodes.count)
      #expect(Set(nodes.map { $0.connection(index).hostName }).count == nodes.count)
    }
  }

  @Test("Each node says its own name, and a single server is no node")
  func names() async throws {
    try await Self.run(nodes: 3) { server in
      for node in 1...3 {
        let answer = try await server.send(Self.askName, path: Self.node(node))
        #expect(answer.body.contains("<Value>SANDBOX\\NODE\(node)</Value>"))
      }
      #expect(try await server.send(Self.askName, path: Self.node(4)).status == 404)
    }
    try await TestServer.run { server in
      let answer = try await server.send(Self.askName, path: Self.node(1))
      #expect(answer.body.contains("<Value>xmla-sandbox</Value>"))
    }
  }

  // MARK: Who gets a request

  @Test("Each request of one kept connection goes to any node, by the seed and not in turn")
  func requests() async throws {
    var runs: [[String]] = []
    for seed: UInt64 in [1, 1, 2] {
      try await Self.run({ $0.seed = seed }) { server in
        let connection = try RawConnection(port: server.port)
        var names: [String] = []
        for _ in 0..<40 {
          connection.post(Self.askName)
          let reply = await connection.read(untilEnd: "</soap:Envelope>")
          #expect(!reply.contains("Set-Cookie"))
          let name = try #require(Self.serverName(reply))
          names.append(name)
        }
        runs.append(names)
      }
    }
    #expect(runs[0] == runs[1] && runs[0] != runs[2])
    for names in runs {
      #expect((10...30).contains(names.count { $0 == "1" }))
      #expect(zip(names, names.dropFirst()).contains { $0 == $1 }, "not in turn")
    }
  }

  @Test("A cookie of the first reply keeps a client at its node")
  func cookies() async throws {
    try await Self.run(balance: .cookie) { server in
      var nodes: Set<String> = []
      for _ in 0..<30 {
        let first = try await server.send(Self.askName)
        let name = try #require(Self.serverName(first.body))
        #expect(first.headers["set-cookie"] == "SERVERID=n\(name); Path=/")
        nodes.insert(name)
        for _ in 0..<5 {
          let next = try await server.send(Self.askName, cookie: "other=1; SERVERID=n\(name)")
          #expect(Self.serverName(next.body) == name)
          #expect(next.headers["set-cookie"] == nil)
        }
      }
      #expect(nodes == ["1", "2"])
      let unknown = try await server.send(Self.askName, cookie: "SERVERID=n7")
      #expect(unknown.headers["set-cookie"] != nil)
    }
  }

  // MARK: Sessions

  @Test("A session of another node is 0xC10C000A, and nothing is done")
  func sessionOfAnotherNode() async throws {
    let records = Mutex<[CancelRecord]>([])
    try await Self.run({ $0.onCancel = { record in records.withLock { $0.append(record) } } }) { server in
      let begun = try await server.send(
        Messages.execute("<Statement/>", header: Messages.beginSession), path: Self.node(1))
      let begin = try #require(begun.body.firstMatch(of: /SessionId="([^"]+)"/))
      let session = String(begin.1)
      let cancel = Messages.cancel("<SPID>1001</SPID>", session: session)
      let stray = try await server.send(cancel, path: Self.node(2))
      #expect(stray.body.contains("XMLAnalysisError.0xc10c000a"))
      for node in 1...2 { #expect(try await Self.isRunning(1001, on: node, of: server)) }
      let put = Messages.statement("PUT a 1", session: session, properties: "<Catalog>HR</Catalog>")
      let strayPut = try await server.send(put, path: Self.node(2))
      #expect(strayPut.body.contains("0xc10c000a"))
      let ownPut = try await server.send(put, path: Self.node(1))
      #expect(ownPut.body.contains("xml-analysis:empty"))
      let get = Messages.statement("GET", properties: "<Catalog>HR</Catalog>")
      #expect(try await server.send(get, path: Self.node(1)).rowCount == 1)
      #expect(try await server.send(get, path: Self.node(2)).rowCount == 0, "each has its own content")
      let own = try await server.send(cancel, path: Self.node(1))
      #expect(own.body.contains("xml-analysis:empty"))
      #expect(try await Self.isRunning(1001, on: 1, of: server) == false)
      #expect(try await Self.isRunning(1001, on: 2, of: server))
    }
    let found = records.withLock(\.self)
    #expect(found.map(\.node) == [2, 1])
    #expect(found.map(\.answer) == ["0xc10c000a", "cancelled"])
    #expect(found.map(\.hits.count) == [0, 1])
  }

  @Test("Who looks and cancels without a session hits strangers: each cancel and its record name the node")
  func strangers() async throws {
    let records = Mutex<[CancelRecord]>([])
    try await Self.run({
      $0.onCancel = { record in records.withLock { $0.append(record) } }
      $0.traits.succession = Succession(pause: SandboxDuration("1ms"))
    }) { server in
      for _ in 0..<40 {
        _ = try await server.send(Messages.cancel("<SPID>1001</SPID>"))
      }
    }
    let found = records.withLock(\.self)
    #expect(found.count == 40 && Set(found.map(\.node)) == [1, 2])
    for node in 1...2 {
      let hits = found.filter { $0.node == node }.flatMap(\.hits)
      let users = Set(hits.map(\.user))
      #expect(users.count == 1 && hits.allSatisfy { $0.spid == 1001 && !$0.isSessionEnded })
      let counts = hits.compactMap { $0.command?.count }
      #expect(zip(counts, counts.dropFirst()).allSatisfy { $1 == $0 + 1 }, "one command after the other")
    }
    #expect(Set(found.flatMap(\.hits).map(\.user)).count == 2)
  }

  // MARK: Records

  @Test("A record tells what each form of Cancel hit")
  func records() async throws {
    let records = Mutex<[CancelRecord]>([])
    let engine = SandboxEngine(
      seed: 1, sessionCount: 12, onCancel: { record in records.withLock { $0.append(record) } },
      clock: { ModelFixture.epoch })
    func cancel(_ properties: String, _ manner: CancelManner = .prompt) async throws -> CancelRecord {
      let text = Messages.cancel(properties)
      _ = try await engine.answer(
        Array(text.utf8), from: .anonymous, peer: "127.0.0.1:1", cancelManner: manner)
      return try #require(records.withLock { $0.popLast() })
    }
    let identities = Identities(seed: 1)
    let population = Population(seed: 1, sessionCount: 12, epoch: ModelFixture.epoch)
    let ignored = try await cancel("<SPID>1001</SPID>", .ignored)
    #expect(ignored.answer == "cancelled" && ignored.hits == [])
    let command = try await cancel("<SPID>1001</SPID>")
    let hit = try #require(command.hits.first)
    #expect(command.hits.count == 1 && command.spid == 1001 && command.user == "SANDBOX\\anonymous")
    #expect(hit.session == identities.identifier(ofSession: 0).text && !hit.isSessionEnded)
    let expected = try #require(population.session(0).command)
    #expect(hit.command?.text == expected.text && hit.command?.count == expected.number)
    #expect(hit.command?.start.count == "2026-09-21T14:13:20.000".count)
    let again = try await cancel("<SPID>1001</SPID>")
    #expect(again.answer == "nothing running" && again.hits == [])
    let unknown = try await cancel("<SPID>9999</SPID>")
    #expect(unknown.answer == "0xc114fffe" && unknown.hits == [])
    let session = identities.identifier(ofSession: 1).text
    let idle = try await cancel("<SessionID>\(session)</SessionID>")
    #expect(idle.hits.map(\.session) == [session] && idle.hits.first?.isSessionEnded == true)
    #expect(idle.hits.first?.command == nil)
    let connection = try await cancel("<ConnectionID>102</ConnectionID>")
    #expect(connection.hits.map(\.spid) == [1004, 1005] && connection.hits.allSatisfy(\.isSessionEnded))
    #expect(connection.hits.allSatisfy { $0.command != nil })
    #expect(command.line.hasPrefix(#"{"answer":"cancelled","hits":[{"command":{"count":"#))
    #expect(!command.line.contains("\n"))
  }

  @Test("A late cancel has two records: the second tells what it hit")
  func lateRecord() async throws {
    let records = Mutex<[CancelRecord]>([])
    let clock = ManualClock()
    let engine = SandboxEngine(
      seed: 1, sessionCount: 12, onCancel: { record in records.withLock { $0.append(record) } },
      clock: { clock.now })
    let text = Messages.cancel("<SPID>1001</SPID>")
    _ = try await engine.answer(
      Array(text.utf8), from: .anonymous, peer: "127.0.0.1:1", cancelManner: .late(milliseconds: 60_000))
    #expect(records.withLock(\.self).map(\.answer) == ["later"])
    #expect(records.withLock(\.self).flatMap(\.hits) == [])
    clock.advance(milliseconds: 60_000)
    _ = try await engine.answer(Array(Self.askName.utf8), from: .anonymous, peer: "127.0.0.1:1")
    #expect(records.withLock(\.self).map(\.answer) == ["later", "cancelled"])
    #expect(records.withLock(\.self).flatMap(\.hits).map(\.spid) == [1001])
  }

  // MARK: With the other options

  @Test("Faults stand before the nodes, not on the way to one of them; logins are everywhere")
  func otherOptions() async throws {
    let fault = try FaultRule("fault-500")
    try await Self.run({
      $0.faults = [fault]
      $0.traits.missingRowsets = ["DISCOVER_JOBS"]
      $0.access = AccessControl(
        users: [SandboxUser(name: "anna", role: .serverAdministrator)], password: "secret")
    }) { server in
      let spoilt = try await server.send(Self.askName, credentials: "anna:secret")
      #expect(spoilt.status == 500)
      for node in 1...2 {
        let stranger = try RawConnection(port: server.port)
        stranger.post(Self.askName, path: Self.node(node))
        #expect(await stranger.read(untilEnd: "</p>\n").hasPrefix("HTTP/1.1 401 "))
        let jobs = try await server.send(
          Messages.discover("DISCOVER_JOBS"), path: Self.node(node), credentials: "anna:secret")
        #expect(jobs.status == 200 && jobs.body.contains("was not recognized"))
      }
    }
  }
}

import TestSupport
import Testing

extension PeerTests {
  /// The warning of the seed "Cancellation": "Using a proxy or a Layer 4 load balancer may interfere with the ability
  /// to send the KILL QUERY command to the same server".
  @Suite(
    .enabled(
      if: TestHAProxy.isInstalled && TestMariaDB.isInstalled,
      "HAProxy or MariaDB is not installed (Debian: haproxy, mariadb-server-core, mariadb-client-core)"))
  struct HAProxyTests {
    /// What one run did.
    private struct Run: Sendable {
      var ids: [String]
      var result: ProgramResult
      /// The user that was demanded.
      var demanded: String?
    }

    @Test("Through a round robin a plain KILL hits a stranger; of 200 kills by xmlactl none does")
    func roundRobin() async throws {
      try await BalancedMariaDB.with(clients: 4) { balanced in
        let ids = balanced.clients[0].map(\.id)
        #expect(ids == balanced.clients[1].map(\.id), "the ids coincide")
        try await plainKillHitsStranger(balanced)

        let before = try balanced.interruptions()
        // Two runs at once for the same id could both have killed the same statement.
        let lanes = [[ids[0], ids[1]], [ids[2], ids[3]]]
        let runs = try await withThrowingTaskGroup(of: [Run].self) { group in
          for lane in lanes { group.addTask { try await kills(lane, balanced) } }
          return try await group.reduce(into: []) { $0 += $1 }
        }
        let attempts = runs.map(\.ids.count).reduce(0, +)
        #expect(attempts >= 200)

        // Each statement that was killed is one that a run claims to have seen stop, and the other way round.
        var claims: [String: Int] = [:]
        for run in runs { try check(run, balanced, &claims) }
        let expected = before.merging(claims, uniquingKeysWith: +)
        try await Eventually.holds("what the clients were told") { try balanced.interruptions() == expected }
        for client in balanced.clients.joined() {
          #expect(claims[client.user, default: 0] > 0, "\(client.user) had its turn")
        }
        #expect(
          runs.contains { $0.demanded != nil && $0.result.status == 5 }, "the other server had its turn")

        try await plansHitNobodyElsewhere(balanced)
      }
    }

    @Test("An id that tells its server is killed on that server, whose turn it may be")
    func fullIDs() async throws {
      try await BalancedMariaDB.with(clients: 2) { balanced in
        var names: [(client: BalancedMariaDB.Client, name: String)] = []
        for (server, clients) in zip(balanced.servers, balanced.clients) {
          for client in clients {
            let list = try await Program.xmlactl(
              "commands", "-t", server.url, "--user", client.user, "-o", "name")
            #expect(list.output.hasPrefix("\(client.id)/"), "\(list.errors)")
            names.append((client, list.output))
          }
        }
        var expected = try balanced.interruptions()
        for (client, name) in names + names.map({ ($0.client, $0.name) }) {
          let result = try await Program.xmlactl(
            "kill", "query", "-", "-t", balanced.url, "--wait", "20s", input: name)
          // The second time the thread runs its next statement.
          let isFirst = expected[client.user] == 0
          #expect(result.status == (isFirst ? 0 : 5), "\(result.output)\(result.errors)")
          #expect(isFirst || result.errors.contains("it runs something else by now"), "\(result.errors)")
          expected[client.user] = 1
        }
        let ended = expected
        try await Eventually.holds("what the clients were told") { try balanced.interruptions() == ended }
      }
    }

    /// The KILL of another connection goes to the other server, which has a thread of that id as well.
    private func plainKillHitsStranger(_ balanced: BalancedMariaDB) async throws {
      try await Eventually.holds("the first server's turn") {
        try await balanced.sql("SELECT @@port").output == "\(balanced.ports[0])\n"
      }
      let (meant, stranger) = (balanced.clients[0][0], balanced.clients[1][0])
      let result = try await balanced.sql("KILL QUERY \(meant.id)")
      #expect(result.status == 0)
      #expect(result.errors == "", "nobody is told")
      try await Eventually.holds("the stranger was hit") {
        try balanced.interruptions()[stranger.user] == 1
      }
      #expect(try balanced.interruptions()[meant.user] == 0)
    }

    /// One run after the other for the threads of a lane: both in one run, and one guarded by its user.
    private func kills(_ lane: [String], _ balanced: BalancedMariaDB) async throws -> [Run] {
      var runs: [Run] = []
      for turn in 0..<61 {
        let isAlone = turn % 3 == 2
        let ids = isAlone ? [lane[turn / 3 % 2]] : lane
        let side = balanced.clients[turn / 6 % 2]
        let demanded = isAlone ? side.first { $0.id == ids[0] }?.user : nil
        let result = try await Program.run(
          [Program.path("xmlactl"), "kill", "query"] + ids
            + ["-t", balanced.url, "--yes", "--wait", "20s"] + (demanded.map { ["--user", $0] } ?? []))
        runs.append(Run(ids: ids, result: result, demanded: demanded))
      }
      return runs
    }

    private func check(_ run: Run, _ balanced: BalancedMariaDB, _ claims: inout [String: Int]) throws {
      let (result, lines) = (run.result, run.result.output.split(separator: "\n"))
      let allowed: [Int32] = run.ids.count > 1 ? [0, 1, 3, 5] : [0, 3, 5]
      #expect(allowed.contains(result.status), "\(run.ids): \(result.status) \(result.errors)")
      #expect(lines.count + result.errorLines.count == run.ids.count, "\(result.output)\(result.errors)")
      if result.status == 0 { #expect(lines.count == run.ids.count) }
      if result.status == 3 || result.status == 5 { #expect(lines.isEmpty) }
      var users: Set<Substring> = []
      for line in lines {
        // thread 12: seen to have stopped 3 ms after the cancel (was a1 from localhost on ..., active for ...)
        let form = #/^thread ([0-9]+): seen to have stopped .*\(was ([ab][0-9]+) /#
        let match = try #require(line.firstMatch(of: form), "\(line)")
        let user = match.output.2
        #expect(balanced.clients.joined().contains { $0.user == user && $0.id == match.output.1 }, "\(line)")
        if let demanded = run.demanded { #expect(user == demanded) }
        claims[String(user), default: 0] += 1
        users.insert(user.prefix(1))
      }
      #expect(users.count < 2, "one run stays on one server")
      if result.status == 5, let demanded = run.demanded {
        #expect(result.errors.contains("not '\(demanded)'"), "\(result.errors)")
      }
    }

    /// A KILL that was planned on one server and sent to the other: it names its server.
    private func plansHitNobodyElsewhere(_ balanced: BalancedMariaDB) async throws {
      let before = try balanced.interruptions()
      for verb in ["query", "connection"] {
        for client in balanced.clients[0] {
          let plan = try await Program.xmlactl("kill", verb, client.id, "-n", "-t", balanced.url)
          #expect(plan.status == 0, "\(plan.errors)")
          // The next connection goes to the other server.
          let sent = try await balanced.sql(plan.output)
          #expect(sent.status == 1)
          #expect(sent.errors.contains(verb == "query" ? "ERROR 1957" : "ERROR 1094"), "\(sent.errors)")
        }
      }
      #expect(try balanced.interruptions() == before)
    }
  }
}

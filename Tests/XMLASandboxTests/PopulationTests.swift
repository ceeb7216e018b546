import Testing

@testable import XMLASandbox

struct PopulationTests {
  @Test("The same seed gives the same sessions and connections, another seed others")
  func determinism() {
    let first = Population(seed: 7, sessionCount: 500, epoch: ModelFixture.epoch)
    let second = Population(seed: 7, sessionCount: 500, epoch: ModelFixture.epoch)
    let other = Population(seed: 8, sessionCount: 500, epoch: ModelFixture.epoch)
    for index in 0..<500 {
      #expect(first.session(index) == second.session(index))
      #expect(first.session(index) != other.session(index))
    }
    for index in 0..<first.connectionCount {
      #expect(first.connection(index) == second.connection(index))
    }
  }

  @Test("A larger population begins with the smaller one")
  func prefix() {
    let small = Population(seed: 1, sessionCount: 12, epoch: ModelFixture.epoch)
    let large = Population(seed: 1, sessionCount: 1_000_000, epoch: ModelFixture.epoch)
    #expect((0..<12).map(small.session) == (0..<12).map(large.session))
  }

  @Test("The small population has idle, running and blocked sessions of several users and databases")
  func cast() {
    for seed in UInt64(1)...20 {
      let population = Population(seed: seed, sessionCount: 12, epoch: ModelFixture.epoch)
      let sessions = (0..<12).map(population.session)
      #expect(population.connectionCount == 5)
      #expect(sessions.count { $0.status == 1 } == 5)
      #expect(sessions.count { $0.status == 2 } == 1)
      #expect(Set(sessions.map(\.userName)).count == 4)
      #expect(Set(sessions.map(\.database)) == ["Sales DW", "HR", "Finance"])
      #expect(sessions.contains { $0.command?.text.contains("\n") == true })
    }
  }

  @Test("Every session is on a connection that knows it, has the same user and is older")
  func connections() throws {
    for count in [0, 1, 4, 11, 12, 13, 1_000] {
      let population = Population(seed: 3, sessionCount: count, epoch: ModelFixture.epoch)
      var found = 0
      for index in 0..<population.connectionCount {
        let connection = population.connection(index)
        #expect(!connection.sessions.isEmpty)
        for session in connection.sessions.map(population.session) {
          found += 1
          #expect(session.connection == index)
          #expect(session.userName == connection.userName)
          #expect(session.start > connection.start)
          let command = try #require(session.command)
          #expect(command.start > session.start)
          #expect((command.end ?? command.start) < ModelFixture.epoch)
        }
      }
      #expect(found == count)
    }
  }

  @Test("Ids lead back to their session and are all different")
  func identities() throws {
    let identities = Identities(seed: 99)
    var seen: Set<SessionIdentifier> = []
    for index in Array(0..<2_000) + [999_999, 1_000_000, 123_456_789] {
      let identifier = identities.identifier(ofSession: index)
      #expect(seen.insert(identifier).inserted)
      #expect(identities.session(of: identifier) == index)
      #expect(SessionIdentifier(identifier.text) == identifier)
      #expect(identities.session(ofSPID: identities.spid(ofSession: index)) == index)
    }
    #expect(identities.spid(ofSession: 0) == 1_001)
    #expect(identities.session(of: SessionIdentifier(high: 1, low: 2)) == nil)
    #expect(Identities(seed: 98).session(of: identities.identifier(ofSession: 5)) == nil)
  }

  @Test("A GUID is read with and without braces, in any case, and nothing else is")
  func identifierText() throws {
    let text = "0B0C7C4E-5E1B-4C6B-9C55-7B1C2F4A9D10"
    let identifier = try #require(SessionIdentifier(text))
    #expect(identifier.text == text)
    #expect(SessionIdentifier("{\(text.lowercased())}") == identifier)
    for wrong in ["", "{}", String(text.dropLast()), text + "0", text.replacing("-", with: "0"), "{" + text] {
      #expect(SessionIdentifier(wrong) == nil)
    }
  }
}

@testable import XMLASandbox

/// A small model with the users that the tests act as.
struct ModelFixture {
  static let epoch = Timestamp(milliseconds: 1_790_000_000_000)

  let administrator = SandboxUser(name: "CONTOSO\\root", role: .serverAdministrator)
  let salesAdministrator = SandboxUser(
    name: "CONTOSO\\sales", role: .databaseAdministrator(databases: ["Sales DW"]))
  let reader = SandboxUser(name: "CONTOSO\\reader", role: .reader)

  var model: SandboxModel
  /// The time of the next step.
  var now = ModelFixture.epoch.adding(milliseconds: 5_000)

  init(sessions: Int = 12, seed: UInt64 = 1) {
    model = SandboxModel(seed: seed, sessionCount: sessions, epoch: Self.epoch)
  }

  /// Opens an explicit session.
  mutating func open(as user: SandboxUser, database: String = "") -> SandboxSession {
    let client = ClientDescription(hostName: "127.0.0.1:1", application: "test", database: database)
    return model.openSession(isExplicit: true, user: user, client: client, at: now)
  }

  /// Runs Cancel.
  mutating func cancel(
    _ command: CancelCommand, in session: Int? = nil, by user: SandboxUser? = nil
  ) throws -> CancelOutcome {
    try model.cancel(command, ownSession: session, by: user ?? administrator, at: now)
  }

  func spid(_ index: Int) -> Int {
    model.identities.spid(ofSession: index)
  }

  func identifier(_ index: Int) -> String {
    model.identities.identifier(ofSession: index).text
  }

  /// The indices of all sessions of the population that are there.
  var sessions: [Int] {
    (0..<model.population.sessionCount).filter { model.session($0) != nil }
  }
}

extension SandboxFault {
  /// The code of the fault as a whole.
  var code: UInt32? { details.last?.code }
}

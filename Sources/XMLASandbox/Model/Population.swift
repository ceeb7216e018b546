/// The sessions and connections that are there when the server starts.
///
/// Each is a pure function of the seed and its index, so a million of them take no memory and the same
/// seed always gives the same ones. Five connections with twelve sessions form a block; the first block
/// is a fixed cast (who runs what, who waits), the later ones are drawn.
///
/// The nodes of a farm are alike in what stands where: who works, who waits, which session is on which connection. At one
/// place each of them has another user, another database and another command, and all ids but the counted ones differ.
struct Population: Sendable {
  /// The databases of the server.
  static let databases = ["Sales DW", "HR", "Finance"]

  /// So many nodes can have other users and other commands at every place.
  static let largestNodeCount = 6

  /// How many sessions each connection of a block holds.
  private static let slotSizes = [3, 2, 3, 1, 3]
  private static let slotStarts = [0, 3, 5, 8, 9]
  private static let slotOfOffset = [0, 0, 0, 1, 1, 2, 2, 2, 3, 4, 4, 4]
  private static let blockSessions = 12
  private static let blockConnections = 5

  private struct Person {
    var name: String
    var application: String
    var isService: Bool
  }

  /// The first four are the cast of the first block.
  private static let people = [
    Person(name: "CONTOSO\\anna", application: "Microsoft Office Excel", isService: false),
    Person(name: "CONTOSO\\svc-etl", application: "SSIS", isService: true),
    Person(name: "CONTOSO\\bo", application: "Power BI Desktop", isService: false),
    Person(name: "CONTOSO\\mira", application: "Microsoft SQL Server Management Studio", isService: false),
    Person(name: "CONTOSO\\jonas", application: "Microsoft Office Excel", isService: false),
    Person(name: "CONTOSO\\li.wei", application: "DAX Studio", isService: false),
    Person(name: "CONTOSO\\svc-reports", application: "Report Server", isService: false),
    Person(name: "CONTOSO\\svc-nightly", application: "SQL Server Agent", isService: true),
    Person(name: "CONTOSO\\ines", application: "Power BI Desktop", isService: false),
    Person(name: "CONTOSO\\o'hara", application: "Tabular Editor", isService: false),
    Person(name: "FABRIKAM\\zoé", application: "", isService: false),
    Person(name: "FABRIKAM\\karl", application: "Microsoft Office Excel", isService: false),
  ]
  private static let castOfSlot = [0, 1, 2, 3, 2]
  private static let clients = people.filter { !$0.isService }
  private static let services =
    people.filter(\.isService)
    + ["svc-load", "svc-cubes", "svc-weekly", "svc-archive"].map {
      Person(name: "CONTOSO\\\($0)", application: "SQL Server Agent", isService: true)
    }

  private enum Activity {
    case running
    case blocked
    case idle
  }

  private static let castActivity: [Activity] = [
    .running, .idle, .idle, .running, .blocked, .running, .idle, .running, .idle, .idle, .running, .idle,
  ]
  private static let castDatabase = [0, 0, 1, 0, 0, 2, 2, 0, 1, 1, 1, 2]

  let identities: Identities
  let sessionCount: Int
  /// When the server started; all times before it are counted back from here.
  let epoch: Timestamp
  let succession: Succession
  /// Which node of a farm this is, from 0.
  private let node: Int
  /// What all nodes have alike comes from here.
  private let farm: Mixer
  /// What is this node's own.
  private let mixer: Mixer
  /// Turns what all nodes would draw alike into this node's own; 0 on the first.
  private let salt: UInt64

  init(
    seed: UInt64, sessionCount: Int, epoch: Timestamp, node: Int = 0, succession: Succession = Succession()
  ) {
    farm = Mixer(seed: seed)
    salt = node == 0 ? 0 : farm.bits(stream: 30, index: node)
    mixer = Mixer(seed: seed ^ salt)
    identities = Identities(seed: seed ^ salt)
    self.sessionCount = sessionCount
    self.epoch = epoch
    self.node = node
    self.succession = succession
  }

  /// The name of a database as the server spells it; nil when it has none of that name.
  static func database(named name: String) -> String? {
    databases.first { $0.isEqualIgnoringCase(name) }
  }

  /// How many connections hold the sessions.
  var connectionCount: Int {
    let rest = sessionCount % Self.blockSessions
    let slots = Self.slotStarts.count { $0 < rest }
    return sessionCount / Self.blockSessions * Self.blockConnections + slots
  }

  /// The connection that holds a session.
  func connection(ofSession index: Int) -> Int {
    index / Self.blockSessions * Self.blockConnections + Self.slotOfOffset[index % Self.blockSessions]
  }

  /// The sessions of a connection.
  func sessions(ofConnection index: Int) -> Range<Int> {
    let slot = index % Self.blockConnections
    let start = index / Self.blockConnections * Self.blockSessions + Self.slotStarts[slot]
    return start..<min(start + Self.slotSizes[slot], sessionCount)
  }

  /// A connection; `index` must be below `connectionCount`.
  func connection(_ index: Int) -> SandboxConnection {
    var draw = BitPicker(mixer.bits(stream: 10, index: index))
    let person = person(ofConnection: index)
    let age = draw.pick(3_600_000..<36_000_000)
    let sent = draw.pick(8_192..<1_048_576)
    return SandboxConnection(
      index: index,
      sessions: sessions(ofConnection: index),
      userName: person.name,
      hostName: "10.\(draw.pick(1..<9)).\(draw.pick(0..<256)).\(draw.pick(1..<255))"
        + ":\(draw.pick(49_152..<65_536))",
      application: person.application,
      start: epoch.adding(milliseconds: -age),
      bytesSent: sent,
      bytesReceived: sent / draw.pick(4..<12)
    )
  }

  /// A session; `index` must be below `sessionCount`.
  func session(_ index: Int) -> SandboxSession {
    let connection = connection(ofSession: index)
    let person = person(ofConnection: connection)
    var draw = BitPicker(farm.bits(stream: 11, index: index))
    var more = BitPicker(farm.bits(stream: 12, index: index))
    var (activity, database) = work(index, &draw, ofService: person.isService)
    // Nobody waits long for commands that are all short.
    if activity == .blocked, succession.churn != nil || holders(ofBlocked: index, database: database).isEmpty
    {
      activity = .running
    }
    draw.stir(salt)

    // No connection is younger than an hour, and no session older than 55 minutes.
    let age = draw.pick(1_500_000..<3_300_000)
    var session = SandboxSession(
      index: index,
      connection: connection,
      isExplicit: true,
      userName: person.name,
      database: Self.databases[database],
      start: epoch.adding(milliseconds: -age)
    )
    session.command = command(&more, activity, of: person, database: database)
    session.commandCount = Int(more.pick(1..<400))
    session.command?.number = session.commandCount
    session.earlierCPUTime = draw.pick(10..<90_000)
    session.usedMemory = draw.pick(64..<65_536)
    session.reads = more.pick(0..<4_000)
    session.readKB = session.reads * 128
    session.writes = person.isService ? draw.pick(0..<2_000) : 0
    session.writeKB = session.writes * 64
    return session
  }

  private func person(ofConnection index: Int) -> Person {
    let drawn = Int(farm.bits(stream: 13, index: index) % UInt64(Self.people.count))
    let number = index < Self.blockConnections ? Self.castOfSlot[index] : drawn
    let isService = Self.people[number].isService
    let before = Self.people[..<number].count { $0.isService == isService }
    return (isService ? Self.services : Self.clients).element(before + node)
  }

  private func work(
    _ index: Int, _ draw: inout BitPicker, ofService isService: Bool
  ) -> (activity: Activity, database: Int) {
    let isCast = index < Self.blockSessions
    let activity = isCast ? Self.castActivity[index] : Self.drawActivity(&draw, ofService: isService)
    let database = isCast ? Self.castDatabase[index] : Int(draw.pick(0..<Int64(Self.databases.count)))
    return (activity, (database + node) % Self.databases.count)
  }

  /// A block is a world of its own, in which a session that is blocked waits for those that work on its database.
  func block(ofSession index: Int) -> Int { index / Self.blockSessions }

  /// Who a blocked session waits for.
  private func holders(ofBlocked index: Int, database: Int) -> [Int] {
    sessions(ofBlock: block(ofSession: index)).filter { other in
      guard other != index else { return false }
      var draw = BitPicker(farm.bits(stream: 11, index: other))
      let isService = person(ofConnection: connection(ofSession: other)).isService
      let work = work(other, &draw, ofService: isService)
      return work.activity == .running && work.database == database
    }
  }

  func sessions(ofBlock block: Int) -> Range<Int> {
    let start = block * Self.blockSessions
    return start..<min(start + Self.blockSessions, sessionCount)
  }

  /// What a session's command holds or, when it is blocked, waits for; nil when none of the population's runs
  /// there.
  func lockMode(of session: SandboxSession) -> LockMode? {
    guard session.isBusy, let command = session.command, command.isInvented else { return nil }
    // Not by its status, which is another one while a cancel of it is pending.
    if command.state == .blocked { return .commitWrite }
    return command.text.contains("<Process") ? .write : .commitRead
  }

  /// When the transaction of a processing session began; nil when there is none.
  func transactionStart(of session: SandboxSession) -> Timestamp? {
    guard lockMode(of: session) != nil, let command = session.command, command.text.contains("<Process")
    else {
      return nil
    }
    return command.start
  }

  private static func drawActivity(_ draw: inout BitPicker, ofService isService: Bool) -> Activity {
    switch draw.pick(0..<32) {
    case 0, 1: .running
    case 2 where isService: .blocked
    default: .idle
    }
  }

  private func command(
    _ draw: inout BitPicker, _ activity: Activity, of person: Person, database: Int
  ) -> LastCommand {
    let isMetadata = !person.isService && activity == .idle && draw.pick(0..<4) == 0
    let texts =
      isMetadata
      ? PopulationTexts.metadata
      : PopulationTexts.texts(of: Self.databases[database], process: person.isService)
    // Nodes with the same database here differ in the text.
    let turn = isMetadata ? node : node / Self.databases.count
    let text = texts.element(Int(draw.pick(0..<Int64(texts.count))) + turn)
    draw.stir(salt)
    let cpuPerSecond = activity == .blocked ? 2 : draw.pick(350..<990)
    let age = draw.pick(20_000..<1_200_000)
    let start = epoch.adding(milliseconds: -age)
    let state: LastCommand.State
    switch activity {
    case .running: state = .running
    case .blocked: state = .blocked
    case .idle: state = .ended(start.adding(milliseconds: draw.pick(3..<18_000)))
    }
    return LastCommand(
      text: text, start: start, state: state, number: 0, cpuPerSecond: cpuPerSecond, isInvented: true)
  }
}

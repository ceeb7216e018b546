internal import SessionControl
internal import Synchronization

/// How looks and a Cancel stay on one server, and how the server of an id is found behind a balancer.
extension XMLABackend {
  /// How many servers are asked for an id that this one does not have: chance leads to them, also to the same again.
  static let maximumServers = 40
  /// How many new connections are looked at before an address is said to lead to one server: all of ten came to the same
  /// of two once in a thousand tries (measured).
  private static let maximumProbes = 20
  /// How long an own session may take to end: nobody waits for that.
  private static let tidying: Duration = .seconds(5)

  /// The header of our own session, which is opened when it is first needed; nil where the server opens none.
  func ownHeader() async throws -> SessionHeader? {
    switch own.withLock(\.self) {
    case .open(let id, _): return header(.use(id))
    case .none: return nil
    case .unopened:
      switch try await beginSession() {
      case .opened(let id):
        own.withLock { $0 = .open(id: id, name: nil) }
        return header(.use(id))
      case .none:
        own.withLock { $0 = .none(name: nil) }
        return nil
      }
    }
  }

  var ownSessionID: String? {
    own.withLock { own in
      guard case .open(let id, _) = own else { return nil }
      return id
    }
  }

  /// Runs `body` in a session of our own that ends with it: what several requests say belongs together.
  func inOneSession<Result>(_ body: () async throws -> Result) async throws -> Result {
    _ = try await ownHeader()
    do {
      let result = try await body()
      await endOwnSession()
      return result
    } catch {
      await endOwnSession()
      throw error is OwnSession.Lost ? lost : error
    }
  }

  /// What a look in our own session came to when there is no such session any more.
  var lost: ControlError {
    ControlError(
      .sessionLost, "the session of the looks has gone, so they may have come from several servers",
      target: target, hint: "list the sessions again before you cancel")
  }

  func endOwnSession() async {
    let id = own.withLock { own in
      defer { own = .unopened }
      return if case .open(let id, _) = own { id } else { String?.none }
    }
    guard let id, await !connection.isLoginRefused else { return }
    let end = Task {
      try await connection.post(
        addressed(.nothing(in: header(.end(id)))), tries: XMLAConnection.certainTries)
    }
    let expiry = Task {
      try await Task.sleep(for: Self.tidying)
      end.cancel()
    }
    _ = try? await end.value
    expiry.cancel()
  }

  // MARK: Several servers

  /// An id means something else on this server than where it was listed.
  struct Elsewhere: Error {
    let refusal: ControlError
  }

  /// Looks on one server after the other, until one has what is meant.
  ///
  /// - Parameter look: a look on one of them.
  /// - Throws: what a server said whose id means something else, when no other has it.
  func onEachServer(
    of request: CancelRequest, _ look: (XMLABackend) async throws -> Victim?
  ) async throws -> Victim? {
    var refusal: ControlError?
    func found(on server: XMLABackend) async throws -> Victim? {
      do {
        return try await look(server)
      } catch let elsewhere as Elsewhere {
        refusal = refusal ?? elsewhere.refusal
        return nil
      }
    }
    for server in [self] + others.withLock(\.self) {
      if let victim = try await found(on: server) { return victim }
    }
    // A plain number is worth looking for where it is known that there are others.
    let hasOthers = await connection.strayCount > 0
    if try await request.isUnique ? isOneOfSeveral() != false : hasOthers {
      let started = ContinuousClock.now
      let connector = await connection.connector().anywhere
      for _ in 1..<Self.maximumServers where ContinuousClock.now - started < connector.limits.answer {
        let place = others.withLock(\.count) + 1
        let server = sibling(connector, place: place)
        do {
          guard let victim = try await found(on: server) else {
            await server.close()
            continue
          }
          others.withLock { $0.append(server) }
          return victim
        } catch {
          await server.close()
          throw error
        }
      }
    }
    if let refusal { throw refusal }
    return nil
  }

  /// The one of the servers on which something was seen.
  func server(of node: Int?) -> XMLABackend {
    others.withLock { others in others.first { $0.place == node } } ?? self
  }

  /// Whether the address leads to several servers: then a stranger to our own session answers now and then, over this
  /// connection or over a new one. Nil when that could not be found out.
  func isOneOfSeveral() async throws -> Bool? {
    if let known = isBalanced.withLock(\.self) { return known }
    var isBalanced = await connection.strayCount > 0
    if !isBalanced, let header = try await ownHeader() {
      let probe = addressed(.nothing(in: header))
      let connector = await connection.connector().anywhere
      let started = ContinuousClock.now
      for _ in 0..<Self.maximumProbes where !isBalanced {
        guard ContinuousClock.now - started < connector.limits.answer else { return nil }
        let stranger = XMLAConnection(connector)
        let answer = try? await stranger.post(probe, tries: 1)
        await stranger.close()
        // Who turned it away once is not asked again.
        guard let answer else { return nil }
        isBalanced = answer.isAstray(probe)
      }
    }
    self.isBalanced.withLock { $0 = isBalanced }
    return isBalanced
  }

  /// What made sure that one server did it all; nil where there is nothing to say.
  func serverGuarantee() async -> ServerGuarantee? {
    switch own.withLock(\.self) {
    case .unopened: return nil
    case .none(let name): return name.map(ServerGuarantee.name) ?? .nothing
    case .open:
      let strays = await connection.strayCount
      let isBalanced = isBalanced.withLock { $0 == true }
      return strays > 0 || isBalanced ? .session(server: try? await serverName()) : nil
    }
  }

  /// What the server calls itself; nil when it does not tell.
  func serverName() async throws -> String? {
    switch own.withLock(\.self) {
    case .open(_, let name?), .none(let name?): return name
    case .open, .none, .unopened: break
    }
    let name = try await readServerName()
    own.withLock {
      switch $0 {
      case .open(let id, _): $0 = .open(id: id, name: name)
      case .none: $0 = .none(name: name)
      case .unopened: break
      }
    }
    return name
  }

  private func readServerName() async throws -> String? {
    let found = Collected<RowsetRow>()
    do {
      try await rows(
        of: "DISCOVER_PROPERTIES", [("PropertyName", "ServerName")], properties: [], isOnDatabase: false
      ) { PlainSink(receive: found.receive) }
    } catch let error as ControlError
      where [.denied, .serverRefused, .protocolViolation].contains(error.code)
    {
      return nil
    }
    // A server that does not know the restriction sends all properties.
    let row = found.items.first { $0.extras["property_name"]?.text == "ServerName" }
    return row?.extras["value"]?.text.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Where a server opens no session, the same one must at least tell the same name at each look.
  ///
  /// - Throws: ``ControlError`` with code `.refused` when another one answers.
  func checkServerName() async throws {
    guard case .none(let known) = own.withLock(\.self) else { return }
    guard let known else { return try await checkSoleServer() }
    let name = try await readServerName()
    guard name != known else { return }
    let difference = Difference("server", expected: known, found: name)
    throw ControlError(
      .refused, "another server answers: \(difference)", target: target,
      hint: "name one server as the target, behind the balancer")
  }

  /// Asks for the name again and again, over new connections: each request may come to another server, so no name that was
  /// told before tells where the next request goes.
  private func checkSoleServer() async throws {
    guard let name = try await serverName() else { return }
    let connector = await connection.connector().anywhere
    for _ in 1..<Self.maximumProbes {
      let stranger = sibling(connector)
      let other = try await stranger.readServerName()
      await stranger.close()
      guard other != name else { continue }
      throw ControlError(
        .refused,
        "this address leads to several servers, \(name) and \(other ?? "one without a name"), which open no session to stay in",
        target: target, hint: "nothing was sent; name one server as the target, behind the balancer")
    }
  }
}

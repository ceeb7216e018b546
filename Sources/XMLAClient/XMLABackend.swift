public import SessionControl
internal import Synchronization

/// Lists and cancels on an XMLA endpoint.
///
/// A listing of one request runs in an implicit session. Looks and Cancels, and listings of several requests, run in an
/// explicit session of our own, which keeps them on one server (``OwnSession``); a cancel never counts it as a victim.
public final class XMLABackend: SessionBackend {
  public let target: String
  public var kind: TargetKind { .xmla }
  let connection: XMLAConnection
  /// The form of session headers that this server was seen to understand.
  let headerStyle = Mutex(SessionHeader.MustUnderstand.both)
  /// Whether rowsets are asked for by a statement on the view of that name, and not by Discover.
  let viaView: Bool
  /// Which of the servers behind the address it is for, in the order in which they were found.
  let place: Int
  /// The database that was named, which goes along with every request as the property Catalog: some servers want one.
  let database = Mutex<String?>(nil)
  let own = Mutex(OwnSession.unopened)
  /// Clients of further servers behind the same address, each with a session of its own.
  let others = Mutex<[XMLABackend]>([])
  /// Whether the address is known to lead to several servers, or to one only.
  let isBalanced = Mutex<Bool?>(nil)
  /// On which of the servers sessions were found, by their ids.
  let homes = Mutex<[String: Int]>([:])

  /// - Parameters:
  ///   - target: the name for messages, without credentials.
  ///   - viaView: ask for rowsets by a statement, where Discover is refused.
  ///   - trace: receives requests and the heads of replies.
  public convenience init(
    target: String, address: XMLAAddress, credentials: Credentials, limits: TimeLimits, viaView: Bool = false,
    trace: Trace?
  ) {
    self.init(
      target: target,
      XMLAConnector(address: address, credentials: credentials, limits: limits, trace: trace),
      viaView: viaView)
  }

  init(target: String, _ connector: XMLAConnector, viaView: Bool = false, place: Int = 0) {
    self.place = place
    self.target = target
    self.viaView = viaView
    connection = XMLAConnection(connector)
  }

  /// Another connection to the same server, with the login as it was found, for what must not wait for this one.
  func sibling(_ connector: XMLAConnector, place: Int = 0) -> XMLABackend {
    let sibling = XMLABackend(target: target, connector, viaView: viaView, place: place)
    sibling.headerStyle.withLock { $0 = headerStyle.withLock { $0 } }
    sibling.use(database: database.withLock(\.self))
    return sibling
  }

  /// Names the database of the requests from now on.
  func use(database: String?) { self.database.withLock { $0 = database } }

  /// A request as it is sent.
  func addressed(_ envelope: Envelope) -> Envelope { envelope.on(database.withLock(\.self)) }

  public func close() async {
    let others = others.withLock { others in
      defer { others = [] }
      return others
    }
    for other in others { await other.close() }
    await endOwnSession()
    await connection.close()
  }

  /// Posts what changes something. A failure tells nothing of what the server did with it.
  ///
  /// - Parameters:
  ///   - what: the change, for messages.
  ///   - hint: what to do when no answer came; nil leaves that to the failure.
  func send(_ what: String, _ envelope: Envelope, hint: String? = nil) async throws -> Reply {
    do {
      return try await post(envelope)
    } catch var error as ControlError {
      if !error.wasUnheard {
        error.message = "the \(what) may have been sent, and no answer to it was read: \(error.message)"
        error.hint = hint ?? error.hint
      }
      throw error
    }
  }

  func post(
    _ envelope: Envelope, isPatient: Bool = false, isListing: Bool = false,
    flag: CancellationFlag = CancellationFlag(),
    mayBegin: @escaping @Sendable () -> Bool = { true },
    makeSink: @Sendable () -> (any RowsetSink)? = { nil }
  ) async throws -> Reply {
    let envelope = addressed(envelope)
    do {
      // Only a session of ours is known to be somewhere.
      let isOwn = envelope.session != nil && envelope.session == ownSessionID
      let reply = try await connection.post(
        envelope, isPatient: isPatient, isListing: isListing, flag: flag, mayBegin: mayBegin,
        tries: isOwn ? XMLAConnection.certainTries : XMLAConnection.maximumTries, makeSink: makeSink)
      guard reply.isAstray(envelope), !isOwn, try await isOneOfSeveral() != false else { return reply }
      return try await connection.post(
        envelope, isPatient: isPatient, isListing: isListing, flag: flag, mayBegin: mayBegin,
        tries: XMLAConnection.certainTries, makeSink: makeSink)
    } catch let error as ControlError {
      throw error.of(target: target)
    }
  }
}

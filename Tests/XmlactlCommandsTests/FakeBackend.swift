import SessionControl
import Synchronization

/// A server that answers as told, and keeps what it was asked.
final class FakeBackend: SessionBackend {
  let target = "fake"
  let kind = TargetKind.xmla

  struct Script {
    /// What the looks find, in turn, whatever they look for; the last goes on for ever.
    var looks: [Result<Victim?, ControlError>] = []
    var reply: Result<CancelReply, ControlError> = .success(.accepted())
  }

  private let script: Mutex<Script>
  private let asked = Mutex<[String]>([])

  init(_ script: Script) { self.script = Mutex(script) }

  var calls: [String] { asked.withLock { $0 } }

  private func note(_ call: String) { asked.withLock { $0.append(call) } }

  /// What a list of sessions shows.
  var listed: [Session] {
    get { list.withLock { $0 } }
    set { list.withLock { $0 = newValue } }
  }
  private let list = Mutex<[Session]>([])

  func sessions(matching filter: ListingFilter, receive: @escaping ListingReceiver<Session>) throws {
    for session in listed { try receive(.item(session)) }
  }
  func connections(matching filter: ListingFilter, receive: @escaping ListingReceiver<Connection>) {}
  func commands(matching filter: ListingFilter, receive: @escaping ListingReceiver<Command>) {}
  func transactions(matching filter: ListingFilter, receive: @escaping ListingReceiver<Transaction>) {}
  func locks(matching filter: ListingFilter, receive: @escaping ListingReceiver<Lock>) {}
  func lockWaits(matching filter: ListingFilter, receive: @escaping ListingReceiver<LockWait>) {}
  func discover(_ request: RowsetRequest, receive: @escaping ListingReceiver<RowsetRow>) {}
  func validate(_ request: CancelRequest) {}

  func look(at request: CancelRequest, database: String?) async throws -> Victim? {
    note("look")
    var victim = try script.withLock { script in
      script.looks.count > 1 ? script.looks.removeFirst() : script.looks[0]
    }.get()
    victim?.request = request
    return victim
  }

  func look(again victim: Victim, database: String?) async throws -> Victim? {
    try await look(at: victim.request, database: database)
  }

  func document(for victim: Victim) async throws -> CancelDocument { CancelDocument("<Cancel/>\n") }

  func cancel(_ victim: Victim, terms: CancelTerms) async throws -> CancelReply {
    note("cancel \(victim.request)")
    return try script.withLock { $0.reply }.get()
  }

  func close() async { note("close") }
}

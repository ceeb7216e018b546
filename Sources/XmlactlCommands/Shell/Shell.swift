internal import SessionControl
internal import Synchronization

/// What a shell keeps from one command to the next. Safe to use from any thread.
final class Shell: Sendable {
  private struct State {
    var access: TargetAccess?
    var session: ShellSession?
    var listed = KnownNames()
    var isPasswordTyped = false
    var isToldOfDDL = false
    var isTiming = false
    var isLeaving = false
  }

  private let state = Mutex(State())
  /// Whether a person enters the commands.
  let isInteractive: Bool

  init(isInteractive: Bool) { self.isInteractive = isInteractive }

  /// A message as a person sees it who knows which program and which target it speaks of; nil for all others.
  func spoken(_ line: String) -> String? {
    guard isInteractive else { return nil }
    let prefix = (access?.target.name).map { "\($0): " } ?? ""
    return line.hasPrefix(prefix) ? String(line.dropFirst(prefix.count)) : line
  }

  /// The current target; nil while none was named.
  var access: TargetAccess? { state.withLock(\.access) }
  /// The session of the current target.
  var session: ShellSession? { state.withLock(\.session) }
  /// The ids of the last listing.
  var listed: KnownNames { state.withLock(\.listed) }

  var isTiming: Bool {
    get { state.withLock(\.isTiming) }
    set { state.withLock { $0.isTiming = newValue } }
  }
  /// Somebody wants to leave.
  var isLeaving: Bool {
    get { state.withLock(\.isLeaving) }
    set { state.withLock { $0.isLeaving = newValue } }
  }

  var prompt: ShellPrompt {
    state.withLock {
      ShellPrompt(
        target: ($0.access?.target).map(ShellPrompt.name), session: $0.session?.connectionName,
        transactionCount: $0.session?.transactionCount ?? 0)
    }
  }

  /// The login was refused: a password that was typed is asked for again.
  func forgetPassword() {
    state.withLock { if $0.isPasswordTyped { $0.access?.credentials.password = nil } }
  }

  /// Makes a target the current one. Its session is opened when first needed.
  ///
  /// - Throws: ``ControlError`` when the current session has a transaction.
  func use(_ access: TargetAccess) async throws {
    let session = session
    if let session, session.transactionCount > 0 {
      throw ControlError(
        .refused, "a transaction is open, and it would be lost", target: session.target,
        hint: "commit or roll back first")
    }
    await session?.end()
    var access = access
    // Nobody is asked again at each command.
    access.credentials = access.credentials.telling { [weak self] secret in
      self?.state.withLock {
        $0.access?.credentials.password = secret
        $0.isPasswordTyped = true
      }
    }
    state.withLock {
      $0.access = access
      $0.session = ShellSession(target: access.target.name, mayReplace: isInteractive) {
        [weak self] settings in
        guard let access = self?.access else { preconditionFailure("a session outlived its shell") }
        return try access.session(settings)
      }
      $0.isPasswordTyped = false
      $0.listed = KnownNames()
    }
  }

  /// Whether a person was told before that DDL commits.
  func isToldOfDDL() -> Bool {
    state.withLock { state in
      defer { state.isToldOfDDL = true }
      return state.isToldOfDDL
    }
  }

  /// A listing begins.
  func beginListing() { state.withLock { $0.listed = KnownNames() } }

  /// Keeps the ids of what was listed, for who completes a line.
  func note(_ item: some Listable) {
    state.withLock { state in
      guard state.listed.sessions.count < Self.maximumIDs else { return }
      let session = item as? Session ?? (item as? Command)?.session
      if let session {
        if !session.id.isEmpty { state.listed.sessions.append(session.id) }
        if let spid = session.spid { state.listed.spids.append(String(spid)) }
        if let connection = session.connectionID { state.listed.connections.append(String(connection)) }
      } else if let connection = (item as? Connection)?.id {
        state.listed.connections.append(String(connection))
      } else {
        state.listed.sessions.append(item.name)
      }
    }
  }

  /// Nobody picks one of more.
  private static let maximumIDs = 1_000
}

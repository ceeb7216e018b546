internal import SessionControl

/// What one look showed of metadata locks, and of the threads that have them or wait for them.
struct MetadataLocks {
  /// Who told, which decides what is missing.
  enum Source: Equatable {
    case performanceSchema
    case plugin
    /// - Parameter denied: the server's words, where the performance schema is kept from this user.
    case processList(ServerFlavour, denied: String?)
  }

  let locks: [MetadataLock]
  /// What a person has to know to read the list; nil where nobody waits in a way that is only partly seen.
  let note: String?
  private let sessions: [UInt64: Session]

  /// - Parameter locks: what the source showed; requests that it does not show are added from the states of the sessions.
  init(_ source: Source, _ locks: [MetadataLock], sessions: [Session]) {
    self.sessions = Dictionary(sessions.compactMap { session in session.spid.map { ($0, session) } }) { $1 }
    let requests =
      source == .performanceSchema ? [] : MetadataLockWaits.requests(of: sessions, among: locks)
    self.locks = locks + requests
    note = requests.isEmpty ? nil : Self.note(source)
  }

  func session(_ thread: UInt64?) -> Session? { thread.flatMap { sessions[$0] } }

  private static func note(_ source: Source) -> String? {
    switch source {
    case .performanceSchema: return nil
    case .plugin:
      return
        "what is waited for is inferred from states and statements, since the plugin metadata_lock_info shows "
        + "granted metadata locks only"
    case .processList(let flavour, let denied):
      let remedy =
        switch (flavour, denied) {
        case (.mariadb, _): "INSTALL SONAME 'metadata_lock_info' on the server shows it"
        case (.mysql, nil):
          "UPDATE performance_schema.setup_instruments SET ENABLED = 'YES' WHERE NAME = 'wait/lock/metadata/sql/mdl' "
            + "shows it of locks taken from then on"
        case (.mysql, let denied?):
          "that takes SELECT on performance_schema.metadata_locks, threads and setup_instruments (\(denied))"
        }
      return
        "who holds the metadata locks that are waited for can't be seen: \(remedy); any older transaction "
        + "may be the one, see 'xmlactl transactions'"
    }
  }
}

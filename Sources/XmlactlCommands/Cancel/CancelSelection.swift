internal import SessionControl

/// What somebody named to be cancelled.
enum CancelSelection: Sendable {
  case requests([CancelRequest])
  /// Every thread of these users.
  ///
  /// They are found by a list, then looked at, guarded and killed one by one like any other. MariaDB's own KILL USER does
  /// less: it names nobody but the user, so it also hits who came in since the list was agreed to, protected threads and
  /// this run's own connection, it checks no server, and it tells only how many it hit. So it is not used.
  case users([ThreadUser], CancelRequest.Force?)

  func groups(on backend: any SessionBackend) async throws -> [CancelGroup] {
    switch self {
    case .requests(let requests): return [CancelGroup(requests: Self.distinct(requests))]
    case .users(let users, let force):
      var groups: [CancelGroup] = []
      for user in users {
        let threads = try await CancelGroup.threads(of: user, on: backend)
        groups.append(
          CancelGroup(
            user: user,
            requests: threads.map { CancelRequest(.connection($0), owner: user, force: force) }))
      }
      return groups
    }
  }

  /// Each once, in order. The same thread by its number and by an id that says more is one victim, and then more is
  /// demanded of it.
  private static func distinct(_ requests: [CancelRequest]) -> [CancelRequest] {
    var places: [CancelRequest: Int] = [:]
    var kept: [CancelRequest] = []
    for request in requests {
      var plain = request
      plain.origin = nil
      plain.mark = nil
      if let place = places[plain], kept[place].isBare || request.isBare {
        kept[place].origin = kept[place].origin ?? request.origin
        kept[place].mark = kept[place].mark ?? request.mark
      } else if !kept.contains(request) {
        places[plain] = places[plain] ?? kept.count
        kept.append(request)
      }
    }
    return kept
  }
}

/// Requests that were named together.
struct CancelGroup: Sendable {
  /// Nil when each was named by itself.
  var user: ThreadUser?
  var requests: [CancelRequest]

  static func threads(of user: ThreadUser, on backend: any SessionBackend) async throws -> [UInt64] {
    let list = Collected<Session>()
    try await backend.sessions(matching: ListingFilter(user: user.name), receive: list.receive)
    return list.items.filter(user.owns).compactMap(\.spid)
  }

  /// Says that there is nothing to cancel; nil when there is.
  var absence: String? {
    guard let user, requests.isEmpty else { return nil }
    return "this user sees no thread of user \(user) on this server; nothing was killed"
  }

  /// What came of the whole, and by a last list who came in since; nil where the lines of each tell all.
  ///
  /// - Parameter stopped: the requests that were seen to have stopped.
  func tally(_ stopped: Set<CancelRequest>, on backend: any SessionBackend) async throws -> String? {
    guard let user, !requests.isEmpty else { return nil }
    let before = Set(requests.map(\.id))
    let now = Set(try await Self.threads(of: user, on: backend).map(String.init))
    let gone = requests.count { stopped.contains($0) }
    return "user \(user): \(gone) of \(requests.count) threads seen to be gone; "
      + "\(now.subtracting(before).count) came in since"
  }
}

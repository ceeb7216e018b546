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
    case .requests(let requests): return [CancelGroup(requests: requests)]
    case .users(let users, let force):
      var groups: [CancelGroup] = []
      for user in users {
        let threads = try await user.threads(on: backend)
        groups.append(
          CancelGroup(user: user, requests: threads.map { CancelRequest(.connection($0), force: force) }))
      }
      return groups
    }
  }
}

/// Requests that were named together.
struct CancelGroup: Sendable {
  /// Nil when each was named by itself.
  var user: ThreadUser?
  var requests: [CancelRequest]

  /// Says that there is nothing to cancel; nil when there is.
  var absence: String? {
    guard let user, requests.isEmpty else { return nil }
    return "this user sees no thread of user \(user) on this server; nothing was killed"
  }

  /// What came of the whole, by a last list; nil where the lines of each tell all.
  func tally(on backend: any SessionBackend) async throws -> String? {
    guard let user, !requests.isEmpty else { return nil }
    let before = Set(requests.map(\.id))
    let now = Set(try await user.threads(on: backend).map(String.init))
    let left = before.intersection(now).count
    return "user \(user): \(before.count - left) of \(before.count) threads gone, \(left) still there; "
      + "\(now.count - left) came in since"
  }
}

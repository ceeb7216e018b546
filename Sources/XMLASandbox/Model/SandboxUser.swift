/// A user with a role. Names are compared regardless of case.
public struct SandboxUser: Hashable, Sendable {
  /// What the user logs in as and what listings show, such as `CONTOSO\\anna`.
  public var name: String
  /// What the user may do.
  public var role: Role

  /// A user called `name` with `role`.
  public init(name: String, role: Role) {
    self.name = name
    self.role = role
  }

  /// Who everybody is on a server that asks for no password.
  public static let anonymous = SandboxUser(name: "SANDBOX\\anonymous", role: .serverAdministrator)

  var isServerAdministrator: Bool {
    role == .serverAdministrator
  }

  /// Whether the user may manage the sessions of a database.
  func administers(database: String) -> Bool {
    switch role {
    case .serverAdministrator: true
    case .databaseAdministrator(let databases):
      databases.contains { $0.isEqualIgnoringCase(database) }
    case .reader: false
    }
  }
}

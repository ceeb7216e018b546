/// A user with a role.
public struct SandboxUser: Hashable, Sendable {
  public var name: String
  public var role: Role

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

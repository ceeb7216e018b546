/// One endpoint or server to work on.
public struct Target: Sendable, Hashable {
  public enum Address: Sendable, Hashable {
    case xmla(XMLAAddress)
    case mysql(MySQLAddress)
  }

  /// As the person gave it; holds no password.
  public var name: String
  public var address: Address
  public var user: String?
  public var login: Login
  /// Of a statement, where the command line says nothing else.
  public var runLimits: RunLimits

  public init(
    name: String, address: Address, user: String? = nil, login: Login = Login(),
    runLimits: RunLimits = RunLimits()
  ) {
    self.name = name
    self.address = address
    self.user = user
    self.login = login
    self.runLimits = runLimits
  }

  public var kind: TargetKind {
    switch address {
    case .xmla: .xmla
    case .mysql: .mysql
    }
  }
}

import Foundation

/// HTTP Basic authentication with one password for all users.
public struct AccessControl: Sendable {
  /// The users, found by name regardless of case.
  public var users: [SandboxUser]
  /// The password of all of them.
  public var password: String

  /// Lets these users in, and nobody else.
  public init(users: [SandboxUser], password: String) {
    self.users = users
    self.password = password
  }

  /// The user that an Authorization header proves.
  ///
  /// - Returns: nil when the header is absent, of another scheme, or wrong.
  func user(authorization: String?) -> SandboxUser? {
    let parts = authorization?.split(separator: " ", maxSplits: 1) ?? []
    guard parts.count == 2, parts[0].lowercased() == "basic",
      let data = Data(base64Encoded: String(parts[1])),
      let credentials = String(validating: data, as: UTF8.self),
      let colon = credentials.firstIndex(of: ":"),
      credentials[credentials.index(after: colon)...] == password[...]
    else { return nil }
    let name = String(credentials[..<colon])
    return users.first { $0.name.isEqualIgnoringCase(name) }
  }
}

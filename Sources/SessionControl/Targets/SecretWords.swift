/// The words beside which people write passwords: in SQL (`IDENTIFIED BY`, `SET PASSWORD`, `ENCRYPTION KEY`), in
/// connection strings (`Pwd=`), in HTTP headers.
public enum SecretWords {
  private static let words = [
    "password", "passwd", "pwd", "passphrase", "identified", "secret", "token", "encrypt", "credential",
    "authorization",
    "bearer ", "api_key", "apikey", "api-key",
  ]

  /// Whether a text may hold a secret, and is kept out of files: rather one too many than one too few. The name of a
  /// password's file is none.
  public static func areIn(_ text: String) -> Bool {
    let lower = text.lowercased().replacing("password-file", with: "").replacing("password_file", with: "")
    return words.contains { lower.contains($0) } || isPasswordInURL(lower)
  }

  /// `scheme://user:password@host`
  private static func isPasswordInURL(_ text: String) -> Bool {
    var rest = text[...]
    while let start = rest.firstRange(of: "://") {
      rest = rest[start.upperBound...]
      let authority = rest.prefix { !$0.isWhitespace && !"/?#'\"".contains($0) }
      if let end = authority.lastIndex(of: "@"), authority[..<end].contains(":") { return true }
    }
    return false
  }
}

extension Reply.Fault {
  /// What a fault says against who asks, beyond the codes of Analysis Services.
  enum Objection {
    /// To the user and what proves him; the request itself may be in order.
    case login
    /// To what this user wants.
    case permission
  }

  /// Told by the codes of those who have one for it; or else by the text, in words that leave no doubt. Nil for all else.
  ///
  /// The codes are those of Mondrian and its kin (`00CHHA02`, "Error in Callback processHttpHeader Authorization"), of spyne,
  /// on which olapy stands (`Client.InvalidCredentialsError`), of SOAP 1.1 itself (`Client.Authentication`), and of
  /// WS-Security.
  var objection: Objection? {
    let codes = [
      "00chha02", "authentication", "invalidcredentials", "invalidsecuritytoken", "securitytokenunavailable",
    ]
    if codeWords.contains(where: { word in codes.contains { word.contains($0) } }) { return .login }
    // Analysis Services has a code for everything, and logs in to others: to data sources, as other servers do.
    let words = ([text, remark] + errors.map(\.text)).joined(separator: " ").lowercased()
    guard !messages.contains(where: { $0.code != nil }),
      !["data source", "datasource", "jdbc", "odbc", "ole db", "sql"].contains(where: words.contains)
    else { return nil }
    if Self.loginWords.contains(where: words.contains) { return .login }
    return Self.permissionWords.contains(where: words.contains) ? .permission : nil
  }

  private static let loginWords = [
    "authentication fail", "authentication required", "authentication error", "not authenticated",
    "unauthenticated",
    "invalid credentials", "bad credentials", "wrong credentials", "the credentials",
    "credentials not provided",
    "login fail", "logon fail", "invalid login", "invalid password", "wrong password", "bad password",
    "incorrect password", "password is incorrect", "user or password", "user name or password",
    "username or password",
  ]
  private static let permissionWords = [
    "access denied", "access is denied", "permission denied", "not authorized",
  ]

  /// Whether it is the fault of whoever asked, in SOAP's words: nothing was begun.
  var isSenders: Bool { codeWords.contains("client") || codeWords.contains("sender") }

  /// Whether it names a token that has expired.
  var namesExpiredToken: Bool { ExpiredToken.isNamed(in: messages.map(\.text).joined(separator: " ")) }

  private var codeWords: [String] {
    code.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}

/// A token that has expired, in a body that says why a request was turned away: `TokenExpired` of Power BI's gateway,
/// `SecurityTokenExpiredException`, `ExpiredAuthenticationToken` of Azure, or the same in a sentence.
enum ExpiredToken {
  static func isNamed(in text: String) -> Bool {
    let letters = text.lowercased().filter { $0.isLetter && $0.isASCII }
    return [
      "tokenexpired", "expiredtoken", "expiredauthenticationtoken", "expiredaccesstoken", "tokenhasexpired",
      "tokenisexpired",
    ].contains(where: letters.contains)
  }
}

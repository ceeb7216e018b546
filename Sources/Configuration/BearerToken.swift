public import SessionControl

/// A bearer token, as it may stand in a header (RFC 6750 section 2.1).
public enum BearerToken {
  /// Reads it from a file (0600).
  public static func read(_ path: String) throws -> Secret {
    try checked(try SecretFile.token.read(path), of: "the token file '\(path.printable)'")
  }

  /// Takes it from the first line that a command printed.
  public static func parse(output: [UInt8]) throws -> Secret {
    let command = "the token command"
    guard let line = SecretFile.firstLine(output) else {
      throw ControlError(
        .configuration, "\(command) printed no token in its first line", hint: "run it in a shell to see why")
    }
    return try checked(Secret(line), of: command)
  }

  private static func checked(_ secret: Secret, of source: String) throws -> Secret {
    let isToken = secret.reveal().utf8.allSatisfy { $0.isAlphanumeric || "-._~+/=".utf8.contains($0) }
    guard isToken else {
      throw ControlError(
        .configuration, "what \(source) gives is no bearer token",
        hint: "its first line is the token and nothing else: no quotes, no 'Bearer', no JSON")
    }
    return secret
  }
}

public import SessionControl

/// A file whose first line is a secret.
public struct SecretFile: Sendable {
  public static let password = SecretFile(what: "password", option: "--password-file", maximumBytes: 4_096)
  public static let proxyPassword = SecretFile(
    what: "proxy's password", option: "--proxy-password-file", maximumBytes: 4_096)
  /// Tokens of large directories list every group of their holder.
  public static let token = SecretFile(what: "token", option: "--token-file", maximumBytes: 65_536)

  private let what: String
  private let option: String
  let maximumBytes: Int

  /// Reads the secret. A regular file must be nobody else's to read (0600); a pipe has no such thing.
  ///
  /// - Throws: ``ControlError`` with code `.configuration`, never with any of the content.
  public func read(_ path: String) throws -> Secret {
    func refuse(_ why: String, _ hint: String) -> ControlError {
      ControlError(.configuration, "the \(what) file '\(path.printable)' \(why)", hint: hint)
    }
    let file: SmallFile
    do { file = try SmallFile(path: path, limit: maximumBytes) } catch {
      throw refuse(error.words, "check \(option); its first line is the \(what)")
    }
    if let mode = file.mode, mode & 0o077 != 0 {
      throw refuse("can be read by others", "chmod 600 it, and change the \(what) if it was exposed")
    }
    guard let line = Self.firstLine(file.bytes) else {
      throw refuse("has no \(what) in its first line", "write the \(what) into it")
    }
    return Secret(line)
  }

  /// The first line, which is not empty and is text.
  static func firstLine(_ bytes: [UInt8]) -> String? {
    var line = bytes.prefix { $0 != UInt8(ascii: "\n") }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    guard !line.isEmpty, !line.contains(0) else { return nil }
    return String(validating: line, as: UTF8.self)
  }
}

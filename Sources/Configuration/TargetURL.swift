public import SessionControl

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Reads a target's URL: `http://` and `https://` are XMLA, `mysql://` is MySQL or MariaDB (design section 2).
public enum TargetURL {
  private static let parameters = ["socket", "tls", "tls-ca", "tls-cert", "tls-key"]

  /// What a URL says, and no more.
  struct Parsed {
    enum Address {
      case xmla(XMLAAddress)
      case mysql(MySQLURL)
    }

    var user: String?
    var address: Address
  }

  /// The target of a URL alone, without configuration and option files.
  ///
  /// - Throws: as ``read(_:)``.
  public static func parse(_ text: String) throws -> Target {
    var settings = TargetSettings()
    settings.url = text
    return try TargetRules(name: text, settings: settings).target()
  }

  /// - Throws: ``ControlError`` with code `.usage`. A password in the URL is refused, and never repeated in
  ///   the message.
  static func read(_ text: String) throws -> Parsed {
    do {
      return try parsed(text)
    } catch let error as ControlError {
      // A password with '/', '?' or '#' in it makes another URL of it, and messages would show parts of it.
      let rest = text.firstRange(of: "://").map { text[$0.upperBound...] } ?? text[...]
      guard let at = rest.lastIndex(of: "@"), rest[..<at].contains(":") else { throw error }
      throw passwordRefusal
    }
  }

  private static var passwordRefusal: ControlError {
    ControlError(
      .usage, "a password in the URL of a target is refused, since every user of this machine can read it",
      hint: "change that password; name a file with --password-file instead")
  }

  private static func parsed(_ text: String) throws -> Parsed {
    guard let scheme = text.firstRange(of: "://").map({ text[..<$0.lowerBound].lowercased() }) else {
      throw ControlError(
        .usage, "'\(text.printable)' is not a target",
        hint: "give a URL: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/ or mysql:///?socket=PATH")
    }
    // Before anything else: no message below may show it.
    let authority = text.drop { $0 != ":" }.dropFirst(3).prefix { !"/?#".contains($0) }
    if let at = authority.lastIndex(of: "@"), authority[..<at].contains(":") { throw passwordRefusal }
    guard let components = URLComponents(string: text, encodingInvalidCharacters: false),
      components.fragment == nil
    else {
      throw ControlError(
        .usage, "'\(text.printable)' is not a URL", hint: "check it for spaces and brackets")
    }
    // URLComponents passes over a number that is too large for it, and the default port would be used.
    if let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]"),
      authority[colon...] != ":", !(1...65_535).contains(components.port ?? 0)
    {
      throw ControlError(
        .usage, "'\(text.printable)' has no usable port", hint: "ports go from 1 to 65535")
    }
    switch scheme {
    case "http", "https": return try xmla(text, components, isEncrypted: scheme == "https")
    case "mysql": return try mysql(text, components)
    default:
      throw ControlError(
        .usage, "'\(scheme.printable)://' is not a kind of target", hint: "use http, https or mysql")
    }
  }

  private static func xmla(_ text: String, _ components: URLComponents, isEncrypted: Bool) throws -> Parsed {
    guard let host = components.host, !host.isEmpty else { throw missingHost(text) }
    var plain = components
    plain.user = nil
    guard let url = plain.string else { throw missingHost(text) }
    return Parsed(
      user: components.user,
      address: .xmla(XMLAAddress(url: url, isPrivate: isEncrypted || Loopback.contains(host))))
  }

  private static func mysql(_ text: String, _ components: URLComponents) throws -> Parsed {
    guard ["", "/"].contains(components.path) else {
      throw ControlError(
        .usage, "the path '\(components.path.printable)' in '\(text.printable)' means nothing",
        hint: "name a database with --database")
    }
    let given = try queryValues(components, of: text)
    let host = components.host.flatMap { $0.isEmpty ? nil : $0 }
    if host != nil, given["socket"] != nil {
      throw ControlError(
        .usage, "'\(text.printable)' names a host and a socket", hint: "name one of them")
    }
    if host == nil, components.port != nil { throw missingHost(text) }
    return Parsed(
      user: components.user,
      address: .mysql(
        MySQLURL(
          host: host?.filter { !"[]".contains($0) },
          port: components.port.map { UInt16(clamping: $0) }, socket: given["socket"],
          tls: try given["tls"].map(tlsMode),
          tlsFiles: MySQLAddress.TLSFiles(
            ca: given["tls-ca"], certificate: given["tls-cert"], key: given["tls-key"]))))
  }

  private static func queryValues(_ components: URLComponents, of text: String) throws -> [String: String] {
    var values: [String: String] = [:]
    for item in components.queryItems ?? [] {
      guard parameters.contains(item.name), let value = item.value, !value.isEmpty,
        values.updateValue(value, forKey: item.name) == nil
      else {
        throw ControlError(
          .usage, "'\(item.name.printable)' in '\(text.printable)' is unknown, empty or given twice",
          hint: "known are \(parameters.joined(separator: ", "))")
      }
    }
    return values
  }

  private static func tlsMode(_ given: String) throws -> MySQLAddress.TLSMode {
    guard let mode = MySQLAddress.TLSMode(rawValue: given) else {
      let modes = MySQLAddress.TLSMode.allCases.map(\.rawValue).joined(separator: ", ")
      throw ControlError(.usage, "tls=\(given.printable) is unknown", hint: "known are \(modes)")
    }
    return mode
  }

  private static func missingHost(_ text: String) -> ControlError {
    ControlError(.usage, "'\(text.printable)' names no host", hint: "write SCHEME://HOST:PORT/PATH")
  }
}

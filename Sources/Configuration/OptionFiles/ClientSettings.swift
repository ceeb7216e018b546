internal import SessionControl

/// What the option files of the MySQL clients say of connecting; nil where they say nothing. Pure.
public struct ClientSettings: Sendable, Equatable {
  /// How the client connects, whatever the host.
  enum Transport: String, Sendable, CaseIterable {
    case tcp, socket
  }

  /// What was said last of TLS as a whole.
  enum TLSWish: Sendable, Equatable {
    /// `skip-ssl`.
    case off
    /// `ssl-mode`.
    case mode(MySQLAddress.TLSMode)
  }

  /// The group of options that is ours alone.
  static let ownGroup = "xmlactl"
  static let groups: Set = ["client", "client-server", "client-mariadb", ownGroup]

  private(set) var user: String?
  private(set) var password: OptionFilePassword?
  private(set) var host: String?
  private(set) var port: UInt16?
  private(set) var socket: String?
  private(set) var transport: Transport?
  private(set) var tls: TLSWish?
  /// `ssl-verify-server-cert`.
  private(set) var verifies: Bool?
  private(set) var tlsFiles = MySQLAddress.TLSFiles()
  /// What the person should know.
  public private(set) var warnings: [String] = []

  /// Says nothing.
  init() {}

  /// - Parameters:
  ///   - options: in the order of reading; later ones win.
  ///   - systemUser: whose the password is where no user is named, since the clients log in as that one.
  /// - Throws: ``ControlError`` with code `.configuration`, naming file and line.
  init(_ options: [GivenOption], warnings: [String] = [], systemUser: @autoclosure () -> String) throws {
    self.warnings = warnings
    for option in options {
      do throws(Problem) { try take(option) } catch {
        throw ControlError(
          .configuration, "\(option.origin): \(error.message)", hint: OptionFileReader.hint)
      }
    }
    if password != nil { password?.user = user ?? systemUser() }
  }

  // MARK: Options

  private struct Problem: Error {
    let message: String
  }

  private mutating func take(_ given: GivenOption) throws(Problem) {
    let name = given.name.shortened(to: 60)
    switch ClientOption.meaning(of: given.name) {
    case .ambiguous(let candidates):
      throw Problem(message: "'\(name)' may be any of \(candidates.joined(separator: ", "))")
    case .other:
      // The clients' groups hold much that is for other programs.
      guard given.group == Self.ownGroup else { return }
      warnings.append("\(given.origin): '\(name)' is unknown, and ignored")
    case .option(let option, let prefix):
      if option.isSwitch {
        try take(option, isOn: try Self.flag(given, prefix))
      } else if prefix == nil {
        try take(option, given)
      } else if option == .password, prefix != .enable {
        password = nil
      } else {
        throw Problem(message: "'\(name)' means nothing, since \(option.rawValue) is not switched on and off")
      }
    }
  }

  /// `skip-ssl=0` is on.
  private static func flag(_ given: GivenOption, _ prefix: ClientOption.Prefix?) throws(Problem) -> Bool {
    let text = given.value.map { String(decoding: $0, as: UTF8.self).lowercased() }
    if let prefix { return (prefix == .enable) != (text == "0") }
    switch text {
    case nil, "1", "on", "true": return true
    case "0", "off", "false": return false
    default:
      throw Problem(message: "'\(given.name.shortened(to: 60))' is neither on nor off; write 1 or 0")
    }
  }

  private mutating func take(_ option: ClientOption, isOn: Bool) throws(Problem) {
    if option == .sslVerify {
      verifies = isOn
    } else if isOn {
      allowTLS()
    } else {
      tls = .off
    }
  }

  /// To the clients a certificate, or anything else that TLS needs, takes an earlier `skip-ssl` back.
  private mutating func allowTLS() {
    if tls == .off { tls = nil }
  }

  private mutating func take(_ option: ClientOption, _ given: GivenOption) throws(Problem) {
    guard let value = given.value else {
      // The clients ask then, and so do we, when the server wants a password.
      if option == .password { return password = nil }
      throw Problem(message: "'\(option.rawValue)' has no value")
    }
    guard let whole = String(validating: value, as: UTF8.self) else {
      throw Problem(
        message: "the value of '\(option.rawValue)' is not UTF-8; where it ends in a letter such as à, "
          + "put it in quotes")
    }
    let text = whole.isEmpty ? nil : whole
    switch option {
    case .user: user = text
    case .password:
      password = text.map {
        OptionFilePassword(
          Secret($0), place: given.origin.description, isExposed: given.origin.isReadableByOthers)
      }
    case .host: host = text
    case .port: port = try text.map { text throws(Problem) in try Self.port(text) } ?? nil
    case .socket: socket = text
    case .protocol: transport = try text.map { text throws(Problem) in try Self.transport(text) }
    case .sslMode: tls = .mode(try Self.mode(whole))
    case .sslCA: takeFile(text, \.ca)
    case .sslCertificate: takeFile(text, \.certificate)
    case .sslKey: takeFile(text, \.key)
    case .sslCRL, .sslCRLPath, .sslCAPath, .sslCipher:
      allowTLS()
      warnings.append("\(given.origin): '\(option.rawValue)' is not supported, and ignored")
    case .ssl, .sslVerify: preconditionFailure("switches are taken elsewhere")
    }
  }

  private mutating func takeFile(
    _ path: String?, _ file: WritableKeyPath<MySQLAddress.TLSFiles, String?>
  ) {
    tlsFiles[keyPath: file] = path
    allowTLS()
  }

  // MARK: Values

  /// 0 is the default port.
  private static func port(_ text: String) throws(Problem) -> UInt16? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(text) else {
      throw Problem(message: "'\(text.shortened(to: 20))' is no port; ports go from 1 to 65535")
    }
    return port == 0 ? nil : port
  }

  private static func transport(_ text: String) throws(Problem) -> Transport {
    guard let known = Transport.allCases.first(where: { $0.rawValue.hasPrefix(text.lowercased()) }) else {
      throw Problem(
        message: "the protocol '\(text.shortened(to: 20))' is not known here; write tcp or socket")
    }
    return known
  }

  private static func mode(_ text: String) throws(Problem) -> MySQLAddress.TLSMode {
    switch text.uppercased() {
    case "DISABLED": return .disabled
    case "PREFERRED": return .preferred
    case "REQUIRED": return .required
    case "VERIFY_CA": return .verifyCA
    case "VERIFY_IDENTITY": return .verifyFull
    default:
      throw Problem(
        message:
          "ssl-mode is '\(text.shortened(to: 20))'; known are DISABLED, PREFERRED, REQUIRED, VERIFY_CA "
          + "and VERIFY_IDENTITY")
    }
  }
}

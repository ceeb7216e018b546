internal import SessionControl

/// Where a MySQL server is and how far TLS is insisted on: the command line and the configuration beat the URL, the
/// URL the option files, and these the defaults. Pure.
struct MySQLTargetRules {
  let url: MySQLURL
  /// Of the command line and the configuration.
  let settings: TargetSettings
  let optionFiles: ClientSettings

  func address() throws(TargetRules.Problem) -> MySQLAddress {
    let endpoint = endpoint
    let tlsFiles = tlsFiles
    var tls = settings.tls ?? url.tls ?? wish(endpoint) ?? Self.standard(endpoint, tlsFiles)
    // A CA that was named for this target is there to be looked at.
    if settings.tlsCA ?? url.tlsFiles.ca != nil, tls == .preferred || tls == .required { tls = .verifyCA }
    try checkFiles(tls)
    let allowsCleartext = settings.allowsCleartextPassword ?? false
    if allowsCleartext { try checkCleartext(endpoint, tls) }
    return MySQLAddress(
      endpoint: endpoint, tls: tls, tlsFiles: tlsFiles, allowsCleartextPassword: allowsCleartext)
  }

  // MARK: The server

  /// A host or a socket in the URL wins, and with a host its own default port.
  private var endpoint: MySQLAddress.Endpoint {
    if let host = url.host { return .tcp(host: host, port: url.port ?? 3306) }
    if let socket = url.socket { return .socket(path: socket) }
    let port = optionFiles.port ?? 3306
    switch (optionFiles.transport, optionFiles.host) {
    case (.tcp, let host): return .tcp(host: host ?? "localhost", port: port)
    // To the clients, localhost is the socket.
    case (.socket, _), (nil, nil), (nil, "localhost"): return .socket(path: optionFiles.socket)
    case (nil, let host?): return .tcp(host: host, port: port)
    }
  }

  // MARK: TLS

  /// A key belongs to its certificate.
  private var tlsFiles: MySQLAddress.TLSFiles {
    let named = MySQLAddress.TLSFiles(certificate: settings.tlsCertificate, key: settings.tlsKey)
    let pair =
      [named, url.tlsFiles, optionFiles.tlsFiles].first { $0.certificate != nil || $0.key != nil }
      ?? MySQLAddress.TLSFiles()
    return MySQLAddress.TLSFiles(
      ca: settings.tlsCA ?? url.tlsFiles.ca ?? optionFiles.tlsFiles.ca, certificate: pair.certificate,
      key: pair.key)
  }

  /// What the option files ask for expressly. A plain `ssl` does not: TLS without a look at the certificate is less
  /// than the default.
  private func wish(_ endpoint: MySQLAddress.Endpoint) -> MySQLAddress.TLSMode? {
    if case .socket = endpoint {
      // There is nobody in between, and no host name to compare: a certificate is checked for `ssl-mode` only.
      return optionFiles.tls.map(Self.mode)
    }
    switch (optionFiles.tls, optionFiles.verifies) {
    case (.off, _): return .disabled
    case (.mode(let mode), true) where mode != .disabled: return .verifyFull
    case (.mode(let mode), _): return mode
    case (nil, true): return .verifyFull
    case (nil, false): return Self.isLoopback(endpoint) ? .preferred : .required
    case (nil, nil): return nil
    }
  }

  private static func mode(_ wish: ClientSettings.TLSWish) -> MySQLAddress.TLSMode {
    switch wish {
    case .off: .disabled
    case .mode(let mode): mode
    }
  }

  /// Verified by default over anything but loopback and a Unix socket (design section 7). Over loopback a CA is
  /// checked where one is named; the name is not, since a tunnel may begin there.
  private static func standard(
    _ endpoint: MySQLAddress.Endpoint, _ files: MySQLAddress.TLSFiles
  ) -> MySQLAddress.TLSMode {
    switch endpoint {
    case .socket: .disabled
    case .tcp where !isLoopback(endpoint): .verifyFull
    case .tcp: files.ca == nil ? .preferred : .verifyCA
    }
  }

  private static func isLoopback(_ endpoint: MySQLAddress.Endpoint) -> Bool {
    guard case .tcp(let host, _) = endpoint else { return false }
    return Loopback.contains(host)
  }

  /// Files that the option files name are for whoever uses TLS; those that are named for this target must be used.
  private func checkFiles(_ tls: MySQLAddress.TLSMode) throws(TargetRules.Problem) {
    let named: TargetSettings.Key? =
      if settings.tlsCA ?? url.tlsFiles.ca != nil { .tlsCA } else {
        settings.tlsCertificate ?? url.tlsFiles.certificate != nil ? .tlsCertificate : nil
      }
    guard tls == .disabled, let named else { return }
    throw TargetRules.Problem(
      key: named, message: "there is a '\(named.rawValue)', and this target uses no TLS",
      hint: "leave it out, or name tls as well (required, verify-ca or verify-full)")
  }

  /// What is sent as it is must go to the server that was meant, and to nobody on the way.
  private func checkCleartext(
    _ endpoint: MySQLAddress.Endpoint, _ tls: MySQLAddress.TLSMode
  ) throws(TargetRules.Problem) {
    if case .socket = endpoint { return }
    guard tls != .verifyFull, tls != .verifyCA else { return }
    throw TargetRules.Problem(
      key: .allowCleartextPassword,
      message:
        "a password in clear text goes over tls=verify-full, verify-ca or a Unix socket only, and this is tls="
        + tls.rawValue,
      hint: "name tls=verify-full, with the CA of the server as tls-ca; nothing was sent")
  }
}

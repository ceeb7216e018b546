internal import CCurlLoader
internal import SessionControl

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// An HTTP connection to one XMLA endpoint, over libcurl. Its blocking calls run on a thread of its own.
actor XMLAConnection {
  private let address: XMLAAddress
  private var credentials: Credentials
  private let limits: TimeLimits
  private let trace: Trace?
  private let executor = BlockingExecutor(label: "xmla")
  private var handle: CurlHandle?
  private let sockets = OpenSockets()
  private var isFirstRequest = true
  private var token: Secret?
  /// Whether the token is the second since a request was let in: then no third is fetched.
  private var hasRefreshedToken = false
  /// Whether the server refused the login that was shown last. Servers lock an account that is refused too often, so
  /// what can be left out is.
  private(set) var isLoginRefused = false
  /// Where a redirect led: the rest of the run talks to who answered there, without any login.
  private var redirectedURL: String?
  /// The cookies of a new connection: those that lead to the server of the session that was used last.
  private var cookies: [String]
  /// How many requests came to a server that did not know their session, and later to one that did.
  private(set) var strayCount = 0

  /// How often a request is sent that comes to a wrong server. Behind two of them half of all may go astray.
  static let maximumTries = 10
  /// The same for a session that is known to be somewhere: ten tries miss one of two servers once in a thousand.
  static let certainTries = 40

  init(_ connector: XMLAConnector) {
    address = connector.address
    credentials = connector.credentials
    limits = connector.limits
    trace = connector.trace
    token = connector.token
    redirectedURL = connector.redirectedURL
    cookies = connector.cookies
  }

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// How to connect to the same place once more, with the login as it is known by now; asks nobody.
  func connector() -> XMLAConnector {
    var known = credentials
    known.ask = nil
    return XMLAConnector(
      address: address, credentials: known, token: token, redirectedURL: redirectedURL,
      cookies: handle?.cookies ?? cookies, limits: limits, trace: trace)
  }

  /// Posts a request and reads the reply as it comes. A request to a session that comes to a server which does not know
  /// it did nothing there, and is sent again over a new connection, within the time of an answer.
  ///
  /// - Parameters:
  ///   - isPatient: whether it is a statement, which takes as long as it takes.
  ///   - isListing: whether its rows go to a person as they come.
  ///   - flag: ends it, as cancelling the task does.
  ///   - mayBegin: called right before the request goes out over a connection; false ends it.
  ///   - tries: how often it is sent at most.
  ///   - makeSink: makes the receiver of the rows, on this connection's thread.
  /// - Returns: the reply, which may hold a fault.
  /// - Throws: ``ControlError`` when no complete reply was read, or what the sink threw.
  func post(
    _ envelope: Envelope, isPatient: Bool = false, isListing: Bool = false,
    flag: CancellationFlag = CancellationFlag(),
    mayBegin: @escaping @Sendable () -> Bool = { true }, tries: Int = XMLAConnection.maximumTries,
    makeSink: @Sendable () -> (any RowsetSink)? = { nil }
  ) async throws -> Reply {
    let requestBytes = isPatient ? Int64(envelope.document.utf8.count) : nil
    let patience = Patience(answer: limits.answer, requestBytes: requestBytes, isListing: isListing)
    return try await withTaskCancellationHandler {
      let started = ContinuousClock.now
      var attempt = 1
      while true {
        let reply = try await send(envelope, patience, flag, mayBegin, makeSink)
        guard reply.isAstray(envelope) else {
          if envelope.session != nil || reply.sessionID != nil { cookies = handle?.cookies ?? [] }
          strayCount += attempt - 1
          return reply
        }
        guard attempt < tries else { return reply }
        guard ContinuousClock.now - started < limits.answer else {
          throw ControlError(
            .timedOut, "no server that answered within \(limits.answer.spoken) knows the session",
            hint: "there may be others behind this address; a longer --timeout asks more often")
        }
        attempt += 1
        trace?("  the server does not know the session; try \(attempt) of \(tries), over a new connection")
        handle = nil
      }
    } onCancel: {
      flag.set()
    }
  }

  /// Sends it once, or once more with another login.
  private func send(
    _ envelope: Envelope, _ patience: Patience, _ flag: CancellationFlag,
    _ mayBegin: @escaping @Sendable () -> Bool, _ makeSink: @Sendable () -> (any RowsetSink)?
  ) async throws -> Reply {
    if credentials.method == .bearer, token == nil { token = try await credentials.token?() }
    let reply: Reply
    do {
      reply = try perform(envelope, sink: makeSink(), patience, flag, mayBegin)
    } catch let error as ControlError where error.code == .loginRefused {
      isLoginRefused = true
      try await refreshLogin(after: error)
      reply = try perform(envelope, sink: makeSink(), patience, flag, mayBegin)
    }
    hasRefreshedToken = false
    isLoginRefused = false
    return reply
  }

  /// Goes to the server that these lead to.
  func follow(_ affinity: [AffinityCookie]) {
    guard let host = URL(string: address.url)?.host() else { return }
    // As in a cookie file: domain, whether its subdomains too, path, whether only encrypted, expiry, name, value.
    cookies = affinity.map { "\(host)\tFALSE\t/\tFALSE\t0\t\($0.name)\t\($0.value)" }
    handle = nil
  }

  /// What leads to the server of this connection's session, as far as an id may tell it.
  var affinity: [AffinityCookie] {
    (handle?.cookies ?? cookies).compactMap { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      return fields.count == 7 ? AffinityCookie(name: String(fields[5]), value: String(fields[6])) : nil
    }
  }

  /// Gets what another try can be made with, once only: the server wants a password, and somebody may know it;
  /// or a token, and the one that was taken before may have expired.
  private func refreshLogin(after error: ControlError) async throws {
    if credentials.method == .bearer, let fetch = credentials.token, !hasRefreshedToken {
      hasRefreshedToken = true
      token = try await fetch()
    } else if credentials.password == nil, credentials.user != nil, let ask = credentials.ask {
      credentials.ask = nil
      credentials.password = try ask()
    } else {
      throw error
    }
  }

  private func perform(
    _ envelope: Envelope, sink: (any RowsetSink)?, _ patience: Patience, _ flag: CancellationFlag,
    _ mayBegin: @escaping () -> Bool
  ) throws -> Reply {
    var hops = 0
    while true {
      switch try exchange(envelope, sink, patience, flag, mayBegin, hops: hops) {
      case .reply(let reply): return reply
      case .elsewhere(let url):
        trace?("  redirected to \(url), without login and extra headers")
        redirectedURL = url
        hops += 1
      }
    }
  }

  /// What one request came to.
  private enum Outcome {
    case reply(Reply)
    case elsewhere(String)
  }

  private func exchange(
    _ envelope: Envelope, _ sink: (any RowsetSink)?, _ patience: Patience, _ flag: CancellationFlag,
    _ mayBegin: @escaping () -> Bool, hops: Int
  ) throws -> Outcome {
    let curl = try handle ?? newHandle()
    let mayRepeat = envelope.mayRepeat
    let decoder = ReplyDecoder(reader: ReplyReader(sink: sink))
    let exchange = HTTPExchange(
      decoder: decoder, patience: patience, isCancelled: flag, mayRepeat: mayRepeat, mayBegin: mayBegin)
    let login = RequestLogin(credentials, token: token, redirect: redirectedURL)
    let started = ContinuousClock.now
    try configure(curl, envelope, login)
    let code = try curl.perform(exchange)
    trace?(
      "< HTTP \(exchange.head.status), \(exchange.head.contentType ?? "no content type"), "
        + "\(decoder.byteCount) bytes (\(exchange.wireBytes()) on the wire, "
        + "\(curl.newConnections == 0 ? "kept" : "new") connection), "
        + "\((ContinuousClock.now - started).wholeMilliseconds) ms")

    if flag.isSet { throw CancellationError() }
    var verdict = HTTPVerdict(
      head: exchange.head, preview: decoder.preview, login: login, offeredLogins: curl.offeredLogins,
      proxy: ProxyRefusal(
        login: credentials.proxy, offered: curl.offeredProxyLogins, securityMessage: exchange.securityMessage),
      securityMessage: exchange.securityMessage)
    do {
      try check(exchange, code, curl, verdict.proxy)
      if exchange.head.isRedirect, let location = exchange.head.location {
        switch Redirect.decide(
          status: exchange.head.status, location: location, from: redirectedURL ?? address.url, hops: hops,
          mayRepeat: mayRepeat)
        {
        case .follow(let place): return .elsewhere(place)
        case .refuse(let why):
          verdict.redirect = (location, why)
          throw verdict.error
        }
      }
      let reply = try decoder.finish()
      if let refusal = verdict.refusal(in: reply, mayRepeat: mayRepeat) { throw refusal }
      return .reply(reply)
    } catch let failure as XMLFailure {
      verdict.failure = failure
      throw verdict.error
    }
  }

  private func newHandle() throws -> CurlHandle {
    let curl = try CurlHandle(sockets: sockets)
    try curl.set(cookies: cookies)
    handle = curl
    return curl
  }

  /// Throws what ended an exchange before its reply was complete.
  private func check(
    _ exchange: HTTPExchange, _ code: CURLcode, _ curl: CurlHandle, _ proxy: ProxyRefusal
  ) throws {
    switch exchange.ending {
    case .silent(let limit):
      throw ControlError(
        .timedOut, "no answer within \(limit.spoken)",
        hint: "the server may be overloaded or hung; a longer --timeout waits longer")
    case .slow(let window):
      throw ControlError(
        .timedOut,
        "the reply comes too slowly, fewer than \(Pace.minimumBytes) bytes in \(window.spoken), blanks aside",
        hint: "the list is incomplete; look at the server and the network, or give a longer --timeout")
    case .endless(let limit):
      throw ControlError(
        .timedOut, "the reply did not end within \(limit.spoken)",
        hint: "the server sends more and more; look with --trace, or give a longer --timeout")
    case .failed(let error): throw error
    case .unread: return
    case nil: break
    }
    switch code {
    case CURLE_OK: break
    case CURLE_PARTIAL_FILE where exchange.decoder.byteCount > 0: break
    default:
      throw TransportFailure(
        code: code, text: curl.errorText, limits: limits, proxy: proxy, proxyStatus: curl.proxyStatus,
        certificateVerdict: curl.certificateVerdict, isUncertain: exchange.isUncertain
      ).error
    }
  }

  // MARK: The request

  private func configure(_ curl: CurlHandle, _ envelope: Envelope, _ login: RequestLogin) throws {
    let url = redirectedURL ?? address.url
    let headers = [
      "Content-Type: text/xml; charset=utf-8",
      "SOAPAction: \"\(envelope.action.rawValue)\"",
      // Plain text/xml replies; the first request negotiates (facts/xmla.md a.9).
      "X-Transport-Caps-Negotiation-Flags: \(isFirstRequest ? "0" : "1"),0,0,0,0",
      "SspropInitAppName: \(Product.name)",
      "Expect:",
    ]
    let extra = redirectedURL == nil ? credentials.headers : []
    if !address.isPrivate, let what = extra.isEmpty ? login.clearText : "a header of the configuration" {
      throw ControlError(
        .configuration, "\(what) is not sent in clear text over http", hint: "use https:// for this target")
    }
    isFirstRequest = false
    trace(envelope, url, headers, extra, login)

    curl.reset()
    try curl.set(CURLOPT_URL, url)
    try curl.set(CURLOPT_PROTOCOLS_STR, "http,https")
    try curl.set(CURLOPT_HTTP_VERSION, CurlHandle.http11)
    try curl.set(CURLOPT_NOSIGNAL, 1)
    try curl.set(CURLOPT_USERAGENT, "\(Product.name)/\(Product.version)")
    // To curl 0 is its default of 300 seconds.
    try curl.set(CURLOPT_CONNECTTIMEOUT_MS, max(1, Int(limits.connect.wholeMilliseconds)))
    try curl.set(CURLOPT_FOLLOWLOCATION, 0)
    try curl.takeCookies()
    // A peer that is gone ends a wait without a limit: asked after 30 s of silence, and then every 10 s.
    try curl.set(CURLOPT_TCP_KEEPALIVE, 1)
    try curl.set(CURLOPT_TCP_KEEPIDLE, 30)
    try curl.set(CURLOPT_TCP_KEEPINTVL, 10)
    try curl.set(CURLOPT_ACCEPT_ENCODING, "gzip")
    try curl.set(body: envelope.document)
    try curl.set(headers: headers + extra.map { "\($0.name): \($0.value.reveal())" })
    try setProxy(curl)
    try setTLS(curl)
    try setLogin(curl, login)
  }

  private func setProxy(_ curl: CurlHandle) throws {
    // A proxy's own headers are none of the server's.
    try curl.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    switch address.proxy {
    case .environment:
      // What is private because it stays on this machine must not go to a proxy of the environment.
      if address.isPrivate, address.url.lowercased().hasPrefix("http:") { try curl.set(CURLOPT_NOPROXY, "*") }
    case .none: try curl.set(CURLOPT_NOPROXY, "*")
    case .url(let url):
      try curl.set(CURLOPT_PROXY, url)
      // Named for this target, so the environment's exceptions do not count.
      try curl.set(CURLOPT_NOPROXY, "")
    }
    let login = credentials.proxy
    if let method = login.method { try curl.set(proxyLogin: method) }
    if login.method == .negotiate {
      try curl.setTicket(for: CURLOPT_PROXYUSERNAME)
    } else if let user = login.user, let password = login.password {
      try curl.set(CURLOPT_PROXYUSERNAME, user)
      try curl.set(CURLOPT_PROXYPASSWORD, password.reveal())
    }
  }

  private func setTLS(_ curl: CurlHandle) throws {
    let tls = address.tls
    if !tls.isVerified {
      try curl.set(CURLOPT_SSL_VERIFYPEER, 0)
      try curl.set(CURLOPT_SSL_VERIFYHOST, 0)
    }
    if let ca = tls.ca { try curl.set(CURLOPT_CAINFO, ca) }
    if let certificate = tls.certificate { try curl.set(CURLOPT_SSLCERT, certificate) }
    if let key = tls.key ?? tls.certificate { try curl.set(CURLOPT_SSLKEY, key) }
  }

  private func setLogin(_ curl: CurlHandle, _ login: RequestLogin) throws {
    switch login {
    case .nothing, .userWithoutPassword, .header, .dropped: break
    case .password(let method, let user, let password):
      try curl.set(login: method)
      try curl.set(CURLOPT_USERNAME, user)
      try curl.set(CURLOPT_PASSWORD, password.reveal())
    case .ticket:
      try curl.set(login: .negotiate)
      try curl.setTicket(for: CURLOPT_USERNAME)
    case .token(let token):
      try curl.set(login: .bearer)
      try curl.set(CURLOPT_XOAUTH2_BEARER, token.reveal())
    }
  }

  private func trace(
    _ envelope: Envelope, _ url: String, _ headers: [String], _ extra: [HTTPHeader], _ login: RequestLogin
  ) {
    guard let trace else { return }
    trace("> POST \(url)")
    for header in headers where !header.hasSuffix(":") { trace("> \(header)") }
    for header in extra { trace("> \(header.name): (not shown)") }
    if let scheme = login.scheme { trace("> Authorization: \(scheme) (not shown)") }
    if let method = credentials.proxy.method ?? credentials.proxy.user.map({ _ in .basic }) {
      trace("> Proxy-Authorization: \(method.rawValue) (not shown)")
    }
    for line in XMLASecrets.masked(envelope.document).split(separator: "\n") { trace("> \(line)") }
  }

  func close() { handle = nil }

  /// Closes the connection under a request that waits, which then fails.
  nonisolated func shutDown() { sockets.shutDown() }
}

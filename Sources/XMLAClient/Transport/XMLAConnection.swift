internal import CCurlLoader
internal import SessionControl

/// An HTTP connection to one XMLA endpoint, over libcurl. Its blocking calls run on a thread of its own.
actor XMLAConnection {
  private let address: XMLAAddress
  private var credentials: Credentials
  private let limits: TimeLimits
  private let trace: Trace?
  private let executor = BlockingExecutor(label: "xmla")
  private var handle: CurlHandle?
  private var isFirstRequest = true

  init(address: XMLAAddress, credentials: Credentials, limits: TimeLimits, trace: Trace?) {
    self.address = address
    self.credentials = credentials
    self.limits = limits
    self.trace = trace
  }

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// Posts a request and reads the reply as it comes.
  ///
  /// - Parameter makeSink: makes the receiver of the rows, on this connection's thread.
  /// - Returns: the reply, which may hold a fault.
  /// - Throws: ``ControlError`` when no complete reply was read, or what the sink threw.
  func post(_ envelope: Envelope, makeSink: @Sendable () -> (any RowsetSink)?) async throws -> Reply {
    let flag = CancellationFlag()
    return try await withTaskCancellationHandler {
      do {
        return try perform(envelope, sink: makeSink(), flag)
      } catch let error as ControlError
        where error.code == .loginRefused && credentials.password == nil && credentials.user != nil
      {
        // Once only: the server wants a password, and somebody may know it.
        guard let ask = credentials.ask else { throw error }
        credentials.ask = nil
        credentials.password = try ask()
        return try perform(envelope, sink: makeSink(), flag)
      }
    } onCancel: {
      flag.set()
    }
  }

  private func perform(
    _ envelope: Envelope, sink: (any RowsetSink)?, _ flag: CancellationFlag
  ) throws -> Reply {
    let curl = try handle ?? CurlHandle()
    handle = curl
    let decoder = ReplyDecoder(reader: ReplyReader(sink: sink))
    let exchange = HTTPExchange(
      decoder: decoder, answerLimit: limits.answer, isCancelled: flag, mayRepeat: envelope.action == .discover
    )
    let headers = [
      "Content-Type: text/xml; charset=utf-8",
      "SOAPAction: \"\(envelope.action.rawValue)\"",
      // Plain text/xml replies; the first request negotiates (facts/xmla.md a.9).
      "X-Transport-Caps-Negotiation-Flags: \(isFirstRequest ? "0" : "1"),0,0,0,0",
      "SspropInitAppName: \(Product.name)",
      "Expect:",
    ]
    isFirstRequest = false
    traceRequest(envelope, headers)
    let started = ContinuousClock.now
    let usedPassword = credentials.password != nil
    try configure(curl, envelope, headers)
    let code = try curl.perform(exchange)
    trace?(
      "< HTTP \(curl.status), \(curl.contentType ?? "no content type"), \(decoder.byteCount) bytes, "
        + "\((ContinuousClock.now - started).wholeMilliseconds) ms")

    if flag.isSet { throw CancellationError() }
    if exchange.timedOut {
      throw ControlError(
        .timedOut, "no answer within \(limits.answer.spoken)",
        hint: "the server may be overloaded or hung; a longer --timeout waits longer")
    }
    if exchange.failure == nil {
      switch code {
      case CURLE_OK: break
      case CURLE_PARTIAL_FILE where decoder.byteCount > 0: break
      default: throw TransportFailure(code: code, text: curl.errorText, limits: limits).error
      }
    }
    if let problem = Self.foreignEncoding(curl.contentType) { throw problem }
    do {
      if let failure = exchange.failure { throw failure }
      return try decoder.finish()
    } catch let failure as XMLFailure {
      throw HTTPVerdict(
        status: curl.status, contentType: curl.contentType, redirect: curl.redirectURL, failure: failure,
        preview: decoder.preview, usedPassword: usedPassword
      ).error
    }
  }

  private func configure(_ curl: CurlHandle, _ envelope: Envelope, _ headers: [String]) throws {
    curl.reset()
    try curl.set(CURLOPT_URL, address.url)
    try curl.set(CURLOPT_PROTOCOLS_STR, "http,https")
    try curl.set(CURLOPT_NOSIGNAL, 1)
    try curl.set(CURLOPT_USERAGENT, "\(Product.name)/\(Product.version)")
    // To curl 0 is its default of 300 seconds.
    try curl.set(CURLOPT_CONNECTTIMEOUT_MS, max(1, Int(limits.connect.wholeMilliseconds)))
    try curl.set(CURLOPT_FOLLOWLOCATION, 0)
    // What is private because it stays on this machine must not go to a proxy of the environment.
    if address.isPrivate, address.url.lowercased().hasPrefix("http:") { try curl.set(CURLOPT_NOPROXY, "*") }
    try curl.set(body: envelope.document)
    try curl.set(headers: headers)
    if let password = credentials.password {
      guard address.isPrivate else {
        throw ControlError(
          .configuration, "a password is not sent in clear text over http",
          hint: "use https:// for this target")
      }
      try curl.set(CURLOPT_HTTPAUTH, CurlHandle.basicAuthentication)
      try curl.set(CURLOPT_USERNAME, credentials.user ?? "")
      try curl.set(CURLOPT_PASSWORD, password.reveal())
    }
  }

  private func traceRequest(_ envelope: Envelope, _ headers: [String]) {
    guard let trace else { return }
    trace("> POST \(address.url)")
    for header in headers where !header.hasSuffix(":") { trace("> \(header)") }
    if credentials.password != nil { trace("> Authorization: Basic (not shown)") }
    for line in envelope.document.split(separator: "\n") { trace("> \(line)") }
  }

  /// Binary encodings that were never asked for.
  private static func foreignEncoding(_ contentType: String?) -> ControlError? {
    guard let type = contentType?.lowercased(), type.contains("/sx") || type.contains("xpress") else {
      return nil
    }
    return ControlError(
      .protocolViolation, "the reply is encoded as \(type), which was not asked for",
      hint: "a proxy may have removed the X-Transport-Caps-Negotiation-Flags header")
  }

  func close() { handle = nil }
}

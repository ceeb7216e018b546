internal import CCurlLoader
internal import SessionControl

/// A curl easy handle with typed options. Not Sendable: owned and used by one connection, on its thread.
final class CurlHandle {
  /// `CURLAUTH_...`, whose macros are casts that Swift does not import.
  private static let authentication: [LoginMethod: Int] = [
    .basic: 1 << 0, .negotiate: 1 << 2, .ntlm: 1 << 3, .bearer: 1 << 6,
  ]

  private static let proxyAuthentication: [ProxyLogin.Method: Int] = [
    .basic: 1 << 0, .negotiate: 1 << 2, .ntlm: 1 << 3,
  ]

  /// `CURL_HTTP_VERSION_1_1`.
  static let http11 = 2

  private let raw: UnsafeMutableRawPointer
  private let errorBuffer: UnsafeMutablePointer<CChar>
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private let sockets: OpenSockets

  /// - Parameter sockets: is told which sockets it opens and closes.
  /// - Throws: ``ControlError`` when libcurl can't be loaded.
  init(sockets: OpenSockets) throws {
    if let reason = ccurl_load() {
      throw ControlError(
        .configuration, "libcurl can't be loaded", detail: String(cString: reason),
        hint: "install it: apt-get install libcurl4")
    }
    guard let raw = ccurl_easy_init() else {
      throw ControlError(.internalError, "curl_easy_init failed")
    }
    self.raw = raw
    self.sockets = sockets
    errorBuffer = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorBuffer.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  deinit {
    ccurl_easy_cleanup(raw)
    ccurl_slist_free_all(headerList)
    errorBuffer.deallocate()
  }

  /// Forgets the options; keeps the open connection for the next request.
  func reset() {
    ccurl_easy_reset(raw)
    ccurl_slist_free_all(headerList)
    headerList = nil
    errorBuffer[0] = 0
  }

  func set(_ option: CURLoption, _ value: Int) throws {
    try check(ccurl_setopt_long(raw, option, value), option)
  }

  func set(_ option: CURLoption, _ value: String) throws {
    try check(ccurl_setopt_text(raw, option, value), option)
  }

  /// The body of a POST; curl keeps a copy.
  func set(body: String) throws {
    try set(CURLOPT_POSTFIELDSIZE, body.utf8.count)
    try set(CURLOPT_COPYPOSTFIELDS, body)
  }

  func set(login method: LoginMethod) throws {
    try set(CURLOPT_HTTPAUTH, Self.authentication[method] ?? 0)
  }

  func set(proxyLogin method: ProxyLogin.Method) throws {
    try set(CURLOPT_PROXYAUTH, Self.proxyAuthentication[method] ?? 0)
  }

  /// No name at all is how curl is told to take the ticket's. Why there is none it tells only while it is verbose.
  func setTicket(for name: CURLoption) throws {
    try set(name, "")
    try set(CURLOPT_VERBOSE, 1)
  }

  func set(headers: [String]) throws {
    for header in headers { headerList = ccurl_slist_append(headerList, header) }
    try check(ccurl_setopt_pointer(raw, CURLOPT_HTTPHEADER, headerList), CURLOPT_HTTPHEADER)
  }

  private func check(_ code: CURLcode, _ option: CURLoption) throws {
    guard code != CURLE_OK else { return }
    throw ControlError(
      .internalError, "libcurl refused option \(option.rawValue)",
      detail: String(cString: ccurl_easy_strerror(code)))
  }

  /// Runs the request; blocks until it ends.
  func perform(_ exchange: HTTPExchange) throws -> CURLcode {
    let context = Unmanaged.passUnretained(exchange).toOpaque()
    exchange.wireBytes = { [raw] in
      var count: curl_off_t = 0
      _ = ccurl_getinfo_offset(raw, CURLINFO_SIZE_DOWNLOAD_T, &count)
      return Int(count)
    }
    try check(ccurl_setopt_pointer(raw, CURLOPT_ERRORBUFFER, errorBuffer), CURLOPT_ERRORBUFFER)
    try check(ccurl_setopt_pointer(raw, CURLOPT_WRITEDATA, context), CURLOPT_WRITEDATA)
    try check(
      ccurl_setopt_data_function(raw, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
        guard let context else { return 0 }
        return HTTPExchange.from(context).receive(UnsafeRawBufferPointer(start: bytes, count: size * count))
      }, CURLOPT_WRITEFUNCTION)
    try check(ccurl_setopt_pointer(raw, CURLOPT_HEADERDATA, context), CURLOPT_HEADERDATA)
    try check(
      ccurl_setopt_data_function(raw, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
        guard let context else { return 0 }
        HTTPExchange.from(context).receive(head: UnsafeRawBufferPointer(start: bytes, count: size * count))
        return size * count
      }, CURLOPT_HEADERFUNCTION)
    try check(ccurl_setopt_pointer(raw, CURLOPT_XFERINFODATA, context), CURLOPT_XFERINFODATA)
    try check(
      ccurl_setopt_progress_function(raw) { context, _, down, _, up in
        guard let context else { return 1 }
        return HTTPExchange.from(context).progress(down: Int64(down), up: Int64(up)) ? 0 : 1
      }, CURLOPT_XFERINFOFUNCTION)
    try set(CURLOPT_NOPROGRESS, 0)
    try check(ccurl_setopt_pointer(raw, CURLOPT_PREREQDATA, context), CURLOPT_PREREQDATA)
    try check(
      ccurl_setopt_prerequest_function(raw) { context, _, _, _, _ in
        guard let context else { return CURL_PREREQFUNC_ABORT }
        return HTTPExchange.from(context).begin() ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
      }, CURLOPT_PREREQFUNCTION)
    try check(ccurl_setopt_pointer(raw, CURLOPT_DEBUGDATA, context), CURLOPT_DEBUGDATA)
    try check(
      ccurl_setopt_debug_function(raw) { _, type, bytes, count, context in
        guard type == CURLINFO_TEXT, let context else { return 0 }
        HTTPExchange.from(context).note(UnsafeRawBufferPointer(start: bytes, count: count))
        return 0
      }, CURLOPT_DEBUGFUNCTION)
    try watchSockets()
    return withExtendedLifetime(exchange) { ccurl_easy_perform(raw) }
  }

  private func watchSockets() throws {
    let context = Unmanaged.passUnretained(sockets).toOpaque()
    try check(ccurl_setopt_pointer(raw, CURLOPT_SOCKOPTDATA, context), CURLOPT_SOCKOPTDATA)
    try check(
      ccurl_setopt_socket_function(raw) { context, socket, _ in
        if let context { OpenSockets.from(context).add(socket) }
        return Int32(CURL_SOCKOPT_OK)
      }, CURLOPT_SOCKOPTFUNCTION)
    try check(ccurl_setopt_pointer(raw, CURLOPT_CLOSESOCKETDATA, context), CURLOPT_CLOSESOCKETDATA)
    try check(
      ccurl_setopt_close_function(raw) { context, socket in
        context.map { OpenSockets.from($0).close(socket) } ?? 0
      }, CURLOPT_CLOSESOCKETFUNCTION)
  }

  /// The status with which a proxy answered a CONNECT; 0 without one.
  var proxyStatus: Int { number(CURLINFO_HTTP_CONNECTCODE) }

  /// OpenSSL's verdict on the server's certificate.
  var certificateVerdict: Int { number(CURLINFO_SSL_VERIFYRESULT) }

  /// How many connections the last request opened.
  var newConnections: Int { number(CURLINFO_NUM_CONNECTS) }

  /// The logins that the server said it takes.
  var offeredLogins: [LoginMethod] {
    let bits = number(CURLINFO_HTTPAUTH_AVAIL)
    return LoginMethod.allCases.filter { bits & (Self.authentication[$0] ?? 0) != 0 }
  }

  /// The cookies that it holds, in curl's own lines. They outlive ``reset()``.
  var cookies: [String] {
    var list: UnsafeMutablePointer<curl_slist>?
    _ = ccurl_getinfo_list(raw, CURLINFO_COOKIELIST, &list)
    defer { ccurl_slist_free_all(list) }
    var lines: [String] = []
    var next = list
    while let item = next {
      lines.append(String(cString: item.pointee.data))
      next = item.pointee.next
    }
    return lines
  }

  func set(cookies: [String]) throws {
    for line in cookies { try set(CURLOPT_COOKIELIST, line) }
  }

  /// Takes the cookies that come, and keeps them in memory: no file is named.
  func takeCookies() throws { try set(CURLOPT_COOKIEFILE, "") }

  /// The logins that the proxy said it takes.
  var offeredProxyLogins: [ProxyLogin.Method] {
    let bits = number(CURLINFO_PROXYAUTH_AVAIL)
    return ProxyLogin.Method.allCases.filter { bits & (Self.proxyAuthentication[$0] ?? 0) != 0 }
  }

  private func number(_ info: CURLINFO) -> Int {
    var value = 0
    _ = ccurl_getinfo_long(raw, info, &value)
    return value
  }

  /// curl's own words for the last failure.
  var errorText: String { String(cString: errorBuffer) }
}

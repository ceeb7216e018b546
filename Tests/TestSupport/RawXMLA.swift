/// Sends XMLA commands as another client would, through curl: the work that a test then cancels.
public enum RawXMLA {
  /// A command to be sent.
  public struct Request: Sendable {
    /// The child of `Command`, as XML.
    var command: String
    /// A SOAP header element, as XML.
    var header: String?
    var catalog: String?

    public init(_ command: String, header: String? = nil, catalog: String? = nil) {
      self.command = command
      self.header = header
      self.catalog = catalog
    }

    fileprivate var body: String {
      """
      <Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/">\
      \(header.map { "<Header>\($0)</Header>" } ?? "")<Body>\
      <Execute xmlns="urn:schemas-microsoft-com:xml-analysis"><Command>\(command)</Command>\
      <Properties><PropertyList>\(catalog.map { "<Catalog>\($0)</Catalog>" } ?? "")\
      <SspropInitAppName>test</SspropInitAppName></PropertyList></Properties></Execute></Body></Envelope>
      """
    }
  }

  /// Runs one command to its end.
  ///
  /// - Parameters:
  ///   - command: the child of `Command`, as XML.
  ///   - header: a SOAP header element, as XML.
  ///   - login: `user:password`.
  /// - Returns: the body of the reply.
  public static func execute(
    _ command: String, header: String? = nil, catalog: String? = nil, login: String? = nil, at url: String
  ) async throws -> String {
    let options = login.map { ["-u", $0] } ?? []
    return try await Program.run(
      ["curl", "-s", "-m", "50"] + options
        + [
          "-H", "Content-Type: text/xml", "-H", "SOAPAction: \"x\"", "--data-binary",
          Request(command, header: header, catalog: catalog).body, url,
        ]
    ).output
  }

  /// Runs commands one after the other, by one process and over one connection: thousands of them in a moment.
  ///
  /// - Returns: the bodies of the replies.
  public static func execute(_ requests: [Request], at url: String) async throws -> [String] {
    // No XML has this character.
    let end = "\u{1E}"
    let transfers = requests.map { request in
      let body = request.body.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        .replacing("\n", with: "\\n")
      return """
        url = "\(url)"
        header = "Content-Type: text/xml"
        header = "SOAPAction: \\"x\\""
        data-binary = "\(body)"
        write-out = "\(end)"
        max-time = 50
        silent
        """
    }
    let result = try await Program.run(
      ["curl", "--config", "-"], input: transfers.joined(separator: "\nnext\n"))
    return result.output.split(separator: end, omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  /// Runs a statement in an explicit session.
  public static func execute(
    statement: String, in session: String, catalog: String? = nil, login: String? = nil, at url: String
  ) async throws -> String {
    try await execute(
      "<Statement>\(statement)</Statement>", header: header(session), catalog: catalog, login: login, at: url)
  }

  /// The header of an explicit session.
  public static func header(_ session: String) -> String {
    "<Session xmlns=\"urn:schemas-microsoft-com:xml-analysis\" SessionId=\"\(session)\"/>"
  }
}

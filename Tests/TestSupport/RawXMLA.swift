/// Sends XMLA commands as another client would, through curl: the work that a test then cancels.
public enum RawXMLA {
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
    let body = """
      <Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/">\
      \(header.map { "<Header>\($0)</Header>" } ?? "")<Body>\
      <Execute xmlns="urn:schemas-microsoft-com:xml-analysis"><Command>\(command)</Command>\
      <Properties><PropertyList>\(catalog.map { "<Catalog>\($0)</Catalog>" } ?? "")\
      <SspropInitAppName>test</SspropInitAppName></PropertyList></Properties></Execute></Body></Envelope>
      """
    let options = login.map { ["-u", $0] } ?? []
    return try await Program.run(
      ["curl", "-s", "-m", "50"] + options
        + ["-H", "Content-Type: text/xml", "-H", "SOAPAction: \"x\"", "--data-binary", body, url]
    ).output
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

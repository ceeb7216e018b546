internal import SessionControl

/// One SOAP 1.1 request to an XMLA endpoint, ready to be sent or shown.
struct Envelope: Sendable, Equatable {
  /// The method's SOAPAction.
  enum Action: String, Sendable {
    case discover = "urn:schemas-microsoft-com:xml-analysis:Discover"
    case execute = "urn:schemas-microsoft-com:xml-analysis:Execute"
  }

  let action: Action
  let document: String

  /// A Discover of one rowset. The restrictions are sent to the server, which applies them.
  ///
  /// - Parameters:
  ///   - rowset: the request type, case-exact, such as `DISCOVER_SESSIONS`.
  ///   - restrictions: restriction columns and values, in order.
  static func discover(_ rowset: String, restrictions: [(column: String, value: String)] = []) -> Envelope {
    // An element's name can't be escaped; the callers' columns are constants.
    let list = restrictions.map { "          <\($0.column)>\(XMLText.escaped($0.value))</\($0.column)>\n" }
    let restrictionList: XMLText =
      list.isEmpty
      ? "<RestrictionList/>"
      : "<RestrictionList>\n\(raw: XMLText(stringLiteral: list.joined()))        </RestrictionList>"
    return Envelope(
      action: .discover,
      body: """
            <Discover xmlns="urn:schemas-microsoft-com:xml-analysis">
              <RequestType>\(rowset)</RequestType>
              <Restrictions>
                \(raw: restrictionList)
              </Restrictions>
              <Properties>
                <PropertyList>
                  <Content>SchemaData</Content>
                  <Format>Tabular</Format>
                  <LocaleIdentifier>1033</LocaleIdentifier>
                  <SspropInitAppName>\(Product.name)</SspropInitAppName>
                </PropertyList>
              </Properties>
            </Discover>
        """)
  }

  /// A Cancel command (facts/xmla.md a.5). Exactly one id is named, since what several would mean is
  /// documented nowhere; the element is in the engine namespace, as every real client sends it.
  static func cancel(_ request: CancelRequest) -> Envelope {
    let associated: XMLText = request.associated ? "<CancelAssociated>true</CancelAssociated>" : ""
    let subject: XMLText =
      switch request.subject {
      case .connection(let id): "<ConnectionID>\(id)</ConnectionID>"
      case .session(let id): "<SessionID>\(id)</SessionID>"
      case .spid(let id): "<SPID>\(id)</SPID>"
      }
    return Envelope(
      action: .execute,
      body: """
            <Execute xmlns="urn:schemas-microsoft-com:xml-analysis">
              <Command>
                <Cancel xmlns="http://schemas.microsoft.com/analysisservices/2003/engine">\(raw: subject)\(raw: associated)</Cancel>
              </Command>
              <Properties>
                <PropertyList>
                  <LocaleIdentifier>1033</LocaleIdentifier>
                  <SspropInitAppName>\(Product.name)</SspropInitAppName>
                </PropertyList>
              </Properties>
            </Execute>
        """)
  }

  private init(action: Action, body: XMLText) {
    self.action = action
    document = """
      <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
        <soap:Body>
      \(body.markup)
        </soap:Body>
      </soap:Envelope>

      """
  }
}

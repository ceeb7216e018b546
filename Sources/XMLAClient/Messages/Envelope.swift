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
  ///   - restrictions: restriction columns and values, in order. A column that comes more than once may have any
  ///     of its values. A column becomes an element, whose name can't be escaped: it is a constant, or checked
  ///     by ``RowsetRequest``.
  ///   - properties: beyond the usual ones, or instead of them; names as for columns.
  static func discover(
    _ rowset: String, restrictions: [(column: String, value: String)] = [],
    properties: [(name: String, value: String)] = []
  ) -> Envelope {
    let list = grouped(restrictions).map { column, values -> String in
      let texts = values.map(XMLText.escaped)
      let content =
        texts.count == 1 ? texts[0] : texts.map { "<Value>\($0)</Value>" }.joined()
      return "          <\(column)>\(content)</\(column)>\n"
    }
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
        \(raw: propertyList(properties))
                </PropertyList>
              </Properties>
            </Discover>
        """)
  }

  /// The same by a statement on the dynamic management view of that name, for servers and gateways that refuse
  /// Discover (facts/xmla.md b, "DMV SQL").
  static func view(
    _ rowset: String, restrictions: [(column: String, value: String)] = [],
    properties: [(name: String, value: String)] = []
  ) -> Envelope {
    Envelope(
      action: .execute,
      body: """
            <Execute xmlns="urn:schemas-microsoft-com:xml-analysis">
              <Command>
                <Statement>\(ViewStatement.text(rowset, where: grouped(restrictions)))</Statement>
              </Command>
              <Properties>
                <PropertyList>
        \(raw: propertyList(properties))
                </PropertyList>
              </Properties>
            </Execute>
        """)
  }

  /// Restrictions with all values of a column together, where it came first.
  private static func grouped(
    _ restrictions: [(column: String, value: String)]
  ) -> [(column: String, values: [String])] {
    restrictions.reduce(into: []) { groups, restriction in
      if let index = groups.firstIndex(where: { $0.column == restriction.column }) {
        groups[index].values.append(restriction.value)
      } else {
        groups.append((restriction.column, [restriction.value]))
      }
    }
  }

  private static func propertyList(_ given: [(name: String, value: String)]) -> XMLText {
    var properties: [(name: String, value: String)] = [
      ("Content", "SchemaData"), ("Format", "Tabular"), ("LocaleIdentifier", "1033"),
      ("SspropInitAppName", Product.name),
    ]
    for property in given {
      if let index = properties.firstIndex(where: { $0.name == property.name }) {
        properties[index] = property
      } else {
        properties.append(property)
      }
    }
    let lines = properties.map { "          <\($0.name)>\(XMLText.escaped($0.value))</\($0.name)>" }
    return XMLText(stringLiteral: lines.joined(separator: "\n"))
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

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
  /// Without an id it cancels what the session of the header executes (seed "Canceling Commands").
  static func cancel(
    _ request: CancelRequest, style: SessionHeader.MustUnderstand = .both
  ) -> Envelope {
    let associated: XMLText = request.associated ? "<CancelAssociated>true</CancelAssociated>" : ""
    func naming(_ subject: XMLText) -> Envelope {
      execute("<Cancel xmlns=\"\(engine)\">\(raw: subject)\(raw: associated)</Cancel>")
    }
    return switch request.subject {
    case .connection(let id): naming("<ConnectionID>\(id)</ConnectionID>")
    case .session(let id): naming("<SessionID>\(id)</SessionID>")
    case .spid(let id): naming("<SPID>\(id)</SPID>")
    case .command(let id): execute(engineCommand("Cancel"), in: SessionHeader(.use(id), style))
    }
  }

  /// An empty Statement, which does nothing but carry a session header.
  static func nothing(in header: SessionHeader, database: String? = nil) -> Envelope {
    execute("<Statement/>", in: header, database: database)
  }

  /// Begins, commits or rolls back a transaction of an explicit session (seed "Managing Transactions").
  static func transaction(_ verb: TransactionVerb, in header: SessionHeader) -> Envelope {
    execute(engineCommand(verb.element), in: header)
  }

  /// The namespace of every command but Statement (facts/xmla.md 0).
  private static let engine = "http://schemas.microsoft.com/analysisservices/2003/engine"

  /// A command without properties of its own.
  private static func engineCommand(_ name: String) -> XMLText { "<\(name) xmlns=\"\(engine)\"/>" }

  private static func execute(
    _ command: XMLText, in header: SessionHeader? = nil, database: String? = nil
  ) -> Envelope {
    let catalog: XMLText =
      database.map {
        "<Catalog>\($0)</Catalog>\n          "
      } ?? ""
    return Envelope(
      action: .execute, header: header?.element,
      body: """
            <Execute xmlns="urn:schemas-microsoft-com:xml-analysis">
              <Command>
                \(raw: command)
              </Command>
              <Properties>
                <PropertyList>
                  \(raw: catalog)<LocaleIdentifier>1033</LocaleIdentifier>
                  <SspropInitAppName>\(Product.name)</SspropInitAppName>
                </PropertyList>
              </Properties>
            </Execute>
        """)
  }

  /// An empty Header is left out: some readers get out of step with it (facts/xmla.md a.8).
  private init(action: Action, header: XMLText? = nil, body: XMLText) {
    self.action = action
    let header: XMLText =
      header.map {
        """
          <soap:Header>
            \(raw: $0)
          </soap:Header>

        """
      } ?? ""
    document = """
      <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
      \(header.markup)  <soap:Body>
      \(body.markup)
        </soap:Body>
      </soap:Envelope>

      """
  }
}

internal import SessionControl

/// One SOAP 1.1 request to an XMLA endpoint, ready to be sent or shown.
struct Envelope: Sendable, Equatable {
  /// The method's SOAPAction.
  enum Action: String, Sendable {
    case discover = "urn:schemas-microsoft-com:xml-analysis:Discover"
    case execute = "urn:schemas-microsoft-com:xml-analysis:Execute"
  }

  let action: Action
  private let header: SessionHeader?
  /// What the method is to work on.
  private let content: XMLText
  private var properties: PropertyList
  private var parameters = ParameterList([])
  /// The session that it goes to, which only its own server knows; nil where any server will do.
  var session: String?
  /// Another session that it names.
  var subject: String?
  /// Whether it does no harm when the server takes it twice.
  private(set) var mayRepeat: Bool

  /// A Discover of one rowset. The restrictions are sent to the server, which applies them.
  ///
  /// - Parameters:
  ///   - rowset: the request type, case-exact, such as `DISCOVER_SESSIONS`.
  ///   - restrictions: restriction columns and values, in order. A column that comes more than once may have any
  ///     of its values. A column becomes an element, whose name can't be escaped: it is a constant, or checked
  ///     by ``RowsetRequest``.
  ///   - properties: beyond the usual ones, or instead of them, see ``PropertyList``; names as for columns.
  static func discover(
    _ rowset: String, restrictions: [(column: String, value: String)] = [],
    properties: [(name: String, value: String)] = [], in header: SessionHeader? = nil
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
      action: .discover, header: header,
      content: """
              <RequestType>\(rowset)</RequestType>
              <Restrictions>
                \(raw: restrictionList)
              </Restrictions>
        """, properties: PropertyList(PropertyList.discover, given: properties))
  }

  /// The same by a statement on the dynamic management view of that name, for servers and gateways that refuse
  /// Discover (facts/xmla.md b, "DMV SQL").
  static func view(
    _ rowset: String, restrictions: [(column: String, value: String)] = [],
    properties: [(name: String, value: String)] = [], in header: SessionHeader? = nil
  ) -> Envelope {
    execute(
      "<Statement>\(ViewStatement.text(rowset, where: grouped(restrictions)))</Statement>", in: header,
      PropertyList(PropertyList.statement, given: properties))
  }

  /// A command that a person wrote.
  ///
  /// - Parameter parameters: what its `@Name` stand for.
  static func run(
    _ command: CommandText, in header: SessionHeader?, properties: [(name: String, value: String)],
    parameters: [StatementParameter] = []
  ) -> Envelope {
    var envelope = execute(
      command.element, in: header, PropertyList(PropertyList.statement, given: properties))
    envelope.parameters = ParameterList(parameters)
    return envelope
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

  /// A Cancel command (facts/xmla.md a.5). Exactly one id is named, since what several would mean is
  /// documented nowhere; the element is in the engine namespace, as every real client sends it.
  /// Without an id it cancels what the session of the header executes (seed "Canceling Commands").
  ///
  /// - Parameter header: a session of our own, whose server is to carry it out.
  static func cancel(
    _ request: CancelRequest, in header: SessionHeader? = nil, style: SessionHeader.MustUnderstand = .both
  ) -> Envelope {
    let associated: XMLText = request.associated ? "<CancelAssociated>true</CancelAssociated>" : ""
    func naming(_ subject: XMLText) -> Envelope {
      execute("<Cancel xmlns=\"\(engine)\">\(raw: subject)\(raw: associated)</Cancel>", in: header)
    }
    switch request.subject {
    case .connection(let id): return naming("<ConnectionID>\(id)</ConnectionID>")
    case .session(let id):
      var envelope = naming("<SessionID>\(id)</SessionID>")
      if header == nil { envelope.session = id } else { envelope.subject = id }
      return envelope
    case .spid(let id): return naming("<SPID>\(id)</SPID>")
    case .command(let id): return execute(engineCommand("Cancel"), in: SessionHeader(.use(id), style))
    case .statement: preconditionFailure("refused before anything is looked at")
    }
  }

  /// An empty Statement, which does nothing but carry a session header.
  static func nothing(
    in header: SessionHeader?, properties: [(name: String, value: String)] = []
  ) -> Envelope {
    var envelope = execute("<Statement/>", in: header, PropertyList(PropertyList.command, given: properties))
    envelope.mayRepeat = true
    return envelope
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
    _ command: XMLText, in header: SessionHeader? = nil,
    _ properties: PropertyList = PropertyList(PropertyList.command, given: [])
  ) -> Envelope {
    Envelope(
      action: .execute, header: header,
      content: """
              <Command>
                \(raw: command)
              </Command>
        """, properties: properties)
  }

  private init(action: Action, header: SessionHeader?, content: XMLText, properties: PropertyList) {
    self.action = action
    self.header = header
    self.content = content
    self.properties = properties
    mayRepeat = action == .discover
    session = header?.id
  }

  /// The same on a database, unless it names one itself or was told to name none.
  func on(_ database: String?) -> Envelope {
    guard let database else { return self }
    var copy = self
    copy.properties.add("Catalog", database)
    return copy
  }

  /// An empty Header is left out: some readers get out of step with it (facts/xmla.md a.8).
  var document: String {
    let header: XMLText =
      header.map {
        """
          <soap:Header>
            \(raw: $0.element)
          </soap:Header>

        """
      } ?? ""
    let method: XMLText = action == .discover ? "Discover" : "Execute"
    let text: XMLText = """
      <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
      \(raw: header)  <soap:Body>
          <\(raw: method) xmlns="urn:schemas-microsoft-com:xml-analysis">
      \(raw: content)
            <Properties>
              \(raw: properties.element)
            </Properties>\(raw: parameters.element)
          </\(raw: method)>
        </soap:Body>
      </soap:Envelope>

      """
    return text.markup
  }
}

/// Reads requests (facts a.2, a.3, a.5, a.8), by namespace and local name.
enum RequestParser {
  /// - Parameters:
  ///   - bytes: the body of the HTTP request.
  ///   - form: the session headers to honour; others are passed over in silence.
  /// - Throws: a fault for what is not XML, not an envelope, or not a request that the sandbox knows.
  static func parse(
    _ bytes: [UInt8], understanding form: SessionHeaderForm = .any
  ) throws(SandboxFault) -> Request {
    let envelope = try RequestDocument.parse(bytes)
    guard envelope.isNamed("Envelope", in: Namespaces.soap),
      let body = envelope.child("Body", in: Namespaces.soap)
    else {
      throw .malformed("The request is not a SOAP 1.1 envelope with a body.")
    }
    let session = try sessionHeader(envelope.child("Header", in: Namespaces.soap), understanding: form)
    if let discover = body.child("Discover") {
      return Request(
        session: session, body: .discover(try discoverRequest(discover)),
        properties: properties(of: discover))
    }
    if let execute = body.child("Execute") {
      return Request(session: session, body: try command(execute), properties: properties(of: execute))
    }
    throw .invalid("The body holds neither Discover nor Execute.", at: body.place)
  }

  private static func sessionHeader(
    _ header: RequestElement?, understanding form: SessionHeaderForm
  ) throws(SandboxFault) -> Request.SessionHeader {
    var found = Request.SessionHeader.none
    for element in header?.children ?? [] where element.place.namespace == Namespaces.xmla {
      guard ["BeginSession", "Session", "EndSession"].contains(element.name), form.understands(element)
      else { continue }
      guard found == .none else {
        throw .invalid("A request belongs to one session.", at: element.place)
      }
      if element.name == "BeginSession" {
        found = .begin
        continue
      }
      guard let identifier = element.attributes["SessionId"] else {
        throw .invalid("The SessionId attribute is missing.", at: element.place)
      }
      found = element.name == "Session" ? .use(identifier) : .end(identifier)
    }
    return found
  }

  private static func properties(of method: RequestElement) -> [String: String] {
    let list = method.child("Properties")?.child("PropertyList")?.children ?? []
    return Dictionary(list.map { ($0.name, $0.trimmedText) }, uniquingKeysWith: { first, _ in first })
  }

  static func discoverRequest(_ element: RequestElement) throws(SandboxFault) -> DiscoverRequest {
    guard let type = element.child("RequestType") else {
      throw .invalid("The RequestType element is missing.", at: element.place)
    }
    let list = element.child("Restrictions")?.child("RestrictionList")?.children ?? []
    let restrictions = list.map { restriction in
      let values = restriction.children.filter { $0.name == "Value" }
      return DiscoverRequest.Restriction(
        name: restriction.name,
        values: (values.isEmpty ? [restriction] : values).filter { !$0.isNil }.map(\.trimmedText),
        place: restriction.place
      )
    }
    return DiscoverRequest(
      requestType: type.trimmedText, requestTypePlace: type.place, restrictions: restrictions)
  }

  private static func command(_ execute: RequestElement) throws(SandboxFault) -> Request.Body {
    guard let command = execute.child("Command") else {
      throw .invalid("The Command element is missing.", at: execute.place)
    }
    guard let element = command.children.first, command.children.count == 1 else {
      throw .invalid("The Command element must hold one command.", at: command.place)
    }
    switch (element.name, element.place.namespace) {
    case ("Statement", Namespaces.xmla):
      return .statement(element.text)
    case ("Cancel", Namespaces.engine), ("Cancel", Namespaces.xmla):
      return .cancel(try cancelCommand(element))
    case ("Batch", Namespaces.engine):
      return .batch(try CommandParser.batch(element), text: element.markup())
    case (_, Namespaces.engine):
      return .command(try CommandParser.command(element), text: element.markup())
    default:
      throw .invalid("The '\(element.name)' command was not recognized by the server.", at: element.place)
    }
  }

  private static func cancelCommand(_ element: RequestElement) throws(SandboxFault) -> CancelCommand {
    var command = CancelCommand()
    for property in element.children {
      let value = property.trimmedText
      switch property.name {
      case "ConnectionID": command.connectionID = try identifier(property)
      case "SPID": command.spid = try identifier(property)
      case "SessionID" where !value.isEmpty: command.sessionID = value
      case "CancelAssociated" where ["true", "1"].contains(value): command.cancelsAssociated = true
      case "CancelAssociated" where ["false", "0"].contains(value): command.cancelsAssociated = false
      default:
        throw .invalid("'\(value)' is no value for the \(property.name) property.", at: property.place)
      }
    }
    return command
  }

  private static func identifier(_ element: RequestElement) throws(SandboxFault) -> Int {
    guard let number = Int(element.trimmedText) else {
      throw .invalid("'\(element.trimmedText)' is not an integer.", at: element.place)
    }
    return number
  }
}

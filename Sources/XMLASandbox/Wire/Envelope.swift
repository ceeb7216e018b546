/// Writes the SOAP envelopes of replies (facts a, c.1; samples/responses).
struct Envelope: Sendable {
  /// The method that is answered.
  enum Method: String, Sendable {
    case discover = "Discover"
    case execute = "Execute"
  }

  var method: Method
  /// The id of a session that was just opened, which the header tells the client.
  var newSession: String?

  init(_ method: Method, newSession: String? = nil) {
    self.method = method
    self.newSession = newSession
  }

  /// All that comes before the rows.
  func prologue(_ schema: any ResultSchema, hasSchema: Bool) -> String {
    let extra =
      method == .discover
      ? " xmlns:ddl2=\"http://schemas.microsoft.com/analysisservices/2003/engine/2\""
        + " xmlns:ddl100=\"http://schemas.microsoft.com/analysisservices/2008/engine/100\""
      : ""
    return opening(extra) + schema.root + (hasSchema ? schema.text : "") + "\n"
  }

  /// The result of one command of a Batch.
  static func root(schema: RowsetSchema, rows: [UInt8]) -> String {
    schema.root + schema.text + String(decoding: rows, as: UTF8.self) + "</root>"
  }

  static let emptyRoot = "<root xmlns=\"\(Namespaces.empty)\"/>"

  static func failedRoot(_ fault: SandboxFault) -> String {
    "<root xmlns=\"\(Namespaces.empty)\"><Exception xmlns=\"\(Namespaces.exception)\"/>\(messages(fault))</root>"
  }

  /// The reply to a Batch: a root for each of its commands (facts a.7).
  func results(_ roots: [String]) -> String {
    opening("") + "<results xmlns=\"\(Namespaces.multipleResults)\">" + roots.joined() + "</results>"
      + closing
  }

  /// All that comes after the rows; with a fault, the client learns that rows are missing.
  func epilogue(fault: SandboxFault? = nil) -> String {
    let exception = fault.map { "<Exception xmlns=\"\(Namespaces.exception)\"/>" + Self.messages($0) } ?? ""
    return exception + "</root>" + closing
  }

  /// What goes with a grid that stands for a query. The code is invented.
  static let standInWarning =
    "<Messages xmlns=\"\(Namespaces.exception)\"><Warning WarningCode=\"1090584575\" Description=\"The sandbox is"
    + " a model and does not read MDX: members and cells are made up\""
    + " Source=\"\(SandboxFault.serverSource)\" HelpFile=\"\"/></Messages>"

  /// A reply without a result.
  var empty: String {
    opening("") + Self.emptyRoot + closing
  }

  /// The reply to a Cancel that found no command (facts c.2, 0x41140003).
  var nothingRunning: String {
    let description =
      "Errors in the metadata manager. The command cannot be cancelled because there is no command "
      + "currently running on the session."
    return opening("") + "<root xmlns=\"\(Namespaces.empty)\"><Messages xmlns=\"\(Namespaces.exception)\">"
      + "<Warning WarningCode=\"1091829763\" Description=\"\(description)\""
      + " Source=\"\(SandboxFault.serverSource)\" HelpFile=\"\"/></Messages></root>" + closing
  }

  /// A SOAP fault; its code is that of the last error.
  static func fault(_ fault: SandboxFault, newSession: String? = nil) -> String {
    let last = fault.details.last
    return head(newSession) + "<soap:Fault xmlns=\"\(Namespaces.soap)\">"
      + "<faultcode>XMLAnalysisError.\(fault.codeText)</faultcode>"
      + "<faultstring>\((last?.description ?? "").escapedAsContent)</faultstring><detail>"
      + fault.details.map(element).joined() + "</detail></soap:Fault>" + tail
  }

  private func opening(_ attributes: String) -> String {
    Self.head(newSession)
      + "<\(method.rawValue)Response xmlns=\"\(Namespaces.xmla)\"\(attributes)><return>"
  }

  private var closing: String {
    "</return></\(method.rawValue)Response>" + Self.tail
  }

  private static func head(_ newSession: String?) -> String {
    let header =
      newSession.map {
        "<soap:Header><Session xmlns=\"\(Namespaces.xmla)\" SessionId=\"\($0)\"/></soap:Header>"
      } ?? ""
    return "<soap:Envelope xmlns:soap=\"\(Namespaces.soap)\">\(header)<soap:Body>"
  }

  private static let tail = "</soap:Body></soap:Envelope>"

  private static func messages(_ fault: SandboxFault) -> String {
    "<Messages xmlns=\"\(Namespaces.exception)\">" + fault.details.map(element).joined() + "</Messages>"
  }

  private static func element(_ detail: SandboxFault.Detail) -> String {
    "<Error ErrorCode=\"\(detail.code)\" Description=\"\(detail.description.escapedAsAttribute)\""
      + " Source=\"\(detail.source.escapedAsAttribute)\" HelpFile=\"\"/>"
  }
}

@testable import XMLASandbox

/// Request documents.
enum Messages {
  static let beginSession = "<BeginSession xmlns=\"\(Namespaces.xmla)\" soap:mustUnderstand=\"1\"/>"

  static func header(_ name: String, _ session: String) -> String {
    "<\(name) xmlns=\"\(Namespaces.xmla)\" SessionId=\"\(session)\" mustUnderstand=\"1\"/>"
  }

  static func envelope(_ body: String, header: String = "") -> String {
    let head = header.isEmpty ? "" : "<soap:Header>\(header)</soap:Header>"
    return
      "<soap:Envelope xmlns:soap=\"\(Namespaces.soap)\">\(head)<soap:Body>\(body)</soap:Body></soap:Envelope>"
  }

  static func execute(_ command: String, header: String = "", properties: String = "") -> String {
    envelope(
      "<Execute xmlns=\"\(Namespaces.xmla)\"><Command>\(command)</Command><Properties><PropertyList>"
        + "\(properties)</PropertyList></Properties></Execute>", header: header)
  }

  static func statement(_ text: String, session: String? = nil, properties: String = "") -> String {
    execute(
      "<Statement>\(text)</Statement>", header: session.map { header("Session", $0) } ?? "",
      properties: properties)
  }

  static func cancel(_ properties: String, session: String? = nil) -> String {
    execute(
      "<Cancel xmlns=\"\(Namespaces.engine)\">\(properties)</Cancel>",
      header: session.map { header("Session", $0) } ?? "")
  }

  static func discover(
    _ type: String, _ restrictions: String = "", properties: String = "", session: String? = nil
  ) -> String {
    envelope(
      "<Discover xmlns=\"\(Namespaces.xmla)\"><RequestType>\(type)</RequestType><Restrictions>"
        + "<RestrictionList>\(restrictions)</RestrictionList></Restrictions><Properties><PropertyList>"
        + "\(properties)</PropertyList></Properties></Discover>",
      header: session.map { header("Session", $0) } ?? "")
  }
}

import Foundation
import FoundationXML

/// Reads the XML of a request into a tree of elements.
enum RequestDocument {
  /// - Returns: the root element.
  /// - Throws: a fault for anything but well-formed UTF-8 XML without a document type declaration.
  static func parse(_ bytes: [UInt8]) throws(SandboxFault) -> RequestElement {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .malformed("The request is not UTF-8 text.")
    }
    try checkProlog(text)
    let builder = ElementTreeBuilder()
    let parser = XMLParser(data: Data(bytes))
    parser.shouldProcessNamespaces = true
    parser.shouldResolveExternalEntities = false
    parser.delegate = builder
    let isWellFormed = withExtendedLifetime(builder) { parser.parse() }
    guard isWellFormed, let root = builder.root else {
      throw .malformed(
        "XML parsing failed at line \(parser.lineNumber), column \(parser.columnNumber).")
    }
    return root
  }

  /// Refuses a document type declaration, and an encoding that could hide one from this look at the text.
  private static func checkProlog(_ text: String) throws(SandboxFault) {
    var rest = Substring(text)
    if rest.unicodeScalars.first == "\u{FEFF}" {
      rest.unicodeScalars.removeFirst()
    }
    while true {
      rest = rest.drop(while: \.isWhitespace)
      if rest.hasPrefix("<?") {
        let end = try skip(&rest, through: "?>")
        if end.hasPrefix("<?xml "), !declaresUTF8(end) {
          throw .malformed("The encoding of a request must be UTF-8.")
        }
      } else if rest.hasPrefix("<!--") {
        _ = try skip(&rest, through: "-->")
      } else if rest.hasPrefix("<!") {
        throw .malformed("A request must not have a document type declaration.")
      } else {
        return
      }
    }
  }

  private static func skip(_ rest: inout Substring, through end: String) throws(SandboxFault) -> Substring {
    guard let range = rest.range(of: end) else {
      throw .malformed("XML parsing failed: the request ends too early.")
    }
    let skipped = rest[..<range.upperBound]
    rest = rest[range.upperBound...]
    return skipped
  }

  private static func declaresUTF8(_ declaration: Substring) -> Bool {
    guard let range = declaration.range(of: "encoding") else { return true }
    let value = declaration[range.upperBound...].drop { $0.isWhitespace || $0 == "=" }
    let name = value.dropFirst().prefix { $0 != "\"" && $0 != "'" }.lowercased()
    return ["utf-8", "us-ascii"].contains(name)
  }
}

/// Collects what the parser reports; used on one thread, by `RequestDocument` alone.
private final class ElementTreeBuilder: NSObject, XMLParserDelegate {
  private(set) var root: RequestElement?
  private var open: [RequestElement] = []

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    let path = (open.map(\.name) + [elementName]).joined(separator: "/")
    let place = RequestPlace(
      name: elementName, namespace: namespaceURI ?? "", path: path, line: parser.lineNumber,
      column: parser.columnNumber)
    let named = attributes.map { name, value in
      (name.split(separator: ":").last.map(String.init) ?? name, value)
    }
    let mustUnderstand = attributes.filter { name, value in
      value == "1" && (name == "mustUnderstand" || name.hasSuffix(":mustUnderstand"))
    }
    open.append(
      RequestElement(
        place: place, attributes: Dictionary(named, uniquingKeysWith: { first, _ in first }),
        mustUnderstand: Set(mustUnderstand.keys)))
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    guard !open.isEmpty else { return }
    open[open.count - 1].text += string
  }

  func parser(_ parser: XMLParser, foundCDATA block: Data) {
    guard !open.isEmpty else { return }
    open[open.count - 1].text += String(decoding: block, as: UTF8.self)
  }

  func parser(
    _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?, qualifiedName: String?
  ) {
    guard let element = open.popLast() else { return }
    if open.isEmpty {
      root = element
    } else {
      open[open.count - 1].children.append(element)
    }
  }
}

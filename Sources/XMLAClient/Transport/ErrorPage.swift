/// What a body that is no SOAP says to a person: an HTML page's title, a gateway's JSON message. Read from its
/// first bytes and without a parser, since it is only shown. Pure.
struct ErrorPage {
  private let text: String
  private let mediaType: String?
  private let failure: XMLFailure?

  /// - Parameter failure: why the body could not be read as XML.
  init(preview: [UInt8], mediaType: String?, failure: XMLFailure?) {
    text = String(decoding: preview, as: UTF8.self)
    self.mediaType = mediaType
    self.failure = failure
  }

  var isHTML: Bool {
    switch failure {
    case .documentType(let name), .foreignRoot(let name): return name.lowercased() == "html"
    default: break
    }
    let start = text.drop(while: \.isWhitespace).prefix(15).lowercased()
    return mediaType == "text/html" || start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
  }

  var isJSON: Bool {
    mediaType?.hasSuffix("json") == true || text.drop(while: \.isWhitespace).first == "{"
  }

  /// The words of it that are worth showing.
  var message: String? {
    // Gateways say `message` (facts/xmla.md c.4), OAuth's servers `error_description`.
    if isJSON { return jsonText("message") ?? jsonText("error_description") }
    return isHTML ? title : nil
  }

  private var title: String? {
    // Lower case of ASCII only, so that places are the same in both.
    let lower = String(decoding: text.utf8.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }, as: UTF8.self)
    guard let open = lower.firstRange(of: "<title>"),
      let close = lower[open.upperBound...].firstRange(of: "</title>")
    else { return nil }
    let from = lower.utf8.distance(from: lower.startIndex, to: open.upperBound)
    let to = lower.utf8.distance(from: lower.startIndex, to: close.lowerBound)
    return shown(String(decoding: text.utf8.prefix(to).dropFirst(from), as: UTF8.self))
  }

  private func jsonText(_ key: String) -> String? {
    guard let key = text.firstRange(of: "\"\(key)\"") else { return nil }
    var rest = text[key.upperBound...].drop(while: \.isWhitespace)
    guard rest.popFirst() == ":" else { return nil }
    rest = rest.drop(while: \.isWhitespace)
    guard rest.popFirst() == "\"" else { return nil }
    var value = ""
    while let character = rest.popFirst(), character != "\"" {
      guard character == "\\", let escaped = rest.popFirst() else {
        value.append(character)
        continue
      }
      switch escaped {
      case "n", "r", "t": value.append(" ")
      case "u":
        let code = UInt32(rest.prefix(4), radix: 16).flatMap(Unicode.Scalar.init)
        value.unicodeScalars.append(code ?? "\u{FFFD}")
        rest = rest.dropFirst(4)
      default: value.append(escaped)
      }
    }
    return shown(value)
  }

  private func shown(_ words: String) -> String? {
    let line = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.isEmpty ? nil : String(line.prefix(200))
  }
}

/// The head of an HTTP answer, read line by line as it comes. Pure.
struct ResponseHead: Equatable {
  /// 0 until an answer has begun.
  private(set) var status = 0
  private(set) var contentType: String?
  /// Where a redirect points, as the server says it: an absolute URL, or a reference from the request's.
  private(set) var location: String?
  /// When to come back, as the server says it: seconds, or a date.
  private(set) var retryAfter: String?

  /// - Parameter line: one line of the head. A status line begins another answer: after `100 Continue`, and on
  ///   each leg of a login.
  mutating func receive(_ line: String) {
    if line.hasPrefix("HTTP/") {
      self = ResponseHead()
      let words = line.split(whereSeparator: \.isWhitespace)
      status = words.count > 1 ? Int(words[1]) ?? 0 : 0
      return
    }
    guard let colon = line.firstIndex(of: ":") else { return }
    let value = String(line[line.index(after: colon)...]).trimmed
    switch line[..<colon].lowercased() {
    case "content-type": contentType = value
    case "location": location = value
    case "retry-after": retryAfter = value
    default: break
    }
  }

  /// Whether it points elsewhere, so that its body is nothing to read.
  var isRedirect: Bool { (300..<400).contains(status) }

  /// The type without its parameters, in lower case.
  var mediaType: String? {
    contentType.map { $0.prefix { $0 != ";" }.lowercased() }.map { String($0).trimmed }
  }

  /// What the type's `charset` parameter says, in lower case.
  var charset: String? {
    for parameter in contentType?.split(separator: ";").dropFirst() ?? [] {
      let parts = parameter.split(separator: "=", maxSplits: 1).map { String($0).trimmed.lowercased() }
      if parts.count == 2, parts[0] == "charset" { return parts[1].filter { $0 != "\"" } }
    }
    return nil
  }
}

extension String {
  /// Without white space at both ends.
  fileprivate var trimmed: String {
    var rest = Substring(self)
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}

/// An Error or a Warning in the server's own words.
struct ServerMessage: Sendable, Equatable {
  enum Severity: Sendable { case error, warning }

  var severity: Severity
  var code: XMLACode?
  var text: String
  var source: String?
  /// Where in the statement, as `line:column`, when the server tells.
  var location: String?
  /// Whether that is said of the statement itself, and not of an object's definition that it uses.
  var isAboutStatement = false

  /// Code and text on one line, without the tags by which cloud servers mark personal data.
  var description: String {
    let place = location.map { " at \($0)" } ?? ""
    let plain = Self.withoutMarks(text)
    return code.map { "\($0)\(place): \(plain)" } ?? plain
  }

  /// Removes `<pii>`, `<euii>`, `<eupi>`, `<oii>` and `<ccon>` marks (facts/xmla.md c.2).
  static func withoutMarks(_ text: String) -> String {
    guard text.contains("<") else { return text }
    var result = text
    for mark in ["pii", "euii", "eupi", "oii", "ccon"] {
      for tag in ["<\(mark)>", "</\(mark)>"] {
        while let range = result.firstRange(of: tag) { result.removeSubrange(range) }
      }
    }
    return result
  }
}

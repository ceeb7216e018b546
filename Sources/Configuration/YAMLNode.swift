/// A part of a YAML document, and the line that it begins on.
struct YAMLNode {
  enum Content {
    /// - Parameter isPlain: whether it stands without quotes, so that it may be more than text.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    /// In the order of the document; no key is there twice.
    case mapping([Entry])
  }

  struct Entry {
    let key: String
    let line: Int
    let value: YAMLNode
  }

  /// What is wrong, and on which line.
  struct Problem: Error {
    let line: Int
    let message: String
    var hint: String?
  }

  let content: Content
  let line: Int

  private func problem(_ message: String) -> Problem { Problem(line: line, message: message) }

  var isNull: Bool {
    guard case .scalar(let text, isPlain: true) = content else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  /// - Parameter what: the name of it in messages.
  func text(_ what: String) throws(Problem) -> String {
    guard case .scalar(let text, _) = content, !isNull, !text.isEmpty else {
      throw problem("'\(what)' must be a text")
    }
    return text
  }

  func flag(_ what: String) throws(Problem) -> Bool {
    switch content {
    case .scalar("true", isPlain: true): return true
    case .scalar("false", isPlain: true): return false
    default: throw problem("'\(what)' must be true or false")
    }
  }

  func mapping(_ what: String) throws(Problem) -> [Entry] {
    if isNull { return [] }
    guard case .mapping(let entries) = content else {
      throw problem("'\(what)' must have its own lines of 'name: value'")
    }
    return entries
  }
}

internal import SessionControl

/// A command of the engine as a whole XML document: `Batch`, `Process`, `Alter`, ... It is sent as it was written, but for
/// what stands before its first element.
struct CommandDocument: Sendable {
  /// What is put into `Command`. One element, since it was read as a document of its own.
  let markup: String
  /// The element's local name.
  let name: String
  /// The local names of its children.
  let children: [String]

  /// Whether a text is meant as a document. No statement begins like one.
  static func isOne(_ text: String) -> Bool { text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }.first == "<" }

  /// - Parameter firstLine: where the text begins in its script.
  /// - Throws: ``ControlError`` of the code `badInput`.
  init(_ text: String, firstLine: Int = 1) throws(ControlError) {
    // An XML declaration inside another document is an error.
    let body = XMLCharacters.withoutProlog(text)
    let skipped = text[..<body.startIndex].utf8.count { $0 == 0x0A }
    let outline = try Self.outline(of: body, firstLine: firstLine + skipped)
    markup = String(body)
    name = outline.name
    children = outline.children
    try check(namespace: outline.namespace)
  }

  /// Begin, Commit and Rollback in it, and which of the reply's results tells what came of each.
  var transactionSteps: [(result: Int, verb: TransactionVerb)] {
    let names = name == "Batch" ? children : [name]
    return names.enumerated().compactMap { index, name in
      TransactionVerb.allCases.first { $0.element == name }.map { (index, $0) }
    }
  }

  private func check(namespace: String) throws(ControlError) {
    let why: (String, String)? =
      switch name {
      case "Envelope": ("a whole SOAP message", "only what stands inside <Command> is needed")
      case "Execute" where namespace != XMLNamespace.engine.description:
        ("a whole Execute request", "only what stands inside <Command> is needed")
      case "Command" where namespace != XMLNamespace.engine.description:
        ("a Command element", "only what stands inside it is needed")
      case "Discover": ("no command but a Discover", "'xmlactl discover' asks for rowsets")
      case "Batch" where children.contains("Statement"):
        ("a Batch with a Statement, which servers do not support", "run the statement by itself")
      default: nil
      }
    guard let why else { return }
    throw ControlError(.badInput, "the document is \(why.0)", hint: "nothing was sent; \(why.1)")
  }

  /// Whether it ends before its element does.
  static func isUnfinished(_ text: String) -> Bool {
    let parser = XMLStreamParser(handler: CommandOutline())
    do {
      try Array(XMLCharacters.withoutProlog(text).utf8).withUnsafeBytes { try parser.feed($0) }
      try parser.finish()
    } catch XMLFailure.malformed(_, _, _, let hasEnded) {
      return hasEnded
    } catch {}
    return false
  }

  private static func outline(
    of body: Substring, firstLine: Int
  ) throws(ControlError) -> CommandOutline {
    let outline = CommandOutline()
    let parser = XMLStreamParser(handler: outline)
    func refusal(_ why: String) -> ControlError {
      ControlError(.badInput, "the document \(why)", hint: "nothing was sent")
    }
    do {
      try Array(body.utf8).withUnsafeBytes { try parser.feed($0) }
      try parser.finish()
    } catch XMLFailure.documentType {
      throw refusal("has a document type declaration, which SOAP forbids")
    } catch XMLFailure.malformed(let line, _, let reason, let hasEnded) {
      throw refusal(
        hasEnded
          ? "ends in the middle (line \(Int(line) + firstLine - 1): \(reason))"
          : "is not well-formed XML (line \(Int(line) + firstLine - 1): \(reason))")
    } catch XMLFailure.tooLarge(let what) {
      throw refusal("can't be read: \(what) is too large")
    } catch {
      throw refusal("can't be read")
    }
    return outline
  }
}

/// The root of a document, and its children.
private final class CommandOutline: XMLStreamHandler {
  private(set) var namespace = ""
  private(set) var name = ""
  private(set) var children: [String] = []
  private var depth = 0

  override func start(_ name: XMLName, _ attributes: XMLAttributes) throws {
    switch depth {
    case 0: (namespace, self.name) = name.parts
    case 1: children.append(name.parts.local)
    default: break
    }
    depth += 1
  }

  override func end() throws { depth -= 1 }
}

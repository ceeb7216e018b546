import Testing

@testable import Configuration

@Suite struct YAMLReaderTests {
  /// A document as text, with the line of each part.
  private func shown(_ node: YAMLNode?) -> String {
    guard let node else { return "nothing" }
    switch node.content {
    case .scalar(let text, let isPlain): return "\(isPlain ? "" : "'")\(text)@\(node.line)"
    case .sequence(let items): return "[\(items.map(shown).joined(separator: " "))]@\(node.line)"
    case .mapping(let entries):
      let parts = entries.map { "\($0.key)@\($0.line)=\(shown($0.value))" }
      return "{\(parts.joined(separator: " "))}@\(node.line)"
    }
  }

  @Test(
    "Mappings, sequences and scalars keep their lines and their quotes",
    arguments: [
      ("", "nothing"), ("# only a comment\n", "nothing"), ("a: b\n", "{a@1=b@1}@1"),
      ("---\na:\n  b: 'c'\n  d:\n", "{a@2={b@3='c@3 d@4=@4}@3}@2"), ("[1, \"2\"]", "[1@1 '2@1]@1"),
      ("a: {b: c}", "{a@1={b@1=c@1}@1}@1"), ("a: |\n  x\n  y\n", "{a@1='x\ny\n@1}@1"),
      ("ä: 日本\n", "{ä@1=日本@1}@1"),
    ])
  func reads(_ text: String, _ expected: String) throws {
    #expect(shown(try YAMLReader.read(Array(text.utf8))) == expected)
  }

  @Test(
    "What would make it mean more than it says is refused, with its line",
    arguments: [
      ("a: 1\na: 2", 2, "'a' is there twice"), ("a: &x 1\nb: *x", 1, "anchors"),
      ("a: 1\nb: *x", 2, "aliases"),
      ("a: !!int 1", 1, "tags"), ("a: 1\n---\nb: 2", 2, "second document"),
      ("? [a]\n: b", 1, "a name is expected"),
      ("a: [1", 1, ""), ("a: b: c", 1, ""), ("\ta: 1", 1, ""), ("a: \u{1}", 1, ""),
      (String(repeating: "[", count: 40), 1, "nested too deep"),
    ])
  func refuses(_ text: String, _ line: Int, _ says: String) {
    let problem = #expect(throws: YAMLNode.Problem.self) { try YAMLReader.read(Array(text.utf8)) }
    #expect(problem?.message.contains(says) == true || says.isEmpty, "\(problem?.message ?? "")")
    #expect(problem?.line == line || says.isEmpty)
    #expect(problem?.message.isEmpty == false)
  }

  @Test("Bytes that are no text are refused")
  func binary() {
    #expect(throws: YAMLNode.Problem.self) { try YAMLReader.read([0x61, 0x3A, 0x20, 0xFF, 0xC0]) }
  }
}

internal import CYAML

/// Reads YAML as configuration files are written: one document of mappings, sequences and scalars. Anchors,
/// aliases and tags are refused, so that nothing is larger or means anything else than it looks.
///
/// Not Sendable: used by one thread, and no longer than the bytes are there.
final class YAMLReader {
  static let maximumDepth = 16

  /// On the heap, since it holds a pointer to itself.
  private let parser: UnsafeMutablePointer<yaml_parser_t>

  /// - Returns: the document; nil of an empty one.
  static func read(_ bytes: [UInt8]) throws(YAMLNode.Problem) -> YAMLNode? {
    let result: Result<YAMLNode?, YAMLNode.Problem> = bytes.withUnsafeBufferPointer { bytes in
      do throws(YAMLNode.Problem) { return .success(try YAMLReader(bytes).document()) } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>) {
    parser = .allocate(capacity: 1)
    guard yaml_parser_initialize(parser) == 1 else { preconditionFailure("libyaml could not allocate") }
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// What comes next, as far as it matters here.
  private enum Event {
    case node(YAMLNode.Content)
    case beginSequence, beginMapping
    case end
    case other(yaml_event_type_t)
  }

  private func document() throws(YAMLNode.Problem) -> YAMLNode? {
    var root: YAMLNode?
    while true {
      let (event, line) = try next()
      switch event {
      case .other(YAML_STREAM_END_EVENT): return root
      case .other(YAML_DOCUMENT_START_EVENT) where root != nil:
        throw YAMLNode.Problem(line: line, message: "there is a second document")
      case .other: break
      default: root = try node(event, line, depth: 0)
      }
    }
  }

  private func node(_ event: Event, _ line: Int, depth: Int) throws(YAMLNode.Problem) -> YAMLNode {
    guard depth < Self.maximumDepth else {
      throw YAMLNode.Problem(line: line, message: "it is nested too deep")
    }
    switch event {
    case .node(let content): return YAMLNode(content: content, line: line)
    case .beginSequence:
      var items: [YAMLNode] = []
      while true {
        let (event, itemLine) = try next()
        if case .end = event { return YAMLNode(content: .sequence(items), line: line) }
        items.append(try node(event, itemLine, depth: depth + 1))
      }
    case .beginMapping:
      return YAMLNode(content: .mapping(try entries(depth: depth + 1)), line: line)
    case .end, .other: throw YAMLNode.Problem(line: line, message: "it is not well-formed")
    }
  }

  private func entries(depth: Int) throws(YAMLNode.Problem) -> [YAMLNode.Entry] {
    var entries: [YAMLNode.Entry] = []
    while true {
      let (event, line) = try next()
      if case .end = event { return entries }
      guard case .node(.scalar(let key, _)) = event else {
        throw YAMLNode.Problem(line: line, message: "a name is expected here")
      }
      guard !entries.contains(where: { $0.key == key }) else {
        throw YAMLNode.Problem(line: line, message: "'\(key)' is there twice")
      }
      let (valueEvent, valueLine) = try next()
      let value = try node(valueEvent, valueLine, depth: depth)
      entries.append(YAMLNode.Entry(key: key, line: line, value: value))
    }
  }

  private func next() throws(YAMLNode.Problem) -> (Event, line: Int) {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else {
      let problem = parser.pointee.problem.map { String(cString: $0) } ?? "it can't be read"
      throw YAMLNode.Problem(line: Int(parser.pointee.problem_mark.line) + 1, message: problem)
    }
    defer { yaml_event_delete(&event) }
    let line = Int(event.start_mark.line) + 1
    switch event.type {
    case YAML_ALIAS_EVENT: throw YAMLNode.Problem(line: line, message: "aliases (*) are not taken")
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      try refuse(scalar.anchor, scalar.tag, line)
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      let content = YAMLNode.Content.scalar(
        String(decoding: bytes, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
      return (.node(content), line)
    case YAML_SEQUENCE_START_EVENT:
      try refuse(event.data.sequence_start.anchor, event.data.sequence_start.tag, line)
      return (.beginSequence, line)
    case YAML_MAPPING_START_EVENT:
      try refuse(event.data.mapping_start.anchor, event.data.mapping_start.tag, line)
      return (.beginMapping, line)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return (.end, line)
    default: return (.other(event.type), line)
    }
  }

  private func refuse(
    _ anchor: UnsafePointer<yaml_char_t>?, _ tag: UnsafePointer<yaml_char_t>?, _ line: Int
  ) throws(YAMLNode.Problem) {
    if anchor != nil { throw YAMLNode.Problem(line: line, message: "anchors (&) are not taken") }
    if tag != nil { throw YAMLNode.Problem(line: line, message: "tags (!) are not taken") }
  }
}

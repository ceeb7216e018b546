internal import CExpat

/// Receives a document as it is parsed. An error ends the parsing and comes out of `feed`.
///
/// A class, since a reference to one can be lent without being counted (see below); a protocol's can't.
class XMLStreamHandler {
  func start(_ name: XMLName, _ attributes: XMLAttributes) throws {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {}
  func end() throws {}
}

/// A push parser over expat that bounds what a hostile or broken reply can cost: no document types (so no
/// entity expansion), limited depth, limited size of one token. It reads UTF-8, whatever the document says of itself.
///
/// Not Sendable: used by one thread at a time, the one that reads the reply.
final class XMLStreamParser {
  static let maximumDepth = 256
  /// Of a single name, attribute list or text run before expat reports it.
  static let maximumTokenBytes = 16 << 20

  private let parser: XML_Parser
  private let handler: XMLStreamHandler
  /// The handler again: counting references for each of millions of elements costs a tenth of the time.
  private let unmanagedHandler: Unmanaged<XMLStreamHandler>
  // One thread uses them; checking that at each element costs as much as the elements.
  @exclusivity(unchecked) private var failure: (any Error)?
  @exclusivity(unchecked) private var depth = 0
  private var bytesFed = 0

  /// - Parameter handler: receives the document as it is parsed.
  init(handler: XMLStreamHandler) {
    guard let parser = XML_ParserCreateNS("UTF-8", XML_Char(bitPattern: XMLName.separator)) else {
      preconditionFailure("expat could not allocate a parser")
    }
    self.parser = parser
    self.handler = handler
    unmanagedHandler = .passUnretained(handler)
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    _ = XML_SetParamEntityParsing(parser, XML_PARAM_ENTITY_PARSING_NEVER)
    XML_SetElementHandler(
      parser,
      { context, name, attributes in
        guard let context, let name else { return }
        XMLStreamParser.with(context) { $0.started(XMLName(bytes: name), XMLAttributes(bytes: attributes)) }
      },
      { context, _ in
        guard let context else { return }
        XMLStreamParser.with(context) { $0.ended() }
      })
    XML_SetCharacterDataHandler(parser) { context, bytes, count in
      guard let context, let bytes else { return }
      let raw = UnsafeRawBufferPointer(start: bytes, count: Int(count))
      raw.withMemoryRebound(to: UInt8.self) { text in
        XMLStreamParser.with(context) { $0.found(text) }
      }
    }
    XML_SetStartDoctypeDeclHandler(parser) { context, name, _, _, _ in
      guard let context else { return }
      XMLStreamParser.with(context) {
        $0.fail(XMLFailure.documentType(name: name.map { String(cString: $0) } ?? ""))
      }
    }
  }

  deinit { XML_ParserFree(parser) }

  /// `parse` keeps the parser alive while callbacks run.
  @inline(__always)
  private static func with(_ context: UnsafeMutableRawPointer, _ body: (XMLStreamParser) -> Void) {
    Unmanaged<XMLStreamParser>.fromOpaque(context)._withUnsafeGuaranteedRef(body)
  }

  /// Parses the next bytes of the document.
  ///
  /// - Throws: ``XMLFailure``, or what the handler threw.
  func feed(_ bytes: UnsafeRawBufferPointer) throws {
    try parse(bytes, isFinal: false)
    let pending = bytesFed - Int(XML_GetCurrentByteIndex(parser))
    if pending > Self.maximumTokenBytes { throw XMLFailure.tooLarge(what: "a single name or value") }
  }

  /// Says that the document is complete.
  func finish() throws { try parse(UnsafeRawBufferPointer(start: nil, count: 0), isFinal: true) }

  private func parse(_ bytes: UnsafeRawBufferPointer, isFinal: Bool) throws {
    if let failure { throw failure }
    var rest = bytes
    repeat {
      // expat takes an int.
      let chunk = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 20))
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(chunk.count))
      bytesFed += chunk.count
      let start = chunk.baseAddress?.assumingMemoryBound(to: XML_Char.self)
      let status = withExtendedLifetime(self) {
        XML_Parse(parser, start, Int32(chunk.count), isFinal && rest.isEmpty ? 1 : 0)
      }
      guard status == XML_STATUS_OK else {
        let error = failure ?? parseError(isFinal: isFinal)
        failure = error
        throw error
      }
    } while !rest.isEmpty
  }

  private func parseError(isFinal: Bool) -> XMLFailure {
    let code = XML_GetErrorCode(parser)
    let reason = XML_ErrorString(code).map { String(cString: $0) } ?? "unknown error"
    let ended: Set<UInt32> = [
      XML_ERROR_NO_ELEMENTS.rawValue, XML_ERROR_UNCLOSED_TOKEN.rawValue, XML_ERROR_PARTIAL_CHAR.rawValue,
      XML_ERROR_UNCLOSED_CDATA_SECTION.rawValue,
    ]
    return .malformed(
      line: UInt(XML_GetCurrentLineNumber(parser)), column: UInt(XML_GetCurrentColumnNumber(parser)),
      reason: reason, hasEnded: isFinal && ended.contains(code.rawValue))
  }

  private func started(_ name: XMLName, _ attributes: XMLAttributes) {
    depth += 1
    guard depth <= Self.maximumDepth else { return fail(XMLFailure.tooLarge(what: "the depth of elements")) }
    perform { try $0.start(name, attributes) }
  }

  private func ended() {
    depth -= 1
    perform { try $0.end() }
  }

  private func found(_ text: UnsafeBufferPointer<UInt8>) { perform { try $0.text(text) } }

  @inline(__always)
  private func perform(_ action: (XMLStreamHandler) throws -> Void) {
    guard failure == nil else { return }
    do { try unmanagedHandler._withUnsafeGuaranteedRef(action) } catch { fail(error) }
  }

  /// Nothing may be thrown through C: keep the error and stop the parser.
  private func fail(_ error: any Error) {
    failure = failure ?? error
    _ = XML_StopParser(parser, 0)
  }
}

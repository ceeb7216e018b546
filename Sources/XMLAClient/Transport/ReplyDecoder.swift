internal import SessionControl

/// Feeds the bytes of an HTTP body to a reply reader and keeps what is needed to explain a body that is no
/// XMLA reply. Not Sendable: one thread feeds it.
final class ReplyDecoder {
  static let previewBytes = 4_096

  private let reader: ReplyReader
  private let parser: XMLStreamParser
  /// The first bytes of the body, for an explanation.
  private(set) var preview: [UInt8] = []
  private(set) var byteCount = 0
  /// The body until enough of it has come to see its charset; nil from then on.
  private var unopened: [UInt8]? = []
  private var head = ResponseHead()
  /// A 0x00 or 0x01 at the end of what came so far: cloud servers end a body with one (facts/xmla.md a.9), and
  /// anywhere else it is an error.
  private var heldMark: UInt8?
  /// What the document is read as.
  private var encoding: String?

  init(reader: ReplyReader) {
    self.reader = reader
    parser = XMLStreamParser(handler: reader)
  }

  /// Whether what was asked for has begun to come: a result, a fault, or a page in place of a reply. A server may send the
  /// head of its reply long before.
  var hasBegun: Bool { reader.hasBegun || byteCount > 0 && head.status >= 300 }

  /// Whether a Batch's next result is what comes next.
  var isBetweenResults: Bool { reader.isBetweenResults }

  /// - Parameter head: of the answer that these bytes belong to.
  /// - Throws: ``XMLFailure``, ``ControlError``, or what the rows' receiver threw.
  func feed(_ bytes: UnsafeRawBufferPointer, head: ResponseHead = ResponseHead()) throws {
    byteCount += bytes.count
    if preview.count < Self.previewBytes {
      preview.append(contentsOf: bytes.prefix(Self.previewBytes - preview.count))
    }
    self.head = head
    guard unopened != nil else { return try parse(bytes) }
    unopened?.append(contentsOf: bytes)
    if byteCount >= ReplyCharset.declarationBytes { try open() }
  }

  /// Says that the body is complete.
  func finish() throws -> Reply {
    try open()
    if heldMark == 1 {
      throw ControlError(
        .protocolViolation, "the server sent a part of the reply and wants to be asked for the rest",
        detail: "trailing byte 0x01",
        hint: "xmlactl does not support continued replies; ask for less, such as one --database")
    }
    try parser.finish()
    return reader.reply
  }

  private func open() throws {
    guard let start = unopened else { return }
    unopened = nil
    if let type = head.mediaType, type.hasSuffix("/sx") || type.contains("xpress") {
      throw ControlError(
        .protocolViolation, "the reply is encoded as \(type), which was not asked for",
        hint: "a proxy may have removed the X-Transport-Caps-Negotiation-Flags header")
    }
    // An error page may be in any charset: nothing of it is read as rows.
    let page = ErrorPage(preview: start, mediaType: head.mediaType, failure: nil)
    if head.status < 400, !page.isHTML, !page.isJSON,
      let objection = ReplyCharset.objection(header: head.charset, start: start)
    {
      throw objection
    }
    encoding = ReplyCharset.encoding(start)
    try start.withUnsafeBytes { try parse($0) }
  }

  private func parse(_ bytes: UnsafeRawBufferPointer) throws {
    guard let last = bytes.last else { return }
    if let mark = heldMark {
      heldMark = nil
      try withUnsafeBytes(of: mark) { try parser.feed($0) }
    }
    heldMark = encoding != "utf-16" && last <= 1 ? last : nil
    let body = heldMark == nil ? bytes : UnsafeRawBufferPointer(rebasing: bytes.dropLast())
    guard !body.isEmpty else { return }
    do { try parser.feed(body) } catch let failure as XMLFailure {
      if case .malformed = failure, head.status < 400, encoding == "utf-8",
        let objection = ReplyCharset.objection(piece: body)
      {
        throw objection
      }
      throw failure
    }
  }
}

internal import SessionControl

/// Feeds the bytes of an HTTP body to a reply reader and keeps what is needed to explain a body that is no
/// XMLA reply. Not Sendable: one thread feeds it.
final class ReplyDecoder {
  static let previewBytes = 4_096
  /// How many zeros at the end are a mark and no text.
  private static let maximumMarks = 4_096

  private let reader: ReplyReader
  private let parser: XMLStreamParser
  private var filter = XMLCharacterFilter()
  private var transcoder: ReplyTranscoder?
  /// Until what it was read as is told, where that is worth a word.
  private var charset: ReplyCharset?
  /// The first bytes of the body, for an explanation.
  private(set) var preview: [UInt8] = []
  private(set) var byteCount = 0
  /// The body until enough of it has come to see its charset; nil from then on.
  private var unopened: [UInt8]? = []
  private var head = ResponseHead()
  /// Whether anything but blank lines has come.
  private var hasStarted = false
  /// The zeros and ones at the end of what came so far: cloud servers end a body with one (facts/xmla.md a.9), and
  /// anywhere else they are characters that XML forbids.
  private var heldMarks: [UInt8] = []

  init(reader: ReplyReader) {
    self.reader = reader
    parser = XMLStreamParser(handler: reader)
  }

  /// Whether what was asked for has begun to come: a result, a fault, or a page in place of a reply. A server may send the
  /// head of its reply long before.
  var hasBegun: Bool { reader.hasBegun || byteCount > 0 && head.status >= 300 }

  /// About how many bytes of the body said something.
  var contentBytes: Int64 { reader.contentBytes }

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
    try parse(UnsafeRawBufferPointer(start: nil, count: 0), isFinal: true)
    if heldMarks.contains(1) {
      throw ControlError(
        .protocolViolation, "the server sent a part of the reply and wants to be asked for the rest",
        detail: "trailing byte 0x01",
        hint: "xmlactl does not support continued replies; ask for less, such as one --database")
    }
    try filter.feed(UnsafeRawBufferPointer(start: nil, count: 0), isFinal: true) { try parser.feed($0) }
    try parser.finish()
    try tellReplacements()
    if heldMarks.count > 1 { try reader.tell("the reply ends in \(heldMarks.count) zero bytes") }
    return reader.reply(status: head.status)
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
    let isPage = head.status >= 400 || page.isHTML || page.isJSON
    let charset: ReplyCharset
    do {
      charset = try ReplyCharset(header: head.charset, start: start)
    } catch {
      guard isPage else { throw error }
      charset = try ReplyCharset(header: nil, start: [])
    }
    transcoder = ReplyTranscoder(charset.reading)
    if charset.hasBlankStart { try reader.tell("the reply has blank lines before its XML declaration") }
    self.charset = charset
    try start.withUnsafeBytes { try parse($0) }
  }

  private func parse(_ bytes: UnsafeRawBufferPointer, isFinal: Bool = false) throws {
    try transcoder?.feed(bytes, isFinal: isFinal) { try parse(text: $0) }
    guard let name = transcoder?.readAs, let note = charset?.note(readAs: name) else { return }
    charset = nil
    try reader.tell(note)
  }

  private func parse(text: UnsafeRawBufferPointer) throws {
    var text = text[...]
    if !hasStarted {
      text = text.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
      guard !text.isEmpty else { return }
      hasStarted = true
    }
    let marks = text.reversed().prefix { $0 <= 1 }.count
    let body = text.dropLast(marks)
    if !body.isEmpty, !heldMarks.isEmpty {
      try heldMarks.withUnsafeBytes { try filtered($0) }
      heldMarks.removeAll()
    }
    if !body.isEmpty { try filtered(UnsafeRawBufferPointer(rebasing: body)) }
    heldMarks += text.suffix(marks)
    guard heldMarks.count > Self.maximumMarks else { return }
    try heldMarks.withUnsafeBytes { try filtered($0) }
    heldMarks.removeAll()
  }

  private func filtered(_ bytes: UnsafeRawBufferPointer) throws {
    try filter.feed(bytes) { try parser.feed($0) }
    try tellReplacements()
  }

  private func tellReplacements() throws {
    if filter.hasFoundForbidden {
      try reader.tell("the reply holds characters that XML forbids, each shown as U+FFFD")
    }
    if filter.hasFoundInvalid {
      try reader.tell("the reply holds bytes that are no UTF-8, each shown as U+FFFD")
    }
  }
}

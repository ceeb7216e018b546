import SessionControl
import Testing

@testable import XMLAClient

/// Bodies as servers and what stands before them send them.
@Suite struct ReplyDecoderTests {
  private static let document = """
    <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><ExecuteResponse \
    xmlns="urn:schemas-microsoft-com:xml-analysis"><return><root \
    xmlns="urn:schemas-microsoft-com:xml-analysis:empty"/></return></ExecuteResponse></s:Body></s:Envelope>
    """

  private func read(
    _ bytes: [UInt8], type: String = "text/xml", status: Int = 200, chunk: Int = .max
  ) throws -> Reply {
    var head = ResponseHead()
    head.receive("HTTP/1.1 \(status) x")
    head.receive("Content-Type: \(type)")
    let decoder = ReplyDecoder(reader: ReplyReader(sink: nil))
    var rest = bytes[...]
    while !rest.isEmpty {
      try Array(rest.prefix(chunk)).withUnsafeBytes { try decoder.feed($0, head: head) }
      rest = rest.dropFirst(chunk)
    }
    return try decoder.finish()
  }

  private func read(_ text: String, type: String = "text/xml") throws -> Reply {
    try read(Array(text.utf8), type: type)
  }

  @Test(
    "Zero bytes at the end are dropped, in whatever pieces they come; more than one is told",
    arguments: [1, 2, 7, 127, 128, 129, .max])
  func zero(_ chunk: Int) throws {
    #expect(try read(Array(Self.document.utf8), chunk: chunk).results.count == 1)
    #expect(try read(Array(Self.document.utf8) + [0], chunk: chunk).results.count == 1)
    #expect(try read(Array(Self.document.utf8) + [0], chunk: chunk).notes.isEmpty)
    let more = try read(Array(Self.document.utf8) + [0, 0, 0], chunk: chunk)
    #expect(more.acknowledgement == .accepted)
    #expect(more.notes == ["the reply ends in 3 zero bytes"])
    #expect(throws: XMLFailure.self) { try read(Array((Self.document + "\0 ").utf8), chunk: chunk) }
    #expect(throws: XMLFailure.self) {
      try read(Array(Self.document.utf8) + [UInt8](repeating: 0, count: 5_000), chunk: max(100, chunk))
    }
    #expect(throws: XMLFailure.self) { try read([0] + Array(Self.document.utf8), chunk: chunk) }
  }

  @Test("A one at the end means that there is more: not supported, and said so", arguments: [1, 7, .max])
  func one(_ chunk: Int) throws {
    for text in [Self.document, String(Self.document.prefix(300))] {
      let error = #expect(throws: ControlError.self) { try read(Array(text.utf8) + [1], chunk: chunk) }
      #expect(error?.code == .protocolViolation)
      #expect(error?.hint?.contains("does not support") == true)
    }
    #expect(throws: XMLFailure.self) { try read([1] + Array(Self.document.utf8), chunk: chunk) }
  }

  @Test("UTF-16 ends in a zero of its own")
  func utf16() throws {
    let units = Array("\u{FEFF}\(Self.document)".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    for chunk in [1, 100, .max] {
      #expect(try read(units, type: "text/xml; charset=utf-16", chunk: chunk).results.count == 1)
    }
  }

  @Test(
    "Charsets that header and document agree on are read",
    arguments: [
      ("text/xml", ""), ("text/xml; charset=utf-8", ""), ("text/xml;charset=\"UTF-8\"", "UTF-8"),
      ("text/xml; charset=us-ascii", "utf-8"), ("text/xml; charset=ISO-8859-1", "iso-8859-1"),
      ("text/xml", "ISO-8859-1"),
    ])
  func charsets(_ type: String, _ encoding: String) throws {
    let declaration = encoding.isEmpty ? "" : "<?xml version=\"1.0\" encoding='\(encoding)'?>"
    #expect(try read(declaration + Self.document, type: type).results.count == 1)
  }

  @Test(
    "A charset that is unknown is told before anything is read",
    arguments: [("text/xml; charset=klingon", ""), ("text/xml", "shift_jis"), ("text/xml", "windows-1299")])
  func unknownCharset(_ type: String, _ encoding: String) throws {
    let declaration = encoding.isEmpty ? "" : "<?xml version=\"1.0\" encoding=\"\(encoding)\"?>"
    let error = #expect(throws: ControlError.self) { try read(declaration + Self.document, type: type) }
    #expect(error?.code == .protocolViolation)
    #expect(error?.message.contains("', which is not known") == true)
  }

  /// Reads a cell that holds a text.
  private func cell(
    _ text: [UInt8], _ type: String, _ encoding: String, chunk: Int, before: String = ""
  ) throws -> (values: [[Value]], notes: [String]) {
    let declaration = encoding.isEmpty ? "" : "<?xml version=\"1.0\" encoding=\"\(encoding)\"?>"
    let parts = ReplyReaderTests.envelope("<row><A>|</A></row>").split(separator: UInt8(ascii: "|"))
    let rows = CollectedRows()
    var head = ResponseHead()
    head.receive("HTTP/1.1 200 OK")
    head.receive("Content-Type: \(type)")
    let decoder = ReplyDecoder(reader: ReplyReader(sink: rows))
    var rest = (Array((before + declaration).utf8) + parts[0] + text + parts[1])[...]
    while !rest.isEmpty {
      try Array(rest.prefix(chunk)).withUnsafeBytes { try decoder.feed($0, head: head) }
      rest = rest.dropFirst(chunk)
    }
    let notes = try decoder.finish().notes
    return (rows.rows, notes)
  }

  struct Charset: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var type = "text/xml"
    var encoding = ""
    var bytes: [UInt8]
    var text: String
    var readAs: String?
  }

  private static let utf8 = Array("Bäcker 日本".utf8)

  static let labels: [Charset] = [
    Charset(
      testDescription: "a servlet's header over UTF-8", type: "text/xml; charset=ISO-8859-1", bytes: utf8,
      text: "Bäcker 日本", readAs: "UTF-8"),
    Charset(
      testDescription: "the same, and a declaration", type: "text/xml; charset=ISO-8859-1", encoding: "UTF-8",
      bytes: utf8, text: "Bäcker 日本", readAs: "UTF-8"),
    Charset(
      testDescription: "a header that is right", type: "text/xml; charset=iso-8859-1", bytes: [0x42, 0xE4],
      text: "Bä"),
    Charset(
      testDescription: "a header against a declaration that is right", type: "text/xml; charset=utf-8",
      encoding: "ISO-8859-1", bytes: [0x42, 0xE4], text: "Bä", readAs: "iso-8859-1"),
    Charset(
      testDescription: "a header that is right against a declaration", type: "text/xml; charset=utf-8",
      encoding: "ISO-8859-1", bytes: utf8, text: "Bäcker 日本", readAs: "UTF-8"),
    Charset(
      testDescription: "a text that was written as UTF-16 and sent as UTF-8", encoding: "utf-16", bytes: utf8,
      text: "Bäcker 日本", readAs: "UTF-8"),
    Charset(
      testDescription: "the same by the header", type: "text/xml; charset=utf-16", bytes: utf8,
      text: "Bäcker 日本", readAs: "UTF-8"),
    Charset(
      testDescription: "windows-1252", encoding: "windows-1252", bytes: [0x80, 0x20, 0xE4, 0x81],
      text: "€ ä\u{FFFD}"),
    Charset(
      testDescription: "windows-1251", type: "text/xml; charset=windows-1251", encoding: "windows-1251",
      bytes: [0xCF, 0xF0, 0xE8], text: "При"),
    Charset(
      testDescription: "two code pages", type: "text/xml; charset=iso-8859-1", encoding: "windows-1250",
      bytes: [0x9A], text: "š", readAs: "windows-1250"),
    Charset(
      testDescription: "plain ASCII under any label", type: "text/xml; charset=iso-8859-1", bytes: [0x42],
      text: "B"),
  ]

  @Test("Labels that contradict each other or the bytes are told, and the bytes decide", arguments: labels)
  func contradictions(_ sample: Charset) throws {
    for chunk in [1, 3, 50, .max] {
      let (values, notes) = try cell(sample.bytes, sample.type, sample.encoding, chunk: chunk)
      #expect(values == [[.text(sample.text)]], "chunk \(chunk)")
      #expect(notes.count == (sample.readAs == nil ? 0 : 1), "\(notes)")
      if let name = sample.readAs { #expect(notes.first?.hasSuffix("and was read as \(name)") == true) }
    }
  }

  @Test("UTF-16 is read whatever the labels say, with half a pair as U+FFFD", arguments: [true, false])
  func utf16Bytes(_ isLittleEndian: Bool) throws {
    let document = String(
      decoding: ReplyReaderTests.envelope("<row><A>日😀|&#0;\u{1}</A></row>"), as: UTF8.self)
    let units = document.utf16.map { $0 == UInt16(UInt8(ascii: "|")) ? 0xD83D : $0 }
    let bytes = units.flatMap {
      isLittleEndian ? [UInt8($0 & 0xFF), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 0xFF)]
    }
    for chunk in [1, 101, .max] {
      let rows = CollectedRows()
      var head = ResponseHead()
      head.receive("HTTP/1.1 200 OK")
      head.receive("Content-Type: text/xml; charset=utf-8")
      let decoder = ReplyDecoder(reader: ReplyReader(sink: rows))
      var rest = bytes[...]
      while !rest.isEmpty {
        try Array(rest.prefix(chunk)).withUnsafeBytes { try decoder.feed($0, head: head) }
        rest = rest.dropFirst(chunk)
      }
      let notes = try decoder.finish().notes
      #expect(rows.rows == [[.text("日😀\u{FFFD}\u{FFFD}\u{FFFD}")]])
      #expect(notes.count == 2)
      #expect(notes.contains { $0.hasSuffix("was read as UTF-16") })
    }
  }

  @Test("Blank lines before the XML declaration are passed over, and told", arguments: [1, 7, .max])
  func blankLines(_ chunk: Int) throws {
    let (values, notes) = try cell([0x42], "text/xml", "utf-8", chunk: chunk, before: "\r\n \n\t")
    #expect(values == [[.text("B")]])
    #expect(notes == ["the reply has blank lines before its XML declaration"])
    #expect(try cell([0x42], "text/xml", "", chunk: chunk, before: "\r\n").notes.isEmpty)
  }

  @Test("Bytes that are no UTF-8 are each shown as U+FFFD, and told once", arguments: [1, 7, 64, .max])
  func wrongBytes(_ chunk: Int) throws {
    let (values, notes) = try cell([0x42, 0xE4, 0x63, 0xFC], "text/xml; charset=utf-8", "", chunk: chunk)
    #expect(values == [[.text("B\u{FFFD}c\u{FFFD}")]])
    #expect(notes == ["the reply holds bytes that are no UTF-8, each shown as U+FFFD"])
    #expect(try cell(Self.utf8, "text/xml; charset=utf-8", "", chunk: chunk).notes.isEmpty)
  }

  @Test(
    "Binary encodings are told by their names",
    arguments: ["application/sx", "application/xml+xpress", "application/sx+xpress"])
  func binary(_ type: String) throws {
    let error = #expect(throws: ControlError.self) { try read([0xDF, 1, 2, 3], type: type) }
    #expect(error?.message.contains(type) == true)
  }

  @Test("An error page in any charset is left to be explained as one")
  func errorPage() {
    #expect(throws: XMLFailure.self) {
      try read(Array("<html><p>nein</html>".utf8), type: "text/html; charset=windows-1252")
    }
    #expect(throws: XMLFailure.self) {
      try read(Array("nope".utf8), type: "text/plain; charset=windows-1252", status: 404)
    }
  }

  @Test("A reply has begun when a result or a fault has: its head may come long before")
  func hasBegun() throws {
    func decoder(_ text: String, status: Int = 200) throws -> ReplyDecoder {
      let decoder = ReplyDecoder(reader: ReplyReader())
      var head = ResponseHead()
      head.receive("HTTP/1.1 \(status) x\r\n")
      try Array(text.utf8).withUnsafeBytes { try decoder.feed($0, head: head) }
      return decoder
    }
    let start =
      "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header/><s:Body>"
      + "<!-- \(String(repeating: "x", count: 200)) -->"
    let method = "<ExecuteResponse xmlns=\"urn:schemas-microsoft-com:xml-analysis\"><return>"
    #expect(try !decoder(start).hasBegun)
    #expect(try !decoder(start + method).hasBegun)
    let root = "<root xmlns=\"urn:schemas-microsoft-com:xml-analysis:rowset\">"
    #expect(try decoder(start + method + root).hasBegun)
    #expect(try decoder(start + "<s:Fault>").hasBegun)
    #expect(try decoder("<html>", status: 502).hasBegun)
  }
}

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
    "One zero byte at the end is dropped, in whatever pieces it comes",
    arguments: [1, 2, 7, 127, 128, 129, .max])
  func zero(_ chunk: Int) throws {
    #expect(try read(Array(Self.document.utf8), chunk: chunk).results.count == 1)
    #expect(try read(Array(Self.document.utf8) + [0], chunk: chunk).results.count == 1)
    #expect(throws: XMLFailure.self) { try read(Array(Self.document.utf8) + [0, 0], chunk: chunk) }
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
    "A charset that is unknown, or another than the document's, is told before anything is read",
    arguments: [
      ("text/xml; charset=klingon", "", "'klingon', which is not known"),
      ("text/xml", "windows-1252", "'windows-1252', which is not known"),
      ("text/xml; charset=iso-8859-1", "", "'iso-8859-1' by its header and in 'utf-8' by itself"),
      ("text/xml; charset=iso-8859-1", "UTF-8", "'iso-8859-1' by its header and in 'utf-8' by itself"),
      ("text/xml; charset=utf-8", "ISO-8859-1", "'utf-8' by its header and in 'iso-8859-1' by itself"),
      ("text/xml; charset=utf-16", "", "'utf-16' by its header and in 'utf-8' by itself"),
    ])
  func wrongCharset(_ type: String, _ encoding: String, _ says: String) throws {
    let declaration = encoding.isEmpty ? "" : "<?xml version=\"1.0\" encoding=\"\(encoding)\"?>"
    let error = #expect(throws: ControlError.self) { try read(declaration + Self.document, type: type) }
    #expect(error?.code == .protocolViolation)
    #expect(error?.message.contains(says) == true)
  }

  @Test("Bytes that are not in the charset that they should be in", arguments: [1, 7, 64, .max])
  func wrongBytes(_ chunk: Int) throws {
    let text = Self.document.replacing("<s:Body>", with: "<s:Body><a>Bäcker 日本</a>")
    #expect(try read(Array(text.utf8), chunk: chunk).results.count == 1)
    let latin = Array(text.replacing(" 日本", with: "").unicodeScalars.map { UInt8($0.value) })
    let error = #expect(throws: ControlError.self) {
      try read(latin, type: "text/xml; charset=utf-8", chunk: chunk)
    }
    #expect(error?.message == "the reply says that it is in UTF-8, and is not")
    #expect(throws: XMLFailure.self) { try read(Array((text + "ä<").utf8), chunk: chunk) }
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

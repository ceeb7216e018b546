import Testing

@testable import XMLAClient

/// What XML forbids is replaced before a parser sees it, wherever the pieces of a reply are cut.
@Suite struct XMLCharacterFilterTests {
  private func filtered(
    _ bytes: [UInt8], step: Int = .max
  ) -> (text: [UInt8], isForbidden: Bool, isInvalid: Bool) {
    var filter = XMLCharacterFilter()
    var result: [UInt8] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      Array(rest.prefix(step)).withUnsafeBytes { filter.feed($0) { result += $0 } }
      rest = rest.dropFirst(step)
    }
    filter.feed(UnsafeRawBufferPointer(start: nil, count: 0), isFinal: true) { result += $0 }
    return (result, filter.hasFoundForbidden, filter.hasFoundInvalid)
  }

  /// As one piece, and in pieces of every size.
  private func check(
    _ bytes: [UInt8], gives expected: String, isForbidden: Bool, isInvalid: Bool = false,
    _ location: SourceLocation = #_sourceLocation
  ) {
    for step in Array(1...min(bytes.count, 40)) + [.max] {
      let found = filtered(bytes, step: step)
      #expect(
        String(decoding: found.text, as: UTF8.self) == expected, "step \(step)", sourceLocation: location)
      #expect(found.isForbidden == isForbidden, "step \(step)", sourceLocation: location)
      #expect(found.isInvalid == isInvalid, "step \(step)", sourceLocation: location)
    }
  }

  @Test(
    "What XML allows is handed on as it is",
    arguments: [
      "<a>plain\t\r\n</a>", "<a b='&#65;&#x41;&#9;'>&amp;&#x10FFFF;&#xFFFD;&#xE000;</a>",
      "<a>Bäcker 日本 🜨 \u{7F}\u{85}</a>",
      "<a><![CDATA[&#0; ]] > ]]></a>", "<!-- &#0; -- ! ? --><a/>", "<?pi &#0; ? > ?><a/>",
      "<a>! ? & &# &#; &#x; &#xG; &a;</a>",
      "<!DOCTYPE x><x/>", "<a>" + String(repeating: "x", count: 100) + "</a>",
      "&#" + String(repeating: "0", count: 90) + "65;",
    ])
  func allowed(_ text: String) {
    check(Array(text.utf8), gives: text, isForbidden: false)
  }

  @Test(
    "Control characters, the last two of the plane and lone surrogates are replaced, raw and as references",
    arguments: [
      ("a\u{0}b\u{1F}c\u{B}", "a\u{FFFD}b\u{FFFD}c\u{FFFD}"), ("\u{FFFE}x\u{FFFF}", "\u{FFFD}x\u{FFFD}"),
      ("a&#0;b&#x1F;c&#xFFFE;d&#6;", "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}"),
      ("<a b=\"&#x0;\"/>", "<a b=\"\u{FFFD}\"/>"),
      ("&#x110000;&#99999999999999999999;", "\u{FFFD}\u{FFFD}"), ("&#xD800;x", "\u{FFFD}x"),
      ("&#xDC00;&#xD800;", "\u{FFFD}\u{FFFD}"),
      ("&#xD83D;&#65;", "\u{FFFD}&#65;"), ("&#xD83D;&amp;", "\u{FFFD}&amp;"),
      ("&#xD83D;&#xD83D;&#xDE00;", "\u{FFFD}😀"),
      ("<![CDATA[\u{1}&#1;]]>&#1;", "<![CDATA[\u{FFFD}&#1;]]>\u{FFFD}"),
      ("<!--&#1;-->&#1;", "<!--&#1;-->\u{FFFD}"),
      ("<!-- <![CDATA[ -->&#1;", "<!-- <![CDATA[ -->\u{FFFD}"), ("<?a <!-- ?>&#1;", "<?a <!-- ?>\u{FFFD}"),
      ("<![CDATA[ <!-- ]]>&#1;", "<![CDATA[ <!-- ]]>\u{FFFD}"),
      ("&#0000000000000000000000000001;", "\u{FFFD}"),
    ])
  func forbidden(_ text: String, _ expected: String) {
    check(Array(text.utf8), gives: expected, isForbidden: true)
  }

  @Test("A surrogate pair that is written as two references is its character")
  func pair() {
    check(Array("<a>&#xD83D;&#xDE00;&#55357;&#56832;</a>".utf8), gives: "<a>😀😀</a>", isForbidden: false)
  }

  @Test("A surrogate in UTF-8 is replaced, and so is a text that is cut inside a character")
  func bytes() {
    check([0x61, 0xED, 0xA0, 0xBD, 0x62], gives: "a\u{FFFD}b", isForbidden: true)
    check([0x61, 0xF0, 0x9F, 0x98, 0x3C], gives: "a\u{FFFD}<", isForbidden: false, isInvalid: true)
    check([0x61, 0xE4, 0x3C, 0xFF], gives: "a\u{FFFD}<\u{FFFD}", isForbidden: false, isInvalid: true)
    check([0x61, 0xC3], gives: "a\u{FFFD}", isForbidden: false, isInvalid: true)
    check([0xC0, 0xAF, 0xF8], gives: "\u{FFFD}\u{FFFD}\u{FFFD}", isForbidden: false, isInvalid: true)
  }

  @Test("A piece with much to replace is handed on as one: the parser sees no token in crumbs")
  func onePiece() {
    var filter = XMLCharacterFilter()
    var pieces = 0
    [UInt8](repeating: 0, count: 10_000).withUnsafeBytes { filter.feed($0) { _ in pieces += 1 } }
    #expect(pieces == 1)
  }
}

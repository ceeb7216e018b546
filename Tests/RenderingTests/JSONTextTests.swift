import Foundation
import SessionControl
import Testing

@testable import Rendering

@Suite("JSON text")
struct JSONTextTests {
  @Test(
    "Quotes, backslashes and control characters are escaped, all else stays",
    arguments: [
      ("", #""""#), ("a", #""a""#), ("\"\\/", #""\"\\/""#), ("\n\r\t", #""\n\r\t""#),
      ("\u{0}\u{1}\u{8}\u{C}\u{1F} ", #""\u0000\u0001\u0008\u000c\u001f ""#), ("\u{7F}", #""\u007f""#),
      ("\u{80}\u{9B}\u{9F}\u{A0}", #""\u0080\u009b\u009f"# + "\u{A0}\""), ("é日本👍", "\"é日本👍\""),
    ])
  func quoted(text: String, json: String) {
    #expect(JSONText.quoted(text) == Array(json.utf8))
  }

  @Test(
    "Every character comes back as it was",
    arguments: [0x0...0x2FFF, 0xF900...0x10400] as [ClosedRange<UInt32>])
  func roundTrip(range: ClosedRange<UInt32>) throws {
    var text = ""
    text.unicodeScalars.append(contentsOf: range.lazy.compactMap(Unicode.Scalar.init))
    let parsed = try JSONSerialization.jsonObject(
      with: Data(JSONText.quoted(text)), options: .fragmentsAllowed)
    let read = try #require(parsed as? String)
    #expect(Array(read.utf8) == Array(text.utf8))
  }

  @Test(
    "Each kind of value",
    arguments: [
      (Value.null, "null"), (.text("null"), #""null""#),
      (.timestamp("2024-05-01T08:00:00Z"), #""2024-05-01T08:00:00Z""#),
      (.integer(.min), "-9223372036854775808"), (.unsigned(.max), "18446744073709551615"),
      (.boolean(false), "false"), (.double(-0.25), "-0.25"), (.decimal("1.50"), "1.50"),
      (.double(1e300), "1e+300"),
      (.double(.nan), #""nan""#), (.double(.infinity), #""inf""#), (.double(-.infinity), #""-inf""#),
    ])
  func values(value: Value, json: String) {
    var bytes: [UInt8] = []
    JSONText.append(value, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == json)
  }
}

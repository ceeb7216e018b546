import Testing

@testable import SessionControl

@Suite("Ids are read strictly")
struct IdentifierParsingTests {
  @Test(
    "A decimal number is an id; leading zeros mean nothing",
    arguments: [
      ("1", 1), ("42", 42), ("4294967295", 4_294_967_295), ("4294967296", 4_294_967_296),
      ("18446744073709551615", UInt64.max), ("007", 7), ("00000000000000000000000000017", 17),
    ])
  func acceptsDecimal(text: String, number: UInt64) throws {
    #expect(try IdentifierParsing.number(text, what: "SPID") == number)
  }

  @Test(
    "Whatever a server might read as another number is refused",
    arguments: [
      "0", "000", "-0", "-1", "+1", "1.9", "1.", ".5", "1e3", "1_000", "1,000", "0x1F", "1F", "x", "NULL",
      "99999999999999999999", "18446744073709551616", "", " ", " 1", "1 ", "1\n", "1\0", "1 2", "1;2", "--1",
      "１７", "١٧", "१७", "²", "Ⅳ", "1\u{301}", "1\u{200B}", "1 OR 1=1",
    ])
  func refusesAnythingElse(text: String) throws {
    let error = try #require(throws: ControlError.self) {
      try IdentifierParsing.number(text, what: "SPID")
    }
    #expect(error.code == .usage)
    #expect(error.message.hasPrefix("'\(text.printable)' is not a SPID: "))
    #expect(error.hint == "nothing was sent; 'xmlactl sessions' lists the ids")
  }

  @Test("The refusal says which of the rules was broken")
  func explains() {
    func message(_ text: String, maximum: UInt64 = .max) -> String? {
      do {
        _ = try IdentifierParsing.number(text, what: "connection id", maximum: maximum)
        return nil
      } catch {
        return error.message
      }
    }
    #expect(
      message("+1")
        == "'+1' is not a connection id: only decimal digits are taken, no sign and no fraction")
    #expect(message("0") == "'0' is not a connection id: ids start at 1")
    #expect(
      message("99999999999999999999")
        == "'99999999999999999999' is not a connection id: "
        + "it is larger than 18446744073709551615, the largest there can be")
    #expect(
      message("256", maximum: 255)
        == "'256' is not a connection id: it is larger than 255, the largest there can be")
    #expect(message("\u{1B}[2J")?.contains("\u{1B}") == false)
  }

  @Test("The limit itself is an id, and the next number is none")
  func limit() throws {
    let limit = UInt64(UInt32.max)
    #expect(try IdentifierParsing.number("4294967295", what: "SPID", maximum: limit) == limit)
    #expect(throws: ControlError.self) {
      try IdentifierParsing.number("4294967296", what: "SPID", maximum: limit)
    }
    #expect(throws: ControlError.self) {
      try IdentifierParsing.number("18446744073709551615", what: "SPID", maximum: limit)
    }
  }

  @Test(
    "A session id is opaque text, taken as it is",
    arguments: [
      "5B8E2A53-9F1E-4F65-8B6A-0C5E6D5B1F11", "{5b8e2a53}", "1", "日本", "a-b", "a'b<c>&d",
      String(repeating: "x", count: 256),
    ])
  func acceptsSessions(text: String) throws {
    #expect(try IdentifierParsing.session(text) == text)
  }

  @Test(
    "A session id with white space, control characters, a leading dash or too many bytes is refused",
    arguments: [
      "", " ", "a b", "a\tb", "a\nb", "a\r\nb", "a\u{A0}b", "a\u{2028}b", "a\0b", "a\u{1B}[31m", "a\u{7F}",
      "a\u{9B}", "-", "-n", "--yes", "-5B8E2A53", String(repeating: "x", count: 257),
      String(repeating: "é", count: 129),
    ])
  func refusesSessions(text: String) throws {
    let error = try #require(throws: ControlError.self) { try IdentifierParsing.session(text) }
    #expect(error.code == .usage)
    #expect(error.message == "'\(text.printable)' is not a session id")
  }
}

import SessionControl
import Testing

/// Parameters of statements, as the command line gives them.
@Suite struct StatementParameterTests {
  @Test(
    "A value's type is how it is written; all that is not plain is a text",
    arguments: [
      ("2026", .int), ("-5", .int), ("0", .int), ("2147483647", .int), ("2147483648", .long),
      ("-9223372036854775808", .long), ("9223372036854775808", .string), ("1.5", .double), ("-0.25", .double),
      ("1e3", .double), ("2.5E-7", .double), ("true", .boolean), ("false", .boolean),
      ("2026-11-28T00:00:00", .dateTime), ("2026-11-28T00:00:00.5Z", .dateTime), ("", .string),
      ("007", .string),
      ("1.", .string), (".5", .string), ("+1", .string), ("TRUE", .string), ("2026-11-28", .string),
      ("٣", .string),
      ("1 ", .string), ("NaN", .string),
    ] as [(String, StatementParameter.ValueType)])
  func types(_ value: String, _ type: StatementParameter.ValueType) throws {
    let parameter = try StatementParameter(text: "P=\(value)")
    #expect(parameter.type == type)
    #expect(parameter.value == value)
  }

  @Test("A type that is named counts; an @ is no part of the name; a value may hold what it likes")
  func forms() throws {
    let typed = try StatementParameter(text: "@Code:string=007")
    #expect(typed.name == "Code")
    #expect(typed.type == .string)
    #expect(typed.value == "007")
    let value = try StatementParameter(text: "Q=a:b=c@d")
    #expect(value.name == "Q")
    #expect(value.value == "a:b=c@d")
  }

  @Test(
    "What is no parameter is refused",
    arguments: ["Year", "=1", "@=1", "a b=1", "P:number=1", "P:=1", "P:string", "P=a\u{1}", "P:int:x=1"])
  func refused(_ text: String) {
    let error = #expect(throws: ControlError.self) { try StatementParameter(text: text) }
    #expect(error?.code == .usage)
    #expect(error?.hint?.contains("nothing was sent") == true)
  }

  @Test("Each once, whatever its case")
  func distinct() throws {
    #expect(try StatementParameter.distinct(["a=1", "b=2"]).map(\.name) == ["a", "b"])
    let error = #expect(throws: ControlError.self) { try StatementParameter.distinct(["Year=1", "@year=2"]) }
    #expect(error?.code == .usage)
  }
}

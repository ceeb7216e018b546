import SessionControl
import Testing

@testable import XmlactlCommands

@Suite struct LineAssemblerTests {
  private func assembler(_ kind: TargetKind? = .mysql) -> LineAssembler {
    var assembler = LineAssembler { ["-o", "--output", "-f", "--command-timeout"].contains($0) }
    assembler.kind = kind
    return assembler
  }

  /// The commands that lines come to, and what is left at their end.
  private func commands(_ lines: String..., kind: TargetKind? = .mysql) throws -> [[String]] {
    var assembler = assembler(kind)
    var found: [[String]] = []
    for line in lines {
      if case .command(let line) = assembler.add(line) { found.append(line.words) }
    }
    if let last = try assembler.finish() { found.append(last.words) }
    return found
  }

  @Test("A line is a command; blanks and comments are none")
  func plain() throws {
    #expect(
      try commands("sessions -o 'name'", "", "  # no", "begin;", "use cube ;")
        == [["sessions", "-o", "name"], ["begin"], ["use", "cube"]])
  }

  @Test("An open quote and a backslash at the end continue a line")
  func continued() throws {
    #expect(try commands("sessions \\", "  --user 'a", "b'") == [["sessions", "--user", "a\nb"]])
  }

  @Test("A name may begin with a backslash")
  func backslash() throws {
    #expect(try commands("\\timing", "\\q") == [["\\timing"], ["\\q"]])
  }

  @Test("Statements go on until their semicolon, and are taken as they were typed")
  func statement() throws {
    #expect(
      try commands("run SELECT 'a;b',", "  \"c\" FROM t;", "commit")
        == [["run", "--", "SELECT 'a;b',\n  \"c\" FROM t;"], ["commit"]])
    #expect(try commands("run SELECT 1; SELECT", "2;") == [["run", "--", "SELECT 1; SELECT\n2;"]])
    #expect(try commands("run", "SELECT 1", ";") == [["run", "--", "SELECT 1\n;"]])
  }

  @Test("Options stand before the statement")
  func options() throws {
    #expect(
      try commands("run -o json --command-timeout 5s SELECT 1;")
        == [["run", "-o", "json", "--command-timeout", "5s", "--", "SELECT 1;"]])
    #expect(try commands("run --output=csv -- SELECT 1;") == [["run", "--output=csv", "--", "SELECT 1;"]])
    #expect(try commands("run -f a.sql", "sessions") == [["run", "-f", "a.sql"], ["sessions"]])
    #expect(try commands("run --help") == [["run", "--help"]])
  }

  @Test("A statement in quotes is one word, as on a command line")
  func quotedStatement() throws {
    #expect(try commands("run 'SELECT 1' -o json") == [["run", "SELECT 1", "-o", "json"]])
  }

  @Test("MySQL's delimiters and comments hold")
  func delimiter() throws {
    let procedure = "DELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 1; END //"
    let lines = procedure.split(separator: "\n").map(String.init)
    #expect(try commands("run " + lines[0], lines[1], "commit") == [["run", "--", procedure], ["commit"]])
    #expect(try commands("run SELECT 1 # no; end", ";") == [["run", "--", "SELECT 1 # no; end\n;"]])
  }

  @Test("XMLA's statements end with a semicolon at the end of a line")
  func xmla() throws {
    #expect(
      try commands("run EVALUATE", "'Sales; all'", ";", kind: .xmla) == [
        ["run", "--", "EVALUATE\n'Sales; all'\n"]
      ])
    #expect(try commands("run <Batch>", "</Batch>;", kind: .xmla) == [["run", "--", "<Batch>\n</Batch>"]])
  }

  @Test("A document is not cut at a semicolon in its middle, unless that stands alone")
  func document() throws {
    #expect(
      try commands("run <A>&lt;", "&quot;", "</A>;", kind: .xmla) == [["run", "--", "<A>&lt;\n&quot;\n</A>"]])
    #expect(try commands("run <A>", ";", "begin", kind: .xmla) == [["run", "--", "<A>\n"], ["begin"]])
  }

  @Test("A long statement is read once")
  func long() throws {
    var assembler = assembler()
    #expect(assembler.add("run INSERT INTO t VALUES") == .more)
    for number in 0..<20_000 { #expect(assembler.add("(\(number), 'some text'),") == .more) }
    guard case .command(let line) = assembler.add("(0, '');") else { return #expect(Bool(false)) }
    #expect(line.words[2].utf8.count > 400_000)
  }

  @Test("The last statement of a script needs no semicolon, and a quote must end")
  func end() throws {
    #expect(try commands("begin", "run SELECT 1") == [["begin"], ["run", "--", "SELECT 1"]])
    var assembler = assembler()
    #expect(assembler.add("begin") != .more)
    #expect(assembler.add("sessions --user 'a") == .more)
    #expect(throws: LineAssembler.Unfinished(line: 2)) { try assembler.finish() }
    #expect(!assembler.isOpen)
  }

  @Test("A command tells on which line it begins")
  func number() {
    var assembler = assembler()
    _ = assembler.add("# head")
    _ = assembler.add("run SELECT")
    guard case .command(let line) = assembler.add("1;") else { return #expect(Bool(false), "no command") }
    #expect(line == ShellLine(words: ["run", "--", "SELECT\n1;"], text: "run SELECT\n1;", number: 2))
  }
}

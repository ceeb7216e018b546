import SessionControl
import Testing

@testable import XMLAClient

@Suite struct CommandTextTests {
  @Test("A document is sent as it was written, without what stands before its element")
  func markup() throws {
    let text =
      "\u{FEFF}<?xml version='1.0' encoding='utf-16'?>\n<!-- a <b> -->\n<Batch x='1'>\n  <Alter/><p:Q xmlns:p='p'/>\n</Batch>\n"
    let document = try CommandDocument(text)
    #expect(document.markup.hasPrefix("<Batch x='1'>\n  <Alter/>"))
    #expect(document.name == "Batch")
    #expect(document.children == ["Alter", "Q"])
    #expect(throws: ControlError.self) {
      try CommandDocument("<?xml version='1.0'?>\n\n<a>\n</b>", firstLine: 10)
    }
    do { _ = try CommandDocument("<?xml version='1.0'?>\n\n<a>\n</b>", firstLine: 10) } catch {
      #expect(error.message.contains("line 13"))
    }
  }

  @Test(
    "Nothing breaks out of Command",
    arguments: ["</Command>", "<a/></Command><Command>", "<a></Command></a>", "<![CDATA[x]]>"])
  func breakOut(_ text: String) {
    #expect(throws: ControlError.self) { try CommandText(text) }
    let element = try? CommandText("x </Statement><y>").element.markup
    #expect(element == "<Statement>x &lt;/Statement&gt;&lt;y&gt;</Statement>")
  }

  @Test("The steps of the transaction in a document, alone and in a Batch")
  func steps() throws {
    let alone = try CommandDocument("<BeginTransaction xmlns='e'/>").transactionSteps
    #expect(alone.map(\.verb) == [.begin])
    let batch = try CommandDocument(
      "<Batch><BeginTransaction/><Process/><CommitTransaction/><RollbackTransaction/></Batch>"
    ).transactionSteps
    #expect(batch.map(\.verb) == [.begin, .commit, .rollback])
    #expect(batch.map(\.result) == [0, 2, 3])
    #expect(try CommandDocument("<Process><BeginTransaction/></Process>").transactionSteps.isEmpty)
  }

  @Test(
    "A script is cut at lines with GO, whatever their case and space, with the lines where its parts begin")
  func script() throws {
    let script =
      "\n a;b\n\nGO\r\n  go \n// c\nselect\nGOLD\nGo\n<!-- x -->\n<a/>\nGO\n/* nothing */ -- left\n"
    #expect(
      try XMLAScript.statements(in: script) == [
        ScriptStatement(text: "a;b", line: 2), ScriptStatement(text: "// c\nselect\nGOLD", line: 6),
        ScriptStatement(text: "<!-- x -->\n<a/>", line: 10),
      ])
    #expect(try XMLAScript.statements(in: "\nGO\ngo").isEmpty)
    do { _ = try XMLAScript.statements(in: "x\nGO\n\n<a>\n<b></c>") } catch {
      #expect(error.message.hasPrefix("the command at line 4: "))
      #expect(error.message.contains("(line 5: "))
    }
  }

  @Test("A query in MDX is none of a view, and may begin with comments")
  func mdx() {
    for text in ["select x", " -- a\n//b\n/*c*/WITH MEMBER", "SELECT\n{} ON 0"] {
      #expect(CommandText.isMDXQuery(text), "\(text)")
    }
    for text in [
      "SELECT * FROM $System.DISCOVER_SESSIONS", "select * from SYSTEMRESTRICTSCHEMA($system.x)",
      "EVALUATE t",
      "DEFINE MEASURE a", "selection", "CREATE MEMBER", "",
    ] {
      #expect(!CommandText.isMDXQuery(text), "\(text)")
    }
  }

  @Test(
    "A statement is waited for without a limit until its reply begins, and between the results of a Batch")
  func patience() {
    let usual = Patience(answer: .seconds(30), requestBytes: nil)
    #expect(usual.limit(sent: 9, hasBegun: false, isBetweenResults: false) == .seconds(30))
    let statement = Patience(answer: .seconds(30), requestBytes: 9)
    #expect(statement.limit(sent: 8, hasBegun: false, isBetweenResults: false) == .seconds(30))
    #expect(statement.limit(sent: 9, hasBegun: false, isBetweenResults: false) == nil)
    #expect(statement.limit(sent: 9, hasBegun: true, isBetweenResults: true) == nil)
    #expect(statement.limit(sent: 9, hasBegun: true, isBetweenResults: false) == .seconds(300))
  }

  @Test("Passwords in commands stay out of traces")
  func secrets() {
    #expect(
      XMLASecrets.masked("<ConnectionString>Source=a;Password=s3cret;User=b</ConnectionString>")
        == "<ConnectionString>Source=a;Password=(not shown);User=b</ConnectionString>")
    #expect(XMLASecrets.masked("<x:Password>a</x:Password>") == "<x:Password>(not shown)</x:Password>")
    #expect(XMLASecrets.masked("pwd = \"a;b\";c") == "pwd = (not shown);c")
    #expect(XMLASecrets.masked("<Name>Passwords</Name>") == "<Name>Passwords</Name>")
    #expect(XMLASecrets.masked("<Password/><Name>a</Name>") == "<Password/><Name>a</Name>")
  }

  @Test(
    "However a password is written it stays out, and what follows it is shown",
    arguments: [
      "<Password>\ns3cret\n</Password>", "<Password\n>s3cret</Password>",
      "<Password a=\"1>2\">s3cret</Password>",
      "<Password><![CDATA[s3cret]]></Password>", "<Password><!-- x -->s3cret</Password>",
      "<d:SourcePassword xmlns:d='u/v'>s3cret</d:SourcePassword >", "<AccountKey>s3cret</AccountKey>",
      "<q>&lt;Password a=&quot;1&quot;&gt;s3cret&lt;/Password&gt;</q>",
      "<q>{\"password\":\"s3cret\"}</q>", "<q>{\"password\" : \"a\\\"s3cret\", \"b\": 1}</q>",
      "<q>{&quot;password&quot;:&quot;s3cret&quot;}</q>",
      "<q>{&quot;pwd&quot;:\n&quot;a\\&quot;s3cret&quot;}</q>",
      "<q>{\\\"password\\\":\\\"s3cret\\\"}</q>", "<q>{\"accountKey\": 5s3cret}</q>",
      "<c>Password=a's3cret;</c>", "<c>Password={a;s3cret};</c>", "<c>Password=\n s3cret;</c>",
      "<c>Password=&quot;a&quot;&quot;;s3cret&quot;;</c>", "<c>Password=a&amp;s3cret;</c>",
      "<c>Password='a'';s3cret';</c>", "<c><![CDATA[Pwd=a<s3cret]]></c>", "<c>PWD = s3cret</c>",
      "<c>Password=\u{301}s3cret</c>", "<c a=\"Password=s3cret\"/>",
    ])
  func spellings(_ text: String) {
    let masked = XMLASecrets.masked("<a>before</a>\n\(text)<e></e><z>after</z>")
    #expect(!masked.contains("s3cret"), "\(masked)")
    #expect(masked.hasPrefix("<a>before</a>\n"))
    #expect(masked.hasSuffix("<z>after</z>"), "\(masked)")
    #expect(masked.contains("(not shown)"))
  }
}

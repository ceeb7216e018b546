import SessionControl
import Testing

/// What a cancel of a Batch reaches.
@Suite struct BatchTextTests {
  @Test(
    "A Batch is known by its element, and its transaction by the attribute",
    arguments: [
      ("<Batch Transaction=\"true\"><Process/></Batch>", true),
      ("  \n<Batch xmlns=\"http://x\" Transaction='1' ProcessAffectedObjects=\"0\">", true),
      ("<ddl:Batch Transaction = \"false\"/>", false),
      ("<Batch Transaction=\"0\">", false),
      ("<Batch>", nil),
      ("<Batch Transaction=\"maybe\">", nil),
      ("<Batch><Process Transaction=\"true\"/></Batch>", nil),
      ("<Batch/>", nil),
    ] as [(String, Bool?)])
  func batches(_ text: String, _ isTransactional: Bool?) throws {
    let batch = try #require(BatchText(text))
    #expect(batch.isTransactional == isTransactional)
  }

  @Test(
    "All else is no Batch",
    arguments: ["", "SELECT 1", "<Process/>", "<Batches/>", "EVALUATE '<Batch>'", "<"])
  func others(_ text: String) {
    #expect(BatchText(text) == nil)
  }

  @Test("What is told follows the seed")
  func consequences() {
    #expect(BatchText("<Batch Transaction=\"true\">")?.consequence.hasSuffix("is rolled back") == true)
    #expect(BatchText("<Batch Transaction=\"false\">")?.consequence.hasSuffix("stays") == true)
    #expect(BatchText("<Batch>")?.consequence.hasSuffix("if the Batch is transactional") == true)
  }
}

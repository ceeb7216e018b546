import Testing

@testable import XMLAClient

@Suite("What a lock is on")
struct LockObjectTests {
  @Test("The ids from the database down are a path")
  func path() {
    let object = LockObject(
      """
      <Object xmlns="http://schemas.microsoft.com/analysisservices/2003/engine">
        <DatabaseID>R&amp;D</DatabaseID><CubeID>Sales</CubeID><MeasureGroupID>Internet Sales</MeasureGroupID>
        <PartitionID>2026</PartitionID>
      </Object>
      """)
    #expect(object.path == "R&D/Sales/Internet Sales/2026")
    #expect(object.database == "R&D")
  }

  @Test("Without an element around them they are one too")
  func single() {
    let object = LockObject("<DatabaseID>Sales DW</DatabaseID>")
    #expect(object == LockObject("<Object><DatabaseID>Sales DW</DatabaseID></Object>"))
    #expect(object.path == "Sales DW")
  }

  @Test(
    "What is no such document is shown as it is",
    arguments: ["", "Sales DW", "<", "<Object><DatabaseID>x</Object>", "<Object/>", "<!DOCTYPE a><a>b</a>"])
  func other(text: String) {
    #expect(LockObject(text).path == text)
    #expect(LockObject(text).database == nil)
  }
}

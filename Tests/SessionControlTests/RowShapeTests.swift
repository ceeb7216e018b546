import SessionControl
import Testing

@Suite("Keys of what the server sent beyond the common fields")
struct RowShapeTests {
  @Test("A key that is taken gets a number, so that no output has a key twice")
  func unique() {
    let shape = RowShape(
      keys: ["user", "target", "cpu_ms", "user", "user_2", "cpu_ms"], after: ["id", "user"])
    #expect(shape.keys == ["user_2", "target_2", "cpu_ms", "user_3", "user_2_2", "cpu_ms_2"])
  }

  @Test("Keys that are free stay as they are")
  func free() {
    #expect(RowShape(keys: ["b", "a"], after: ["id"]).keys == ["b", "a"])
  }
}

import SessionControl
import Testing

@testable import Rendering

@Suite("Ids only")
struct NameExporterTests {
  @Test("One id on a line, as cancel takes it")
  func ids() throws {
    #expect(try render(.name, [Part(shape: threadShape, items: threads)]) == "17\n1234\n18\n")
    #expect(try render(.name, [Part(items: connections)]) == "9\n1234567\n")
    #expect(
      try render(
        .name,
        [Part(target: "a", items: [nasty]), Part(target: "b", shape: threadShape, items: [threads[0]])])
        == "5B8E-01\n17\n")
  }

  @Test("No rows: nothing at all")
  func empty() throws {
    #expect(try render(.name, [Part<Session>(shape: threadShape)]) == "")
    #expect(try render(.name, [Part<Connection>()]) == "")
  }

  @Test("An id can't become two")
  func oneLine() throws {
    let session = Session(id: "A\n17\r\u{2028}18", status: .idle)
    #expect(try render(.name, [Part(items: [session])]) == "A\\n17\\r\\u{2028}18\n")
  }
}

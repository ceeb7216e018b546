import Testing

@testable import XMLASandbox

struct RoleTests {
  @Test("Roles are read strictly")
  func roles() {
    #expect(Role("server-admin") == .serverAdministrator)
    #expect(Role("reader") == .reader)
    #expect(Role("database-admin=sales dw,HR") == .databaseAdministrator(databases: ["Sales DW", "HR"]))
    for wrong in ["", "Reader", "database-admin", "database-admin=", "database-admin=Nope"] {
      #expect(Role(wrong) == nil)
    }
  }
}

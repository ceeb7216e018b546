import Testing

@testable import XMLASandbox

/// What a stranger's client asks before its first query.
struct MetadataTests {
  /// The rows of one Discover, each as its cells by name.
  private static func rows(
    _ rowset: String, _ restrictions: [(String, String)] = [], database: String? = nil
  ) async throws -> [[String: String]] {
    let engine = SandboxEngine(seed: 1, sessionCount: 0, clock: { ModelFixture.epoch })
    let text = Messages.discover(
      rowset, restrictions.map { "<\($0.0)>\($0.1)</\($0.0)>" }.joined(),
      properties: (database.map { "<Catalog>\($0)</Catalog>" } ?? "") + "<Content>Data</Content>")
    let reply = try await engine.answer(Array(text.utf8), from: .anonymous, peer: "127.0.0.1:1")
    let body = String(decoding: try await reply.bytes(), as: UTF8.self)
    #expect(!body.contains("Fault"), "\(rowset) \(restrictions): \(body)")
    return body.split(separator: "<row>").dropFirst().map { row in
      Dictionary(
        row.matches(of: /<([A-Za-z_]+)>([^<]*)<\//).map { (String($0.1), String($0.2)) },
        uniquingKeysWith: { first, second in "\(first),\(second)" })
    }
  }

  @Test(
    "Every rowset that is offered answers, and takes each of its restrictions", arguments: Rowset.allCases)
  func offered(_ rowset: Rowset) async throws {
    #expect(!rowset.identifier.isEmpty && !rowset.schema.columns.isEmpty)
    for restriction in rowset.restrictions {
      let value = [.string, .uuid].contains(restriction.kind) ? "none such" : "0"
      _ = try await Self.rows(rowset.rawValue, [(restriction.name, value)])
    }
    #expect(Set(Rowset.allCases.map(\.identifier)).count == Rowset.allCases.count)
  }

  @Test("An empty restriction restricts nothing", arguments: Rowset.allCases.filter { $0.metadata != nil })
  func emptyRestrictions(_ rowset: Rowset) async throws {
    let all = try await Self.rows(rowset.rawValue)
    #expect(!all.isEmpty)
    #expect(try await Self.rows(rowset.rawValue, rowset.restrictions.map { ($0.name, "") }) == all)
  }

  @Test("Cubes are those of one database: the restriction's, the request's, or the first")
  func databases() async throws {
    func names(_ restrictions: [(String, String)] = [], _ database: String? = nil) async throws -> [String?] {
      try await Self.rows("MDSCHEMA_CUBES", restrictions, database: database).map { $0["CUBE_NAME"] }
    }
    #expect(try await names() == ["Sales"])
    #expect(try await names([], "HR") == ["Staff"])
    #expect(try await names([("CATALOG_NAME", "finance")], "HR") == ["Finance"])
    #expect(try await names([("CUBE_NAME", "sales")]) == ["Sales"])
    #expect(try await names([("CUBE_NAME", "Staff")]) == [])
    #expect(try await names([("CUBE_SOURCE", "3")]) == ["Sales"])
    #expect(try await names([("CUBE_SOURCE", "2")]) == [], "dimensions by themselves, which it has not")
    #expect(
      try await Self.rows("MDSCHEMA_DIMENSIONS", [("DIMENSION_VISIBILITY", "2")]) == [], "what is hidden")
  }

  @Test("Each level says how many members it has, each member how many children and which parent")
  func counts() async throws {
    let members = try await Self.rows("MDSCHEMA_MEMBERS")
    for level in try await Self.rows("MDSCHEMA_LEVELS") {
      let own = members.filter { $0["LEVEL_UNIQUE_NAME"] == level["LEVEL_UNIQUE_NAME"] }
      #expect(level["LEVEL_CARDINALITY"] == String(own.count) && !own.isEmpty)
      #expect(own.allSatisfy { $0["LEVEL_NUMBER"] == level["LEVEL_NUMBER"] })
      let number = try #require(level["LEVEL_UNIQUE_NAME"])
      #expect(try await Self.rows("MDSCHEMA_MEMBERS", [("LEVEL_UNIQUE_NAME", number)]) == own)
    }
    for member in members {
      let children = members.filter { $0["PARENT_UNIQUE_NAME"] == member["MEMBER_UNIQUE_NAME"] }
      #expect(member["CHILDREN_CARDINALITY"] == String(children.count))
      let parent = members.filter { $0["MEMBER_UNIQUE_NAME"] == member["PARENT_UNIQUE_NAME"] }
      #expect(parent.count == (member["PARENT_COUNT"] == "1" ? 1 : 0))
    }
    let hierarchies = try await Self.rows("MDSCHEMA_HIERARCHIES")
    #expect(hierarchies.map { $0["HIERARCHY_UNIQUE_NAME"] } == Cube.hierarchies.map(\.uniqueName))
    for hierarchy in hierarchies {
      let name = hierarchy["DEFAULT_MEMBER"]
      #expect(members.contains { $0["MEMBER_UNIQUE_NAME"] == name && $0["PARENT_COUNT"] == "0" })
    }
  }

  @Test(
    "The tree operators, one by one and together",
    arguments: [
      (1, ["City 1", "City 2", "City 3"]), (2, (2...8).map { "Country \($0)" }), (4, ["All"]),
      (8, ["Country 1"]),
      (16, ["City 1", "City 2", "City 3"]), (32, ["All"]),
      (13, ["All", "Country 1", "City 1", "City 2", "City 3"]),
    ])
  func tree(_ operators: Int, _ captions: [String]) async throws {
    let found = try await Self.rows(
      "MDSCHEMA_MEMBERS",
      [
        ("MEMBER_UNIQUE_NAME", "[Geography].[Places].[Country].&amp;[1]"), ("TREE_OP", String(operators)),
        ("HIERARCHY_UNIQUE_NAME", "[Geography].[Places]"),
      ])
    #expect(found.map { $0["MEMBER_CAPTION"] ?? "" } == captions)
  }

  @Test("What a query answers is in the metadata: hierarchies, members, levels and properties of cells")
  func answers() async throws {
    let engine = SandboxEngine(seed: 1, sessionCount: 0, clock: { ModelFixture.epoch })
    let text = Messages.statement("SELECT {[A]} ON COLUMNS, {[B]} ON ROWS, {[C]} ON PAGES FROM [Sales]")
    let reply = try await engine.answer(Array(text.utf8), from: .anonymous, peer: "127.0.0.1:1")
    let body = String(decoding: try await reply.bytes(), as: UTF8.self)
    let members = try await Self.rows("MDSCHEMA_MEMBERS")
    let pattern =
      /<Member Hierarchy="([^"]+)"><UName>([^<]+)<\/UName><Caption>([^<]+)<\/Caption><LName>([^<]+)</
    var count = 0
    for match in body.matches(of: pattern) {
      count += 1
      let member = members.first { $0["MEMBER_UNIQUE_NAME"] == String(match.2) }
      #expect(member?["HIERARCHY_UNIQUE_NAME"] == String(match.1))
      #expect(member?["MEMBER_CAPTION"] == String(match.3) && member?["LEVEL_UNIQUE_NAME"] == String(match.4))
    }
    #expect(count == 4 * 2 + 6 + 2)
    let properties = try await Self.rows("MDSCHEMA_PROPERTIES", [("PROPERTY_TYPE", "2")])
    for property in properties { #expect(body.contains("name=\"\(property["PROPERTY_NAME"] ?? "")\"")) }
    #expect(properties.count == 3)
    let measures = try await Self.rows("MDSCHEMA_MEASURES").map { $0["MEASURE_UNIQUE_NAME"] }
    #expect(measures == ["[Measures].[Net Sales]", "[Measures].[Units]"])
  }

  @Test("The server says what it is, and what its words are")
  func server() async throws {
    let sources = try await Self.rows("DISCOVER_DATASOURCES")
    #expect(sources.map { $0["DataSourceName"] } == ["xmla-sandbox"])
    #expect(sources.map { $0["ProviderType"] } == ["MDP,TDP"], "an element for each")
    #expect(try await Self.rows("DISCOVER_DATASOURCES", [("ProviderType", "tdp")]).count == 1)
    #expect(try await Self.rows("DISCOVER_DATASOURCES", [("ProviderType", "DMP")]).isEmpty)
    #expect(try await Self.rows("DISCOVER_INSTANCES").map { $0["INSTANCE_STATE"] } == ["0"])
    let prefix = try await Self.rows("DISCOVER_LITERALS", [("LiteralName", "DBLITERAL_QUOTE_PREFIX")])
    #expect(prefix.map { $0["LiteralValue"] } == ["["])
    #expect(try await Self.rows("DISCOVER_KEYWORDS").contains(["Keyword": "SELECT"]))
    #expect(try await Self.rows("DISCOVER_ENUMERATORS", [("EnumName", "TreeOp")]).count == 6)
    let full = try await Self.rows("DISCOVER_XML_METADATA")
    #expect(
      full.first?["ID"] == "xmla-sandbox,Sales DW,Sales,Date,Geography,Product,Facts,Net Sales,Units,"
        + "HR,Staff,Date,Geography,Product,Facts,Net Sales,Units,Finance,Finance,Date,Geography,Product,Facts,"
        + "Net Sales,Units")
    let databases = try await Self.rows("DISCOVER_XML_METADATA", [("ObjectExpansion", "ExpandObject")])
    #expect(databases.first?["ID"] == "xmla-sandbox,Sales DW,HR,Finance")
    let one = try await Self.rows(
      "DISCOVER_XML_METADATA", [("DatabaseID", "HR"), ("ObjectExpansion", "ReferenceOnly")])
    #expect(one.map { $0["ID"] } == ["HR"])
  }

  @Test("They are views too")
  func views() async throws {
    try await TestServer.run { server in
      let cubes = try await server.send(
        Messages.statement(
          "SELECT [CATALOG_NAME], [CUBE_NAME] FROM $SYSTEM.MDSCHEMA_CUBES",
          properties: "<Catalog>HR</Catalog>"))
      #expect(cubes.body.contains("<row><CATALOG_NAME>HR</CATALOG_NAME><CUBE_NAME>Staff</CUBE_NAME></row>"))
    }
  }
}

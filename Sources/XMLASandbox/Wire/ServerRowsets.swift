/// What a client asks about a server before it asks about its cubes (XMLA 1.1; [MS-SSAS]).
enum ServerRowsets {
  typealias Row = MetadataRowset.Row

  static let dataSources = MetadataRowset(
    "06C03D41-F66D-49F3-B1B8-987F7AF4CF18",
    [
      "DataSourceName": .string, "DataSourceDescription": .string, "URL": .string, "DataSourceInfo": .string,
      "ProviderName": .string, "ProviderType": .string, "AuthenticationMode": .string,
    ],
    restrictions: ["DataSourceName", "URL", "ProviderName", "ProviderType", "AuthenticationMode"]
  ) { context in
    [
      [
        "DataSourceName": .text(context.serverName),
        "DataSourceDescription": .text(PropertyRows.providerName),
        "URL": .text(""), "DataSourceInfo": .text(context.serverName),
        "ProviderName": .text(PropertyRows.providerName),
        // An element for each, as servers write it.
        "ProviderType": .texts(["MDP", "TDP"]), "AuthenticationMode": .text("Authenticated"),
      ]
    ]
  }

  static let instances = MetadataRowset(
    "20518699-2474-4C15-9885-0E947EC7A7E3",
    ["INSTANCE_NAME": .string, "INSTANCE_PORT_NUMBER": .int, "INSTANCE_STATE": .int],
    restrictions: ["INSTANCE_NAME"]
  ) { context in
    // 0 is started.
    [["INSTANCE_NAME": .text(context.serverName), "INSTANCE_STATE": .number(0)]]
  }

  static let keywords = MetadataRowset(
    "1426C443-4CDD-4A40-8F45-572FAB9BBAA1", ["Keyword": .string], restrictions: ["Keyword"]
  ) { _ in
    Query.keywords.map { ["Keyword": .text($0)] }
  }

  // MARK: Literals

  static let literals = MetadataRowset(
    "C3EF5ECB-0A07-4665-A140-B075722DBDC2",
    [
      "LiteralName": .string, "LiteralValue": .string, "LiteralInvalidChars": .string,
      "LiteralInvalidStartingChars": .string, "LiteralMaxLength": .int, "LiteralNameEnumValue": .int,
    ], restrictions: ["LiteralName"]
  ) { _ in
    let names: [(String, Int64)] = [
      ("DBLITERAL_CATALOG_NAME", 2), ("DBLITERAL_COLUMN_ALIAS", 5), ("DBLITERAL_COLUMN_NAME", 6),
      ("DBLITERAL_CORRELATION_NAME", 7), ("DBLITERAL_TABLE_NAME", 17), ("DBLITERAL_USER_NAME", 19),
      ("DBLITERAL_CUBE_NAME", 21), ("DBLITERAL_DIMENSION_NAME", 22), ("DBLITERAL_HIERARCHY_NAME", 23),
      ("DBLITERAL_LEVEL_NAME", 24), ("DBLITERAL_MEMBER_NAME", 25), ("DBLITERAL_PROPERTY_NAME", 26),
    ]
    let values: [(String, String, Int64)] = [
      ("DBLITERAL_CATALOG_SEPARATOR", ".", 3), ("DBLITERAL_QUOTE_PREFIX", "[", 15),
      ("DBLITERAL_QUOTE_SUFFIX", "]", 28),
    ]
    return names.map { name, number in
      [
        "LiteralName": .text(name), "LiteralValue": .text(""), "LiteralInvalidChars": .text("."),
        "LiteralInvalidStartingChars": .text("0123456789"), "LiteralMaxLength": .number(100),
        "LiteralNameEnumValue": .number(number),
      ]
    }
      + values.map { name, value, number in
        [
          "LiteralName": .text(name), "LiteralValue": .text(value),
          "LiteralMaxLength": .number(Int64(value.count)), "LiteralNameEnumValue": .number(number),
        ]
      }
  }

  // MARK: Enumerators

  static let enumerators = MetadataRowset(
    "55A9E78B-ACCB-45B4-95A6-94C5065617A7",
    [
      "EnumName": .string, "EnumDescription": .string, "EnumType": .string, "ElementName": .string,
      "ElementDescription": .string, "ElementValue": .string,
    ], restrictions: ["EnumName"]
  ) { _ in
    let all: [(name: String, type: String, elements: [(name: String, value: String)])] = [
      ("ProviderType", "string", [("TDP", "TDP"), ("MDP", "MDP"), ("DMP", "DMP")]),
      (
        "AuthenticationMode", "string",
        ["Unauthenticated", "Authenticated", "Integrated"].map { ($0, $0) }
      ),
      ("PropertyAccessType", "string", ["Read", "Write", "ReadWrite"].map { ($0, $0) }),
      (
        "TreeOp", "int",
        [
          ("MDTREEOP_CHILDREN", "1"), ("MDTREEOP_SIBLINGS", "2"), ("MDTREEOP_PARENT", "4"),
          ("MDTREEOP_SELF", "8"),
          ("MDTREEOP_DESCENDANTS", "16"), ("MDTREEOP_ANCESTORS", "32"),
        ]
      ),
    ]
    return all.flatMap { name, type, elements in
      elements.map { element in
        [
          "EnumName": .text(name), "EnumDescription": .text(""), "EnumType": .text(type),
          "ElementName": .text(element.name), "ElementDescription": .text(""),
          "ElementValue": .text(element.value),
        ]
      }
    }
  }

  // MARK: Objects

  /// The objects of the server as the engine's own language describes them. ObjectExpansion says how deep, as far as the
  /// model has anything: the server, its databases, their cubes, and what a cube consists of.
  static let objects = MetadataRowset(
    "3444B255-171E-4CB9-AD98-19E57888A75F", ["METADATA": .document], restrictions: [],
    others: ["DatabaseID": .string, "CubeID": .string, "ObjectExpansion": .string]
  ) { context in
    func texts(_ name: String) -> [String]? {
      let texts = context.restrictions.texts(name)?.filter { !$0.isEmpty }
      return texts?.isEmpty == false ? texts : nil
    }
    let expansion = texts("ObjectExpansion")?.first ?? "ExpandFull"
    let depth = ["ReferenceOnly": 0, "ObjectProperties": 0, "ExpandObject": 1][expansion] ?? 3
    let databases = Population.databases.filter { name in
      texts("DatabaseID")?.contains(where: name.isEqualIgnoringCase) ?? true
    }
    if let wanted = texts("CubeID") {
      return Cube.all.filter { cube in
        databases.contains(cube.database) && wanted.contains(where: cube.name.isEqualIgnoringCase)
      }
      .map { ["METADATA": .markup(markup($0, depth: depth, isRoot: true))] }
    }
    if texts("DatabaseID") != nil {
      return databases.map { ["METADATA": .markup(markup(ofDatabase: $0, depth: depth, isRoot: true))] }
    }
    let content =
      depth == 0 ? "" : Population.databases.map { markup(ofDatabase: $0, depth: depth - 1) }.joined()
    return [
      [
        "METADATA": .markup(
          element("Server", context.serverName, isRoot: true, content: "<Databases>\(content)</Databases>"))
      ]
    ]
  }

  private static func markup(ofDatabase name: String, depth: Int, isRoot: Bool = false) -> String {
    let cubes = Cube.all.filter { $0.database == name }
    let content = depth == 0 ? "" : "<Cubes>\(cubes.map { markup($0, depth: depth - 1) }.joined())</Cubes>"
    return element("Database", name, isRoot: isRoot, content: content)
  }

  private static func markup(_ cube: Cube, depth: Int, isRoot: Bool = false) -> String {
    let dimensions = Cube.hierarchies.dropFirst().map { element("Dimension", $0.dimension) }
    let measures = Cube.hierarchies[0].members.map { element("Measure", $0.member.caption) }
    let groups = element(
      "MeasureGroup", Cube.measureGroup, content: "<Measures>\(measures.joined())</Measures>")
    let content =
      depth == 0
      ? ""
      : "<Dimensions>\(dimensions.joined())</Dimensions><MeasureGroups>\(groups)</MeasureGroups>"
    return element("Cube", cube.name, isRoot: isRoot, content: content)
  }

  private static func element(_ kind: String, _ name: String, isRoot: Bool = false, content: String = "")
    -> String
  {
    let text = name.escapedAsContent
    let namespace = isRoot ? " xmlns=\"\(Namespaces.engine)\"" : ""
    return "<\(kind)\(namespace)><Name>\(text)</Name><ID>\(text)</ID>\(content)</\(kind)>"
  }
}

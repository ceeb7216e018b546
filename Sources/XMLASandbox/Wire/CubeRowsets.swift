/// The MDSCHEMA rowsets: the cube of a database, one level of detail after the other.
///
/// They are about one database: that of the restriction CATALOG_NAME, else that of the request.
enum CubeRowsets {
  typealias Row = MetadataRowset.Row
  typealias Context = MetadataRowset.Context

  /// Says for what a rowset is restricted by CUBE_SOURCE: 1 is cubes; what a dimension is by itself (2) the model has not.
  private static let cubeSource: KeyValuePairs<String, Column.Kind> = ["CUBE_SOURCE": .unsignedShort]

  // MARK: Cubes

  static let cubes = MetadataRowset(
    "C8B522D8-5CF3-11CE-ADE5-00AA0044773D",
    [
      "CATALOG_NAME": .string, "SCHEMA_NAME": .string, "CUBE_NAME": .string, "CUBE_TYPE": .string,
      "CUBE_GUID": .uuid, "CREATED_ON": .dateTime, "LAST_SCHEMA_UPDATE": .dateTime,
      "SCHEMA_UPDATED_BY": .string,
      "LAST_DATA_UPDATE": .dateTime, "DATA_UPDATED_BY": .string, "DESCRIPTION": .string,
      "IS_DRILLTHROUGH_ENABLED": .boolean, "IS_LINKABLE": .boolean, "IS_WRITE_ENABLED": .boolean,
      "IS_SQL_ENABLED": .boolean, "CUBE_CAPTION": .string, "BASE_CUBE_NAME": .string,
      "CUBE_SOURCE": .unsignedShort,
    ],
    restrictions: ["CATALOG_NAME", "SCHEMA_NAME", "CUBE_NAME", "BASE_CUBE_NAME", "CUBE_SOURCE"],
    honoured: ["CUBE_SOURCE": "CUBE_SOURCE"]
  ) { context in
    rows(context) { cube in
      let model = context.model
      return [
        [
          "CUBE_TYPE": .text("CUBE"), "LAST_SCHEMA_UPDATE": .time(model.population.epoch),
          "LAST_DATA_UPDATE": .time(model.databases[cube.database]?.modified ?? model.population.epoch),
          "DESCRIPTION": .text("Made up: the sandbox is a model."), "IS_DRILLTHROUGH_ENABLED": .flag(false),
          "IS_LINKABLE": .flag(false), "IS_WRITE_ENABLED": .flag(false), "IS_SQL_ENABLED": .flag(false),
          "CUBE_CAPTION": .text(cube.name), "CUBE_SOURCE": .number(1),
        ]
      ]
    }
  }

  static let measureGroups = MetadataRowset(
    "E1625EBF-FA96-42FD-BEA6-DB90ADAFD96B",
    [
      "CATALOG_NAME": .string, "SCHEMA_NAME": .string, "CUBE_NAME": .string, "MEASUREGROUP_NAME": .string,
      "DESCRIPTION": .string, "IS_WRITE_ENABLED": .boolean, "MEASUREGROUP_CAPTION": .string,
    ],
    restrictions: ["CATALOG_NAME", "SCHEMA_NAME", "CUBE_NAME", "MEASUREGROUP_NAME"]
  ) { context in
    rows(context) { _ in
      [
        [
          "MEASUREGROUP_NAME": .text(Cube.measureGroup), "DESCRIPTION": .text(""),
          "IS_WRITE_ENABLED": .flag(false),
          "MEASUREGROUP_CAPTION": .text(Cube.measureGroup),
        ]
      ]
    }
  }

  static let sets = MetadataRowset(
    "A07CCD0B-8148-11D0-87BB-00C04FC33942",
    [
      "CATALOG_NAME": .string, "SCHEMA_NAME": .string, "CUBE_NAME": .string, "SET_NAME": .string,
      "SCOPE": .int,
      "DESCRIPTION": .string, "EXPRESSION": .string, "DIMENSIONS": .string, "SET_CAPTION": .string,
      "SET_DISPLAY_FOLDER": .string, "SET_EVALUATION_CONTEXT": .int,
    ],
    restrictions: ["CATALOG_NAME", "SCHEMA_NAME", "CUBE_NAME", "SET_NAME", "SCOPE"], others: cubeSource
  ) { context in
    rows(context) { _ in
      [
        [
          "SET_NAME": .text("First Countries"), "SCOPE": .number(1), "DESCRIPTION": .text(""),
          "EXPRESSION": .text("{[Geography].[Places].[Country].&[1]:[Geography].[Places].[Country].&[3]}"),
          "DIMENSIONS": .text("[Geography].[Places]"), "SET_CAPTION": .text("First Countries"),
          "SET_DISPLAY_FOLDER": .text(""), "SET_EVALUATION_CONTEXT": .number(1),
        ]
      ]
    }
  }

  // MARK: Dimensions

  static let dimensions = MetadataRowset(
    "C8B522D9-5CF3-11CE-ADE5-00AA0044773D",
    [
      "CATALOG_NAME": .string, "SCHEMA_NAME": .string, "CUBE_NAME": .string, "DIMENSION_NAME": .string,
      "DIMENSION_UNIQUE_NAME": .string, "DIMENSION_GUID": .uuid, "DIMENSION_CAPTION": .string,
      "DIMENSION_ORDINAL": .unsignedInt, "DIMENSION_TYPE": .short, "DIMENSION_CARDINALITY": .unsignedInt,
      "DEFAULT_HIERARCHY": .string, "DESCRIPTION": .string, "IS_VIRTUAL": .boolean, "IS_READWRITE": .boolean,
      "DIMENSION_UNIQUE_SETTINGS": .int, "DIMENSION_MASTER_NAME": .string, "DIMENSION_IS_VISIBLE": .boolean,
    ],
    restrictions: ["CATALOG_NAME", "SCHEMA_NAME", "CUBE_NAME", "DIMENSION_NAME", "DIMENSION_UNIQUE_NAME"],
    others: ["CUBE_SOURCE": .unsignedShort, "DIMENSION_VISIBILITY": .unsignedShort]
  ) { context in
    rows(context, visibility: "DIMENSION_VISIBILITY") { _ in
      Cube.hierarchies.enumerated().map { index, hierarchy in
        [
          "DIMENSION_NAME": .text(hierarchy.dimension),
          "DIMENSION_UNIQUE_NAME": .text(hierarchy.dimensionUniqueName),
          "DIMENSION_CAPTION": .text(hierarchy.dimension), "DIMENSION_ORDINAL": .number(Int64(index)),
          "DIMENSION_TYPE": .number(hierarchy.type),
          "DIMENSION_CARDINALITY": .number(Int64(hierarchy.members.count)),
          "DEFAULT_HIERARCHY": .text(hierarchy.uniqueName), "DESCRIPTION": .text(""),
          "IS_VIRTUAL": .flag(false),
          "IS_READWRITE": .flag(false), "DIMENSION_UNIQUE_SETTINGS": .number(1),
          "DIMENSION_MASTER_NAME": .text(hierarchy.dimension), "DIMENSION_IS_VISIBLE": .flag(true),
        ]
      }
    }
  }

  static let measureGroupDimensions = MetadataRowset(
    "A07CCD33-8148-11D0-87BB-00C04FC33942",
    [
      "CATALOG_NAME": .string, "SCHEMA_NAME": .string, "CUBE_NAME": .string, "MEASUREGROUP_NAME": .string,
      "MEASUREGROUP_CARDINALITY": .string, "DIMENSION_UNIQUE_NAME": .string, "DIMENSION_CARDINALITY": .string,
      "DIMENSION_IS_VISIBLE": .boolean, "DIMENSION_IS_FACT_DIMENSION": .boolean,
      "DIMENSION_GRANULARITY": .string,
    ],
    restrictions: ["CATALOG_NAME", "SCHEMA_NAME", "CUBE_NAME", "MEASUREGROUP_NAME", "DIMENSION_UNIQUE_NAME"],
    others: ["DIMENSION_VISIBILITY": .unsignedShort]
  ) { context in
    rows(context, visibility: "DIMENSION_VISIBILITY") { _ in
      Cube.hierarchies.dropFirst().map { hierarchy in
        [
          "MEASUREGROUP_NAME": .text(Cube.measureGroup), "MEASUREGROUP_CARDINALITY": .text("ONE"),
          "DIMENSION_UNIQUE_NAME": .text(hierarchy.dimensionUniqueName),
          "DIMENSION_CARDINALITY": .text("MANY"),
          "DIMENSION_IS_VISIBLE": .flag(true), "DIMENSION_IS_FACT_DIMENSION": .flag(false),
          "DIMENSION_GRANULARITY": .text(hierarchy.uniqueName),
        ]
      }
    }
  }

  static let hierarchies = MetadataRowset(
    "C8B522DA-5CF3-11CE-ADE5-00AA0044773D",
    [
      "CATALOG_NAME": .string, "SCHEMA_NAME": .string, "CUBE_NAME": .string, "DIMENSION_UNIQUE_NAME": .string,
      "HIERARCHY_NAME": .string, "HIERARCHY_UNIQUE_NAME": .string, "HIERARCHY_GUID": .uuid,
      "HIERARCHY_CAPTION": .string, "DIMENSION_TYPE": .short, "HIERARCHY_CARDINALITY": .unsignedInt,
      "DEFAULT_MEMBER": .string, "ALL_MEMBER": .string, "DESCRIPTION": .string, "STRUCTURE": .short,
      "IS_VIRTUAL": .boolean, "IS_READWRITE": .boolean, "DIMENSION_UNIQUE_SETTINGS": .int,
      "DIMENSION_MASTER_UNIQUE_NAME": .string, "DIMENSION_IS_VISIBLE": .boolean,
      "HIERARCHY_ORDINAL": .unsignedInt,
      "DIMENSION_IS_SHARED": .boolean, "HIERARCHY_IS_VISIBLE": .boolean, "HIERARCHY_ORIGIN": .unsignedShort,
      "HIERARCHY_DISPLAY_FOLDER": .string, "INSTANCE_SELECTION": .unsignedShort, "GROUPING_BEHAVIOR": .short,
      "STRUCTURE_TYPE": .string,
    ],
    restrictions: [
      "CATALOG_NAME", "SCHEMA_NAME", "CUBE_NAME", "DIMENSION_UNIQUE_NAME", "HIERARCHY_NAME",
      "HIERARCHY_UNIQUE_NAME",
      "HIERARCHY_ORIGIN",
    ], others: ["CUBE_SOURCE": .unsignedShort, "HIERARCHY_VISIBILITY": .unsignedShort]
  ) { context in
    rows(context, visibility: "HIERARCHY_VISIBILITY") { _ in
      Cube.hierarchies.enumerated().map { index, hierarchy in
        var row: Row = [
          "DIMENSION_UNIQUE_NAME": .text(hierarchy.dimensionUniqueName),
          "HIERARCHY_NAME": .text(hierarchy.name),
          "HIERARCHY_UNIQUE_NAME": .text(hierarchy.uniqueName), "HIERARCHY_CAPTION": .text(hierarchy.name),
          "DIMENSION_TYPE": .number(hierarchy.type),
          "HIERARCHY_CARDINALITY": .number(Int64(hierarchy.members.count)),
          "DEFAULT_MEMBER": .text(hierarchy.defaultMember), "DESCRIPTION": .text(""), "STRUCTURE": .number(0),
          "IS_VIRTUAL": .flag(false), "IS_READWRITE": .flag(false), "DIMENSION_UNIQUE_SETTINGS": .number(1),
          "DIMENSION_IS_VISIBLE": .flag(true), "HIERARCHY_ORDINAL": .number(Int64(index)),
          "DIMENSION_IS_SHARED": .flag(true), "HIERARCHY_IS_VISIBLE": .flag(true),
          // 1 is by the user; measures are none of either kind.
          "HIERARCHY_ORIGIN": .number(1), "HIERARCHY_DISPLAY_FOLDER": .text(""),
          "INSTANCE_SELECTION": .number(0),
          "GROUPING_BEHAVIOR": .number(1), "STRUCTURE_TYPE": .text("Natural"),
        ]
        row["ALL_MEMBER"] = hierarchy.allMember.map { .text($0) }
        return row
      }
    }
  }

  static let levels = MetadataRowset(
    "C8B522DB-5CF3-11CE-ADE5-00AA0044773D",
    [
      "CATALOG_NAME": .string, "SCHEMA_NAME": .string, "CUBE_NAME": .string, "DIMENSION_UNIQUE_NAME": .string,
      "HIERARCHY_UNIQUE_NAME": .string, "LEVEL_NAME": .string, "LEVEL_UNIQUE_NAME": .string,
      "LEVEL_GUID": .uuid,
      "LEVEL_CAPTION": .string, "LEVEL_NUMBER": .unsignedInt, "LEVEL_CARDINALITY": .unsignedInt,
      "LEVEL_TYPE": .int,
      "DESCRIPTION": .string, "CUSTOM_ROLLUP_SETTINGS": .int, "LEVEL_UNIQUE_SETTINGS": .int,
      "LEVEL_IS_VISIBLE": .boolean, "LEVEL_ORDERING_PROPERTY": .string, "LEVEL_DBTYPE": .int,
      "LEVEL_ORIGIN": .unsignedShort,
    ],
    restrictions: [
      "CATALOG_NAME", "SCHEMA_NAME", "CUBE_NAME", "DIMENSION_UNIQUE_NAME", "HIERARCHY_UNIQUE_NAME",
      "LEVEL_NAME",
      "LEVEL_UNIQUE_NAME", "LEVEL_ORIGIN",
    ], others: ["CUBE_SOURCE": .unsignedShort, "LEVEL_VISIBILITY": .unsignedShort]
  ) { context in
    rows(context, visibility: "LEVEL_VISIBILITY") { _ in
      Cube.hierarchies.flatMap { hierarchy in
        hierarchy.levels.enumerated().map { number, level in
          [
            "DIMENSION_UNIQUE_NAME": .text(hierarchy.dimensionUniqueName),
            "HIERARCHY_UNIQUE_NAME": .text(hierarchy.uniqueName), "LEVEL_NAME": .text(level.name),
            "LEVEL_UNIQUE_NAME": .text(level.uniqueName), "LEVEL_CAPTION": .text(level.name),
            "LEVEL_NUMBER": .number(Int64(number)),
            "LEVEL_CARDINALITY": .number(Int64(hierarchy.members(ofLevel: number).count)),
            "LEVEL_TYPE": .number(level.type), "DESCRIPTION": .text(""), "CUSTOM_ROLLUP_SETTINGS": .number(0),
            "LEVEL_UNIQUE_SETTINGS": .number(0), "LEVEL_IS_VISIBLE": .flag(true),
            "LEVEL_ORDERING_PROPERTY": .text(level.name), "LEVEL_DBTYPE": .number(dataTypeText),
            "LEVEL_ORIGIN": .number(1),
          ]
        }
      }
    }
  }

  // MARK: Members and measures

  /// DBTYPE_WSTR, DBTYPE_R8, DBTYPE_I4, DBTYPE_UI4 and DBTYPE_VARIANT of OLE DB.
  private static let (dataTypeText, dataTypeDouble, dataTypeInteger) = (Int64(130), Int64(5), Int64(3))
  private static let (dataTypeUnsigned, dataTypeVariant) = (Int64(19), Int64(12))

  static let measures = MetadataRowset(
    "C8B522DC-5CF3-11CE-ADE5-00AA0044773D",
    [
      "CATALOG_NAME": .string, "SCHEMA_NAME": .string, "CUBE_NAME": .string, "MEASURE_NAME": .string,
      "MEASURE_UNIQUE_NAME": .string, "MEASURE_CAPTION": .string, "MEASURE_GUID": .uuid,
      "MEASURE_AGGREGATOR": .int,
      "DATA_TYPE": .unsignedShort, "NUMERIC_PRECISION": .unsignedShort, "NUMERIC_SCALE": .short,
      "MEASURE_UNITS": .string, "DESCRIPTION": .string, "EXPRESSION": .string, "MEASURE_IS_VISIBLE": .boolean,
      "LEVELS_LIST": .string, "MEASURE_NAME_SQL_COLUMN_NAME": .string, "MEASURE_UNQUALIFIED_CAPTION": .string,
      "MEASUREGROUP_NAME": .string, "MEASURE_DISPLAY_FOLDER": .string, "DEFAULT_FORMAT_STRING": .string,
    ],
    restrictions: [
      "CATALOG_NAME", "SCHEMA_NAME", "CUBE_NAME", "MEASURE_NAME", "MEASURE_UNIQUE_NAME", "MEASUREGROUP_NAME",
    ], others: ["CUBE_SOURCE": .unsignedShort, "MEASURE_VISIBILITY": .unsignedShort]
  ) { context in
    rows(context, visibility: "MEASURE_VISIBILITY") { _ in
      Cube.hierarchies[0].members.enumerated().map { index, measure in
        [
          "MEASURE_NAME": .text(measure.member.caption),
          "MEASURE_UNIQUE_NAME": .text(measure.member.uniqueName),
          "MEASURE_CAPTION": .text(measure.member.caption), "MEASURE_AGGREGATOR": .number(1),
          "DATA_TYPE": .number(index == 0 ? dataTypeDouble : dataTypeInteger),
          "NUMERIC_PRECISION": .number(index == 0 ? 16 : 10), "NUMERIC_SCALE": .number(-1),
          "DESCRIPTION": .text(""), "MEASURE_IS_VISIBLE": .flag(true),
          "MEASURE_UNQUALIFIED_CAPTION": .text(measure.member.caption),
          "MEASUREGROUP_NAME": .text(Cube.measureGroup), "MEASURE_DISPLAY_FOLDER": .text(""),
          "DEFAULT_FORMAT_STRING": .text(index == 0 ? "#,##0.00" : "#,##0"),
        ]
      }
    }
  }

  static let members = MetadataRowset(
    "C8B522DE-5CF3-11CE-ADE5-00AA0044773D",
    [
      "CATALOG_NAME": .string, "SCHEMA_NAME": .string, "CUBE_NAME": .string, "DIMENSION_UNIQUE_NAME": .string,
      "HIERARCHY_UNIQUE_NAME": .string, "LEVEL_UNIQUE_NAME": .string, "LEVEL_NUMBER": .unsignedInt,
      "MEMBER_ORDINAL": .unsignedInt, "MEMBER_NAME": .string, "MEMBER_UNIQUE_NAME": .string,
      "MEMBER_TYPE": .int,
      "MEMBER_GUID": .uuid, "MEMBER_CAPTION": .string, "CHILDREN_CARDINALITY": .unsignedInt,
      "PARENT_LEVEL": .unsignedInt, "PARENT_UNIQUE_NAME": .string, "PARENT_COUNT": .unsignedInt,
      "DESCRIPTION": .string, "EXPRESSION": .string, "MEMBER_KEY": .string, "IS_PLACEHOLDERMEMBER": .boolean,
      "IS_DATAMEMBER": .boolean, "SCOPE": .int,
    ],
    restrictions: [
      "CATALOG_NAME", "SCHEMA_NAME", "CUBE_NAME", "DIMENSION_UNIQUE_NAME", "HIERARCHY_UNIQUE_NAME",
      "LEVEL_UNIQUE_NAME", "LEVEL_NUMBER", "MEMBER_NAME", "MEMBER_UNIQUE_NAME", "MEMBER_CAPTION",
      "MEMBER_TYPE",
    ], others: ["TREE_OP": .int, "CUBE_SOURCE": .unsignedShort], honoured: ["MEMBER_UNIQUE_NAME": "TREE_OP"]
  ) { context in
    let related = relatives(context.restrictions)
    return rows(context) { _ in
      Cube.hierarchies.flatMap { hierarchy in
        hierarchy.members.enumerated().compactMap { index, member in
          guard related?.contains(member.member.uniqueName) ?? true else { return nil }
          return row(member, number: index, of: hierarchy)
        }
      }
    }
  }

  private static func row(_ member: Cube.Member, number: Int, of hierarchy: Cube.Hierarchy) -> Row {
    let own = member.member
    var row: Row = [
      "DIMENSION_UNIQUE_NAME": .text(hierarchy.dimensionUniqueName),
      "HIERARCHY_UNIQUE_NAME": .text(hierarchy.uniqueName), "LEVEL_UNIQUE_NAME": .text(own.level),
      "LEVEL_NUMBER": .number(Int64(own.depth)), "MEMBER_ORDINAL": .number(Int64(number)),
      "MEMBER_NAME": .text(own.caption), "MEMBER_UNIQUE_NAME": .text(own.uniqueName),
      // MDMEMBER_TYPE: 1 regular, 2 all, 3 measure.
      "MEMBER_TYPE": .number(hierarchy.type == 2 ? 3 : own.uniqueName == hierarchy.allMember ? 2 : 1),
      "MEMBER_CAPTION": .text(own.caption),
      "CHILDREN_CARDINALITY": .number(Int64(hierarchy.children(of: own.uniqueName).count)),
      "PARENT_LEVEL": .number(Int64(max(0, own.depth - 1))),
      "PARENT_COUNT": .number(member.parent == nil ? 0 : 1),
      "DESCRIPTION": .text(""), "MEMBER_KEY": .text(member.key), "IS_PLACEHOLDERMEMBER": .flag(false),
      "IS_DATAMEMBER": .flag(false),
    ]
    row["PARENT_UNIQUE_NAME"] = member.parent.map { .text($0) }
    return row
  }

  /// The members that TREE_OP leads to from those that MEMBER_UNIQUE_NAME names; nil without either of them.
  private static func relatives(_ restrictions: Restrictions) -> Set<String>? {
    guard let operators = restrictions.numbers("TREE_OP")?.reduce(0, |), operators != 0,
      let names = restrictions.texts("MEMBER_UNIQUE_NAME")?.filter({ !$0.isEmpty }), !names.isEmpty
    else { return nil }
    var found: Set<String> = []
    for hierarchy in Cube.hierarchies {
      for member in hierarchy.members
      where names.contains(where: member.member.uniqueName.isEqualIgnoringCase) {
        for other in hierarchy.members where isRelated(other, member, by: operators, in: hierarchy) {
          found.insert(other.member.uniqueName)
        }
      }
    }
    return found
  }

  /// MDTREEOP: 1 children, 2 siblings, 4 parent, 8 self, 16 descendants, 32 ancestors.
  private static func isRelated(
    _ other: Cube.Member, _ member: Cube.Member, by operators: Int64, in hierarchy: Cube.Hierarchy
  ) -> Bool {
    let (name, otherName) = (member.member.uniqueName, other.member.uniqueName)
    func has(_ bit: Int64) -> Bool { operators & bit != 0 }
    func ancestors(_ member: Cube.Member) -> Set<String> {
      guard let parent = hierarchy.members.first(where: { $0.member.uniqueName == member.parent }) else {
        return []
      }
      return ancestors(parent).union([parent.member.uniqueName])
    }
    return (has(1) && other.parent == name) || (has(2) && otherName != name && other.parent == member.parent)
      || (has(4) && otherName == member.parent) || (has(8) && otherName == name)
      || (has(16) && ancestors(other).contains(name)) || (has(32) && ancestors(member).contains(otherName))
  }

  // MARK: Properties

  static let properties = MetadataRowset(
    "C8B522DD-5CF3-11CE-ADE5-00AA0044773D",
    [
      "CATALOG_NAME": .string, "SCHEMA_NAME": .string, "CUBE_NAME": .string, "DIMENSION_UNIQUE_NAME": .string,
      "HIERARCHY_UNIQUE_NAME": .string, "LEVEL_UNIQUE_NAME": .string, "MEMBER_UNIQUE_NAME": .string,
      "PROPERTY_TYPE": .short, "PROPERTY_NAME": .string, "PROPERTY_CAPTION": .string,
      "DATA_TYPE": .unsignedShort,
      "CHARACTER_MAXIMUM_LENGTH": .unsignedInt, "CHARACTER_OCTET_LENGTH": .unsignedInt,
      "NUMERIC_PRECISION": .unsignedShort, "NUMERIC_SCALE": .short, "DESCRIPTION": .string,
      "PROPERTY_CONTENT_TYPE": .short, "SQL_COLUMN_NAME": .string, "LANGUAGE": .unsignedShort,
      "PROPERTY_ORIGIN": .unsignedShort, "PROPERTY_ATTRIBUTE_HIERARCHY_NAME": .string,
      "PROPERTY_CARDINALITY": .string, "MIME_TYPE": .string, "PROPERTY_IS_VISIBLE": .boolean,
    ],
    restrictions: [
      "CATALOG_NAME", "SCHEMA_NAME", "CUBE_NAME", "DIMENSION_UNIQUE_NAME", "HIERARCHY_UNIQUE_NAME",
      "LEVEL_UNIQUE_NAME", "MEMBER_UNIQUE_NAME", "PROPERTY_TYPE", "PROPERTY_NAME", "PROPERTY_CONTENT_TYPE",
      "PROPERTY_ORIGIN",
    ], others: ["CUBE_SOURCE": .unsignedShort, "PROPERTY_VISIBILITY": .unsignedShort]
  ) { context in
    // The properties of cells (2) and those that every member has (4); the members have none of their own (1).
    let cells = [
      ("VALUE", dataTypeVariant), ("FORMATTED_VALUE", dataTypeText), ("CELL_ORDINAL", dataTypeUnsigned),
    ]
    let members = [
      ("MEMBER_UNIQUE_NAME", dataTypeText), ("MEMBER_CAPTION", dataTypeText),
      ("LEVEL_UNIQUE_NAME", dataTypeText),
      ("LEVEL_NUMBER", dataTypeInteger), ("DISPLAY_INFO", dataTypeUnsigned),
    ]
    func property(_ type: Int64, _ name: String, _ dataType: Int64) -> Row {
      [
        "PROPERTY_TYPE": .number(type), "PROPERTY_NAME": .text(name), "PROPERTY_CAPTION": .text(name),
        "DATA_TYPE": .number(dataType), "DESCRIPTION": .text(""), "PROPERTY_CONTENT_TYPE": .number(0),
        "PROPERTY_IS_VISIBLE": .flag(true),
      ]
    }
    return cells.map { property(2, $0, $1) }
      + rows(context, visibility: "PROPERTY_VISIBILITY") { _ in
        Cube.hierarchies.flatMap { hierarchy in
          hierarchy.levels.flatMap { level in
            members.map { name, type in
              property(4, name, type).merging([
                "DIMENSION_UNIQUE_NAME": .text(hierarchy.dimensionUniqueName),
                "HIERARCHY_UNIQUE_NAME": .text(hierarchy.uniqueName),
                "LEVEL_UNIQUE_NAME": .text(level.uniqueName),
              ]) { $1 }
            }
          }
        }
      }
  }

  // MARK: What all of them have

  /// The rows about the cubes of one database, with their names.
  private static func rows(
    _ context: Context, visibility: String? = nil, _ rows: (Cube) -> [Row]
  ) -> [Row] {
    // Bit 1 is what can be seen, which all of it can.
    func isMeant(_ name: String) -> Bool {
      context.restrictions.numbers(name)?.contains { $0 & 1 != 0 } ?? true
    }
    guard isMeant("CUBE_SOURCE"), visibility.map(isMeant) ?? true else { return [] }
    let named = context.restrictions.texts("CATALOG_NAME")?.filter { !$0.isEmpty } ?? []
    let databases = named.isEmpty ? [context.database] : named
    return Cube.all.filter { cube in databases.contains(where: cube.database.isEqualIgnoringCase) }.flatMap {
      cube in
      rows(cube).map { row in
        row.merging(["CATALOG_NAME": .text(cube.database), "CUBE_NAME": .text(cube.name)]) { $1 }
      }
    }
  }
}

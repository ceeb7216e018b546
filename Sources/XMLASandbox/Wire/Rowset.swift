/// The rowsets that the sandbox answers. The raw value is the request type, which is case-exact (facts b).
enum Rowset: String, CaseIterable, Sendable {
  case sessions = "DISCOVER_SESSIONS"
  case connections = "DISCOVER_CONNECTIONS"
  case properties = "DISCOVER_PROPERTIES"
  case schemaRowsets = "DISCOVER_SCHEMA_ROWSETS"

  var schema: RowsetSchema {
    switch self {
    case .sessions: SessionRows.schema
    case .connections: ConnectionRows.schema
    case .properties: PropertyRows.schema
    case .schemaRowsets: SchemaRowsetRows.schema
    }
  }

  /// SchemaGuid in DISCOVER_SCHEMA_ROWSETS.
  var identifier: String {
    switch self {
    case .sessions: "A07CCD26-8148-11D0-87BB-00C04FC33942"
    case .connections: "A07CCD25-8148-11D0-87BB-00C04FC33942"
    case .properties: "4B40ADFB-8B09-4758-97BB-636E8AE97BCF"
    case .schemaRowsets: "EEA0302B-7922-4992-8991-0E605D0E5593"
    }
  }

  /// The columns that a client may restrict, in the order of the restrictions mask.
  var restrictions: [RestrictionDefinition] {
    switch self {
    case .sessions: SessionRows.restrictions
    case .connections: ConnectionRows.restrictions
    case .properties: [RestrictionDefinition("PropertyName", .string)]
    case .schemaRowsets: [RestrictionDefinition("SchemaName", .string)]
    }
  }
}

/// A column that a client may restrict.
struct RestrictionDefinition: Hashable, Sendable {
  var name: String
  var kind: Column.Kind

  init(_ name: String, _ kind: Column.Kind) {
    self.name = name
    self.kind = kind
  }
}

/// The rowsets that the sandbox answers. The raw value is the request type, which is case-exact (facts b).
enum Rowset: String, CaseIterable, Sendable {
  case sessions = "DISCOVER_SESSIONS"
  case connections = "DISCOVER_CONNECTIONS"
  case commands = "DISCOVER_COMMANDS"
  case transactions = "DISCOVER_TRANSACTIONS"
  case locks = "DISCOVER_LOCKS"
  case jobs = "DISCOVER_JOBS"
  case catalogs = "DBSCHEMA_CATALOGS"
  case properties = "DISCOVER_PROPERTIES"
  case schemaRowsets = "DISCOVER_SCHEMA_ROWSETS"

  var schema: RowsetSchema {
    switch self {
    case .sessions: SessionRows.schema
    case .connections: ConnectionRows.schema
    case .commands: CommandRows.schema
    case .transactions: TransactionRows.schema
    case .locks: LockRows.schema
    case .jobs: JobRows.schema
    case .catalogs: CatalogRows.schema
    case .properties: PropertyRows.schema
    case .schemaRowsets: SchemaRowsetRows.schema
    }
  }

  /// SchemaGuid in DISCOVER_SCHEMA_ROWSETS.
  var identifier: String {
    switch self {
    case .sessions: "A07CCD26-8148-11D0-87BB-00C04FC33942"
    case .connections: "A07CCD25-8148-11D0-87BB-00C04FC33942"
    case .commands: "A07CCD34-8148-11D0-87BB-00C04FC33942"
    case .transactions: "A07CCD28-8148-11D0-87BB-00C04FC33942"
    case .locks: "A07CCD24-8148-11D0-87BB-00C04FC33942"
    case .jobs: "A07CCD27-8148-11D0-87BB-00C04FC33942"
    case .catalogs: "C8B52211-5CF3-11CE-ADE5-00AA0044773D"
    case .properties: "4B40ADFB-8B09-4758-97BB-636E8AE97BCF"
    case .schemaRowsets: "EEA0302B-7922-4992-8991-0E605D0E5593"
    }
  }

  /// The columns that a client may restrict, in the order of the restrictions mask.
  var restrictions: [RestrictionDefinition] {
    switch self {
    case .sessions: SessionRows.restrictions
    case .connections: ConnectionRows.restrictions
    case .commands: CommandRows.restrictions
    case .transactions: TransactionRows.restrictions
    case .locks: LockRows.restrictions
    case .jobs: JobRows.restrictions
    case .catalogs: [RestrictionDefinition("CATALOG_NAME", .string)]
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

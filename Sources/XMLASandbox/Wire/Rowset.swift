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
  case dataSources = "DISCOVER_DATASOURCES"
  case instances = "DISCOVER_INSTANCES"
  case keywords = "DISCOVER_KEYWORDS"
  case literals = "DISCOVER_LITERALS"
  case enumerators = "DISCOVER_ENUMERATORS"
  case objects = "DISCOVER_XML_METADATA"
  case cubes = "MDSCHEMA_CUBES"
  case dimensions = "MDSCHEMA_DIMENSIONS"
  case hierarchies = "MDSCHEMA_HIERARCHIES"
  case levels = "MDSCHEMA_LEVELS"
  case measures = "MDSCHEMA_MEASURES"
  case measureGroups = "MDSCHEMA_MEASUREGROUPS"
  case measureGroupDimensions = "MDSCHEMA_MEASUREGROUP_DIMENSIONS"
  case members = "MDSCHEMA_MEMBERS"
  case memberProperties = "MDSCHEMA_PROPERTIES"
  case sets = "MDSCHEMA_SETS"

  /// What the server and its cubes are; nil for what goes on in it.
  var metadata: MetadataRowset? {
    switch self {
    case .dataSources: ServerRowsets.dataSources
    case .instances: ServerRowsets.instances
    case .keywords: ServerRowsets.keywords
    case .literals: ServerRowsets.literals
    case .enumerators: ServerRowsets.enumerators
    case .objects: ServerRowsets.objects
    case .cubes: CubeRowsets.cubes
    case .dimensions: CubeRowsets.dimensions
    case .hierarchies: CubeRowsets.hierarchies
    case .levels: CubeRowsets.levels
    case .measures: CubeRowsets.measures
    case .measureGroups: CubeRowsets.measureGroups
    case .measureGroupDimensions: CubeRowsets.measureGroupDimensions
    case .members: CubeRowsets.members
    case .memberProperties: CubeRowsets.properties
    case .sets: CubeRowsets.sets
    case .sessions, .connections, .commands, .transactions, .locks, .jobs, .catalogs, .properties,
      .schemaRowsets:
      nil
    }
  }

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
    default: metadata?.schema ?? RowsetSchema([])
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
    default: metadata?.identifier ?? ""
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
    default: metadata?.restrictions ?? []
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

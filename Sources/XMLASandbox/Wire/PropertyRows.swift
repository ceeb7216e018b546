/// DISCOVER_PROPERTIES: what the server is, and the properties it reads (facts a.4, b).
enum PropertyRows {
  static let schema = RowsetSchema([
    Column("PropertyName", .string),
    Column("PropertyDescription", .string),
    Column("PropertyType", .string),
    Column("PropertyAccessType", .string),
    Column("IsRequired", .boolean),
    Column("Value", .string),
  ])

  static let providerName = "xmlactl sandbox: a model, not Analysis Services"

  private struct Property {
    var name: String
    var type = "string"
    var access = "Read"
    var value = ""
  }

  private static let common = [
    Property(name: "ProviderName", value: providerName),
    Property(name: "ProviderVersion", value: "13.0.0.0"),
    Property(name: "DBMSVersion", value: "13.0.0.0"),
    Property(name: "Catalog", access: "ReadWrite", value: Population.databases.first ?? ""),
    Property(name: "Content", access: "Write", value: "SchemaData"),
    Property(name: "Format", access: "Write", value: "Tabular"),
    Property(name: "Timeout", type: "int", access: "ReadWrite", value: "0"),
    Property(name: "SspropInitAppName", access: "ReadWrite"),
  ]

  static func rows(_ restrictions: Restrictions, serverName: String) -> PreparedRows {
    let properties = [Property(name: "ServerName", value: serverName)] + common
    let names = restrictions.texts("PropertyName")
    let columns = schema.columns
    var bytes: [UInt8] = []
    for property in properties where names?.contains(where: property.name.isEqualIgnoringCase) ?? true {
      bytes.appendRow { row in
        row.appendCell(columns[0], text: property.name)
        row.appendCell(columns[1], text: property.name)
        row.appendCell(columns[2], text: property.type)
        row.appendCell(columns[3], text: property.access)
        row.appendCell(columns[4], text: "false")
        row.appendCell(columns[5], text: property.value)
      }
    }
    return PreparedRows(bytes: bytes)
  }
}

/// DISCOVER_SCHEMA_ROWSETS: the rowsets of this server with their restrictions (facts b).
enum SchemaRowsetRows {
  private static let name = Column("SchemaName", .string)
  private static let identifier = Column("SchemaGuid", .uuid)
  private static let description = Column("Description", .string)
  private static let mask = Column("RestrictionsMask", .unsignedLong)
  private static let restrictionName = Column("Name", .string)
  private static let restrictionType = Column("Type", .string)

  static let schema = RowsetSchema(
    [name, identifier],
    extraElements: """
      <xsd:element sql:field="Restrictions" name="Restrictions" minOccurs="0" maxOccurs="unbounded">\
      <xsd:complexType><xsd:sequence>\
      <xsd:element sql:field="Name" name="Name" type="xsd:string" minOccurs="0"/>\
      <xsd:element sql:field="Type" name="Type" type="xsd:string" minOccurs="0"/>\
      </xsd:sequence></xsd:complexType></xsd:element>\
      <xsd:element sql:field="Description" name="Description" type="xsd:string" minOccurs="0"/>\
      <xsd:element sql:field="RestrictionsMask" name="RestrictionsMask" type="xsd:unsignedLong" minOccurs="0"/>
      """)

  /// - Parameter missing: the rowsets that this server does not have.
  static func rows(_ restrictions: Restrictions, without missing: Set<String> = []) -> PreparedRows {
    let names = restrictions.texts("SchemaName")
    var bytes: [UInt8] = []
    for rowset in Rowset.allCases
    where !missing.contains(rowset.rawValue)
      && names?.contains(where: rowset.rawValue.isEqualIgnoringCase) ?? true
    {
      bytes.appendRow { row in
        row.appendCell(name, text: rowset.rawValue)
        row.appendCell(identifier, text: rowset.identifier)
        for restriction in rowset.restrictions {
          row.appendText("<Restrictions>")
          row.appendCell(restrictionName, text: restriction.name)
          row.appendCell(restrictionType, text: restriction.kind.rawValue)
          row.appendText("</Restrictions>")
        }
        row.appendCell(description, text: "")
        row.appendCell(mask, number: (1 << rowset.restrictions.count) - 1)
      }
    }
    return PreparedRows(bytes: bytes)
  }
}

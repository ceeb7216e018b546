/// The columns of a rowset and the inline schema that tells them to the client.
struct RowsetSchema: ResultSchema {
  /// The columns with one simple value, in order.
  let columns: [Column]
  /// Elements of the schema after those of `columns`, for values that are not simple.
  private let extraElements: String

  init(_ columns: [Column], extraElements: String = "") {
    self.columns = columns
    self.extraElements = extraElements
  }

  var root: String { Self.root(Namespaces.rowset) }

  /// The `xsd:schema` element, in the form that servers send it (facts b, samples/responses).
  var text: String {
    let elements = columns.map {
      "<xsd:element sql:field=\"\($0.name.escapedAsAttribute)\" name=\"\($0.element)\" type=\"\($0.kind.rawValue)\" minOccurs=\"0\"/>"
    }
    return Self.opening + elements.joined() + extraElements + Self.closing
  }

  private static let opening = """
    <xsd:schema targetNamespace="urn:schemas-microsoft-com:xml-analysis:rowset" \
    xmlns:sql="urn:schemas-microsoft-com:xml-sql" elementFormDefault="qualified">\
    <xsd:element name="root"><xsd:complexType><xsd:sequence minOccurs="0" maxOccurs="unbounded">\
    <xsd:element name="row" type="row"/></xsd:sequence></xsd:complexType></xsd:element>\
    <xsd:simpleType name="uuid"><xsd:restriction base="xsd:string"><xsd:pattern \
    value="[0-9a-zA-Z]{8}-[0-9a-zA-Z]{4}-[0-9a-zA-Z]{4}-[0-9a-zA-Z]{4}-[0-9a-zA-Z]{12}"/>\
    </xsd:restriction></xsd:simpleType><xsd:complexType name="xmlDocument"><xsd:sequence><xsd:any/>\
    </xsd:sequence></xsd:complexType><xsd:complexType name="row"><xsd:sequence>
    """

  private static let closing = "</xsd:sequence></xsd:complexType></xsd:schema>"
}

/// The namespaces of XMLA messages (facts/xmla.md a.1).
enum XMLNamespace {
  static let soap: StaticString = "http://schemas.xmlsoap.org/soap/envelope/"
  static let xmla: StaticString = "urn:schemas-microsoft-com:xml-analysis"
  static let rowset: StaticString = "urn:schemas-microsoft-com:xml-analysis:rowset"
  static let dataset: StaticString = "urn:schemas-microsoft-com:xml-analysis:mddataset"
  static let empty: StaticString = "urn:schemas-microsoft-com:xml-analysis:empty"
  static let exception: StaticString = "urn:schemas-microsoft-com:xml-analysis:exception"
  /// Where learn.microsoft.com prints Exception and Messages; servers were not seen to use it.
  static let legacyException: StaticString = "http://schemas.microsoft.com/analysisservices/2003/exception"
  static let engine: StaticString = "http://schemas.microsoft.com/analysisservices/2003/engine"
  static let multipleResults: StaticString =
    "http://schemas.microsoft.com/analysisservices/2003/xmla-multipleresults"
  static let schema: StaticString = "http://www.w3.org/2001/XMLSchema"
  static let instance: StaticString = "http://www.w3.org/2001/XMLSchema-instance"
  static let sql: StaticString = "urn:schemas-microsoft-com:xml-sql"
}

/// The namespaces of the protocol (facts a.1).
enum Namespaces {
  static let soap = "http://schemas.xmlsoap.org/soap/envelope/"
  static let xmla = "urn:schemas-microsoft-com:xml-analysis"
  static let engine = "http://schemas.microsoft.com/analysisservices/2003/engine"
  static let rowset = "urn:schemas-microsoft-com:xml-analysis:rowset"
  static let dataset = "urn:schemas-microsoft-com:xml-analysis:mddataset"
  static let empty = "urn:schemas-microsoft-com:xml-analysis:empty"
  static let multipleResults =
    "http://schemas.microsoft.com/analysisservices/2003/xmla-multipleresults"
  static let exception = "urn:schemas-microsoft-com:xml-analysis:exception"
}

/// The SOAP header that opens, uses or ends an explicit session (facts/xmla.md a.8).
struct SessionHeader: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    case begin
    case use(String)
    case end(String)
  }

  /// In which form a header says that the server must understand it.
  ///
  /// Analysis Services' own clients write the attribute with SOAP's prefix; servers of the Mondrian family pass
  /// over a header in that form without a word and know only the one without prefix. A header may carry both.
  enum MustUnderstand: Sendable, CaseIterable {
    case both, prefixed, bare

    fileprivate var attributes: XMLText {
      switch self {
      case .both: #"soap:mustUnderstand="1" mustUnderstand="1""#
      case .prefixed: #"soap:mustUnderstand="1""#
      case .bare: #"mustUnderstand="1""#
      }
    }
  }

  var kind: Kind
  var style: MustUnderstand

  init(_ kind: Kind, _ style: MustUnderstand) {
    self.kind = kind
    self.style = style
  }

  /// The session that it names; nil for one that is yet to be opened.
  var id: String? {
    switch kind {
    case .begin: nil
    case .use(let id), .end(let id): id
    }
  }

  var element: XMLText {
    switch kind {
    case .begin: "<BeginSession xmlns=\"\(Self.namespace)\" \(raw: style.attributes)/>"
    case .use(let id):
      "<Session xmlns=\"\(Self.namespace)\" SessionId=\"\(id)\" \(raw: style.attributes)/>"
    case .end(let id):
      "<EndSession xmlns=\"\(Self.namespace)\" SessionId=\"\(id)\" \(raw: style.attributes)/>"
    }
  }

  private static let namespace = "urn:schemas-microsoft-com:xml-analysis"
}

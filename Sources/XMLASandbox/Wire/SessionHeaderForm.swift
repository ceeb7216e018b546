/// Which session headers a server honours, by how they write `mustUnderstand="1"`.
///
/// The schema has the attribute without a prefix, real clients give it SOAP's; servers differ in which one they
/// look for (facts a.8).
public enum SessionHeaderForm: String, CaseIterable, Sendable {
  /// Every header, with the attribute or without.
  case any
  /// `soap:mustUnderstand="1"`.
  case prefixed
  /// `mustUnderstand="1"`.
  case bare
  /// None: a server without explicit sessions, as versions of Mondrian are.
  case none

  /// Whether a header is honoured; one that carries both forms is.
  func understands(_ header: RequestElement) -> Bool {
    switch self {
    case .any: true
    case .prefixed: header.mustUnderstand.contains { $0 != "mustUnderstand" }
    case .none: false
    case .bare: header.mustUnderstand.contains("mustUnderstand")
    }
  }
}

/// What a fault tells requests apart by.
public enum RequestKind: String, CaseIterable, Sendable {
  case discover
  case execute
  /// An Execute too.
  case cancel

  /// The kinds that a request belongs to; none for one that can't be read.
  static func kinds(ofRequest body: [UInt8]) -> Set<RequestKind> {
    guard let request = try? RequestParser.parse(body) else { return [] }
    switch request.body {
    case .discover: return [.discover]
    case .cancel: return [.execute, .cancel]
    default: return [.execute]
    }
  }
}

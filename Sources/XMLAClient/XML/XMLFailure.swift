/// Why a document could not be read.
enum XMLFailure: Error, Equatable {
  /// Not well-formed. `hasEnded`: all was well until the bytes ran out.
  case malformed(line: UInt, column: UInt, reason: String, hasEnded: Bool)
  /// A document type declaration. SOAP forbids it, and it is how entity bombs come in.
  case documentType(name: String)
  /// Well-formed, but its root element is not the one that was expected.
  case foreignRoot(name: String)
  /// Deeper, or a name or value larger, than any honest reply.
  case tooLarge(what: String)
}

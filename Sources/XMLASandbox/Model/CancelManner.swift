/// How a server goes about a Cancel that it could carry out.
enum CancelManner: Hashable, Sendable {
  /// It takes effect before the reply.
  case prompt
  /// It is accepted, and takes effect only after this time.
  case late(milliseconds: Int64)
  /// It is accepted, and nothing ever happens.
  case ignored
  /// Nothing happens, and the reply says that nothing was running.
  case warning

  var isLate: Bool {
    if case .late = self { true } else { false }
  }
}

/// The body of an answer.
enum Reply: Sendable {
  case complete([UInt8])
  case stream(ResultStream)

  init(_ text: String) {
    self = .complete(Array(text.utf8))
  }
}

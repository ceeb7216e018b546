/// Why output could not be written.
public enum OutputFailure: Error, Equatable {
  /// Nobody reads it any more (`| head`). An end, not an error: exit 0, without a word.
  case closed
  /// Anything else, such as a full disk.
  case failed(reason: String)
}

internal import SessionControl

/// An option that an option file gives, in a group that is read.
struct GivenOption: Equatable {
  /// Where it stands.
  struct Origin: Hashable, CustomStringConvertible {
    var path: String
    var line: Int
    /// Whether other users of this machine can read it there.
    var isReadableByOthers = false

    var description: String { "\(path.printable):\(line)" }
  }

  /// As it stands there, case and abbreviation included.
  var name: String
  var value: [UInt8]?
  var group: String
  var origin: Origin
}

/// Where in a request an element stands, as faults tell it.
struct RequestPlace: Hashable, Sendable {
  /// The local name of the element.
  var name: String
  var namespace: String
  /// The local names from the root to the element, separated by slashes.
  var path: String
  /// The line of its start tag's end, from 1.
  var line: Int
  /// The column of its start tag's end, from 1.
  var column: Int
}

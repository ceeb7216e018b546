import Foundation

/// An element of a request document.
struct RequestElement: Hashable, Sendable {
  var place: RequestPlace
  /// By local name; no attribute of the protocol needs its namespace.
  var attributes: [String: String]
  /// How the `mustUnderstand` attributes with the value 1 are written, with their prefixes.
  var mustUnderstand: Set<String> = []
  var text = ""
  var children: [RequestElement] = []

  var name: String { place.name }

  func isNamed(_ name: String, in namespace: String) -> Bool {
    place.name == name && place.namespace == namespace
  }

  /// The first child with this name.
  func child(_ name: String, in namespace: String = Namespaces.xmla) -> RequestElement? {
    children.first { $0.isNamed(name, in: namespace) }
  }

  /// The text without white space at its ends.
  var trimmedText: String {
    text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Whether `xsi:nil` says that there is no value.
  var isNil: Bool {
    ["true", "1"].contains(attributes["nil"])
  }
}

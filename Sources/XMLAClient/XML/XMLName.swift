internal import CExpat

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The expanded name of an element or attribute, as expat hands it over: namespace, separator, local name.
/// Valid only during the callback that received it.
struct XMLName {
  /// Between namespace and local name. Not a legal XML character, so no document can forge it.
  static let separator: UInt8 = 0x1F

  let bytes: UnsafePointer<XML_Char>

  /// Whether it is this local name in this namespace (no namespace when empty). Prefixes never matter.
  func matches(_ namespace: StaticString, _ local: StaticString) -> Bool {
    var rest = UnsafeRawPointer(bytes).assumingMemoryBound(to: UInt8.self)
    func take(_ text: StaticString) -> Bool {
      for expected in UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount) {
        // The terminating zero differs from every expected byte, so this never reads past the end.
        guard rest.pointee == expected else { return false }
        rest += 1
      }
      return true
    }
    if namespace.utf8CodeUnitCount > 0 {
      guard take(namespace), rest.pointee == Self.separator else { return false }
      rest += 1
    }
    return take(local) && rest.pointee == 0
  }

  /// The same, or the local name alone in no namespace: some servers leave it out (facts/xmla.md j).
  func matches(_ namespace: StaticString, orNone local: StaticString) -> Bool {
    matches(namespace, local) || matches("", local)
  }

  /// Whether it is this expanded name, zero-terminated.
  func matches(expanded: UnsafePointer<CChar>) -> Bool { strcmp(bytes, expanded) == 0 }

  /// Namespace and local name as text; no namespace is the empty text.
  var parts: (namespace: String, local: String) {
    let full = String(cString: bytes)
    guard let cut = full.utf8.firstIndex(of: Self.separator) else { return ("", full) }
    return (String(full[..<cut]), String(full[full.utf8.index(after: cut)...]))
  }

  /// The local name alone, which is mostly short enough to take no memory.
  var local: String {
    guard let cut = strchr(bytes, Int32(Self.separator)) else { return String(cString: bytes) }
    return String(cString: cut + 1)
  }
}

/// The attributes of one element. Valid only during the callback that received them.
struct XMLAttributes {
  let bytes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?

  /// The value of an attribute by namespace and local name.
  subscript(namespace: StaticString, local: StaticString) -> String? {
    guard var next = bytes else { return nil }
    while let name = next[0], let value = next[1] {
      if XMLName(bytes: name).matches(namespace, local) { return String(cString: value) }
      next += 2
    }
    return nil
  }

  /// Whether there is none: the common case in rows.
  var isEmpty: Bool { bytes?[0] == nil }

  var all: [(name: XMLName, value: String)] {
    var result: [(XMLName, String)] = []
    guard var next = bytes else { return result }
    while let name = next[0], let value = next[1] {
      result.append((XMLName(bytes: name), String(cString: value)))
      next += 2
    }
    return result
  }
}

internal import CLineEdit

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The room of texts on a terminal, in cells, as libedit reckons it: by the system's wcwidth.
enum CellWidth {
  /// libedit and wcwidth know other characters than ASCII only in a UTF-8 locale; what is typed would be dropped
  /// silently in another (facts/c-libraries.md). Set once, for the whole process.
  static let isUTF8: Bool = {
    if setlocale(LC_CTYPE, "") != nil, isCodesetUTF8 { return true }
    return (["C.UTF-8", "en_US.UTF-8", "UTF-8"] as [String]).contains {
      setlocale(LC_CTYPE, $0) != nil && isCodesetUTF8
    }
  }()

  private static var isCodesetUTF8: Bool {
    guard let name = nl_langinfo(nl_item(CODESET)) else { return false }
    return ["UTF-8", "UTF8"].contains(String(cString: name).uppercased())
  }

  /// Nil for what is not printable.
  static func of(_ scalar: Unicode.Scalar) -> Int? {
    if scalar.value < 0x7F { return scalar.value >= 0x20 ? 1 : nil }
    _ = isUTF8
    let width = le_width(wchar_t(bitPattern: scalar.value))
    return width < 0 ? nil : Int(width)
  }

  static func of(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + (of($1) ?? 1) } }
}

/// What XML 1.0 lets into a document (fifth edition, 2.2 and 2.3; Namespaces in XML 1.0, 4).
public enum XMLCharacters {
  /// Whether a text is an NCName: a name without a colon.
  public static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, isNameStart(first) else { return false }
    return text.unicodeScalars.dropFirst().allSatisfy { scalar in
      switch scalar.value {
      case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
      default: isNameStart(scalar)
      }
    }
  }

  private static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D,
      0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF,
      0xFDF0...0xFFFD, 0x10000...0xEFFFF:
      true
    default: false
    }
  }

  /// Whether a text can be element content, once escaped.
  public static func areAllowed(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
      default: false
      }
    }
  }

  /// Leaves out what stands before a document's element: a byte order mark, the XML declaration, comments.
  public static func withoutProlog(_ text: String) -> Substring {
    var rest = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    while let end = rest.hasPrefix("<?") ? "?>" : rest.hasPrefix("<!--") ? "-->" : nil,
      let found = rest.firstRange(of: end)
    {
      rest = rest[found.upperBound...].drop(while: \.isWhitespace)
    }
    return rest
  }
}

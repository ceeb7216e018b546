extension LineEditor {
  /// What stands before the line.
  public struct Prompt: Sendable, Equatable, ExpressibleByStringLiteral {
    /// Of the terminal's own palette, which its user made readable.
    public enum Style: String, Sendable {
      case plain = ""
      case bold = "1"
      case dim = "2"
      case red = "31"
      case green = "32"
      case yellow = "33"
      case blue = "34"
      case cyan = "36"
    }

    private var parts: [(text: String, style: Style)] = []

    public init(_ text: String, _ style: Style = .plain) { parts = [(text, style)] }

    public init(stringLiteral text: String) { self.init(text) }

    public static func + (left: Prompt, right: Prompt) -> Prompt {
      var result = left
      result.parts += right.parts
      return result
    }

    public static func == (left: Prompt, right: Prompt) -> Bool { left.encoded == right.encoded }

    /// What it shows.
    public var text: String { styled.map { String($0.scalar) }.joined() }

    private var styled: [(scalar: Unicode.Scalar, style: Style)] {
      parts.flatMap { part in
        part.text.unicodeScalars.map { (CellWidth.of($0) == nil ? "?" : $0, part.style) }
      }
    }

    /// As libedit takes it: what takes no room between two \1, always before a character, so that the last is plain.
    var encoded: String {
      let styled = styled
      var result = ""
      var current = Style.plain
      for (index, (scalar, style)) in styled.enumerated() {
        let style = index == styled.count - 1 ? .plain : style
        if style != current {
          result += "\u{1}\u{1B}[0\(style == .plain ? "" : ";\(style.rawValue)")m\u{1}"
          current = style
        }
        result.unicodeScalars.append(scalar)
      }
      return result
    }
  }
}

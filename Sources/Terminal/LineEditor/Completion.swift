/// What could stand at the cursor.
public struct Completion: Sendable, Equatable {
  public struct Candidate: Sendable, Equatable {
    /// What is inserted, quoted where the line's grammar needs it.
    public var text: String
    /// What is shown where there are several.
    public var title: String
    /// Whether it is a whole word, so that a space follows.
    public var isWhole: Bool

    public init(_ text: String, title: String? = nil, isWhole: Bool = true) {
      self.text = text
      self.title = title ?? text
      self.isWhole = isWhole
    }
  }

  /// Where the text begins that a candidate takes the place of, up to the cursor: an offset into the line's UTF-8.
  public var replaceFrom: Int
  public var candidates: [Candidate]

  public init(replaceFrom: Int, candidates: [Candidate]) {
    self.replaceFrom = replaceFrom
    self.candidates = candidates
  }

  public static let none = Completion(replaceFrom: 0, candidates: [])

  /// What a press of the key does.
  enum Step: Equatable {
    case beep
    /// So many scalars before the cursor go, and a text comes.
    case replace(scalars: Int, with: String)
    case list
  }

  /// - Parameter cursor: an offset into the line's UTF-8.
  func step(in line: String, at cursor: Int) -> Step {
    guard let first = candidates.first else { return .beep }
    let text = line.utf8
    let end = text.index(text.startIndex, offsetBy: min(max(0, cursor), text.count))
    let start = text.index(text.startIndex, offsetBy: min(max(0, replaceFrom), text.count))
    let typed = line.unicodeScalars[min(start, end)..<end]
    guard candidates.count > 1 else {
      let hasSpace = line.unicodeScalars[end...].first == " "
      let new = first.text + (first.isWhole && !hasSpace ? " " : "")
      return new.unicodeScalars.elementsEqual(typed) ? .beep : .replace(scalars: typed.count, with: new)
    }
    let common = Self.commonPrefix(candidates.map(\.text))
    return common.unicodeScalars.count > typed.count ? .replace(scalars: typed.count, with: common) : .list
  }

  /// What all texts begin with, in whole characters.
  private static func commonPrefix(_ texts: [String]) -> String {
    var common = texts[0][...]
    for text in texts.dropFirst() {
      let count = zip(common, text).prefix { $0 == $1 }.count
      common = common.prefix(count)
    }
    return String(common)
  }
}

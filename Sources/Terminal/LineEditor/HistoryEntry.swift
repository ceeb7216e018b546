/// A line of history, or several that belong together, as one line of the file: `\n`, `\r` and `\\` stand for what
/// they stand for elsewhere.
struct HistoryEntry: Equatable {
  var text: String

  init(text: String) { self.text = text }

  var encoded: String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\0": break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  init(encoded: String) {
    text = ""
    var isEscaped = false
    for scalar in encoded.unicodeScalars where scalar != "\0" {
      guard isEscaped || scalar == "\\" else {
        text.unicodeScalars.append(scalar)
        continue
      }
      if isEscaped {
        switch scalar {
        case "n": text += "\n"
        case "r": text += "\r"
        case "\\": text += "\\"
        // Written by another hand.
        default: text += "\\\(scalar)"
        }
      }
      isEscaped.toggle()
    }
    if isEscaped { text += "\\" }
  }
}

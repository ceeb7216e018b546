/// How a column of the server is named in output.
enum OutputKey {
  /// `SESSION_CPU_TIME_MS` and `LogFileSize` alike become snake_case.
  static func snakeCase(_ name: String) -> String {
    var result = ""
    var previousIsLower = false
    for character in name {
      if character.isUppercase, previousIsLower { result += "_" }
      previousIsLower = character.isLowercase || character.isNumber
      result += character.isLetter || character.isNumber ? character.lowercased() : "_"
    }
    return result
  }
}

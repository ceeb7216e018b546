/// The texts of a grid's cells.
enum GridText {
  /// What stands inside the Error of a cell: a code and a text that a server was seen to send.
  static let error =
    "<ErrorCode>3238658133</ErrorCode><Description>Read access to the cell is denied.</Description>"

  static func decimal(_ hundredths: Int) -> String {
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// A number that is not negative, with commas between the thousands.
  static func grouped(_ number: String) -> String {
    let digits = number.utf8.prefix { $0 != UInt8(ascii: ".") }.count
    var result = ""
    for (index, character) in number.enumerated() {
      if index > 0, index < digits, (digits - index) % 3 == 0 { result.append(",") }
      result.append(character)
    }
    return result
  }
}

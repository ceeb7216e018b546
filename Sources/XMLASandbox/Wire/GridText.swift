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
    let parts = number.split(separator: ".", maxSplits: 1)
    let digits = Array(parts[0])
    let whole = digits.indices.map { index in
      index > 0 && (digits.count - index) % 3 == 0 ? ",\(digits[index])" : String(digits[index])
    }
    return whole.joined() + (parts.count > 1 ? ".\(parts[1])" : "")
  }
}

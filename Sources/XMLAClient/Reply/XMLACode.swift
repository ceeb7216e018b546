/// A result code of Analysis Services. Signed, unsigned and hexadecimal texts are the same code
/// (facts/xmla.md c.1).
struct XMLACode: Sendable, Hashable, CustomStringConvertible {
  let rawValue: UInt32

  init(_ rawValue: UInt32) { self.rawValue = rawValue }

  /// Reads `3239837698`, `-1055129598` or `0xC11C0002`.
  init?(text: String) {
    if text.lowercased().hasPrefix("0x") {
      guard let value = UInt32(text.dropFirst(2), radix: 16) else { return nil }
      rawValue = value
    } else if let value = UInt32(text) {
      rawValue = value
    } else if let value = Int32(text) {
      rawValue = UInt32(bitPattern: value)
    } else {
      return nil
    }
  }

  var description: String {
    let digits = String(rawValue, radix: 16, uppercase: true)
    return "0x" + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }

  /// The security family, 0xC118….
  var isSecurity: Bool { rawValue >> 16 == 0xC118 }

  /// "…there is no command currently running on the session": a warning, and nothing was cancelled.
  static let nothingRunning = XMLACode(1_091_829_763)
  /// "The '…' session ID cannot be found."
  static let sessionNotFound = XMLACode(0xC10C_000A)
  /// "The '…' user does not have permission to call the Discover method."
  static let discoverNotPermitted = XMLACode(0xC118_0016)
  /// "The '…' request type was not recognized by the server."
  static let unknownRequestType = XMLACode(0xC10C_0021)
  /// "Server: The operation has been cancelled."
  static let cancelled = XMLACode(0xC11C_0002)
  /// "…was cancelled because another operation in the transaction failed."
  static let cancelledWithOthers = XMLACode(0xC11C_0006)
  /// "Internal error: The operation terminated unsuccessfully.", which comes beside the real cause.
  static let unsuccessful = XMLACode(0xC100_0007)
  /// "The XML for Analysis request timed out before it was completed."
  static let requestTimedOut = XMLACode(0xC10C_0031)
  /// The prefix of what a data source reports, a timeout most of all.
  static let providerFailure = XMLACode(0xC106_0000)
  /// "Parser: The syntax for '…' is incorrect."
  static let syntax = XMLACode(0xC10E_0002)
  /// "An error occurred while parsing the '…' element at line …": a document that the server can't read.
  static let elementNotRead = XMLACode(0xC10F_0014)
  /// "The member '…' was not found in the cube …"
  static let memberNotFound = XMLACode(0xC10A_0009)
  /// "The … hierarchy is used more than once …"
  static let hierarchyTwice = XMLACode(0xC10A_004D)
  /// "The '…' function does not exist."
  static let functionNotFound = XMLACode(0xC10A_0051)
  /// The command waited for a lock, and gave up.
  static let lockConflict = XMLACode(0xC11C_0009)
  /// An empty body, or none that is an envelope.
  static let noEnvelope = XMLACode(0xC10F_000A)
  /// No such object, or no access to it.
  static let objectNotFound = XMLACode(0xC10A_0006)
  /// "We had to move the session with ID '…' to another Power BI Premium node."
  static let nodeMoved = XMLACode(0xC147_0073)
}

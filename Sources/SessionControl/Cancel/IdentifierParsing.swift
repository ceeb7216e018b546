/// Strict reading of ids (design section 5, rule 5): MySQL rounds 1.9 to 2 and truncates to 32 bits, so
/// nothing but plain decimal digits ever reaches a server.
public enum IdentifierParsing {
  /// A SPID, connection id or processlist id: decimal digits only, from 1 to `maximum`.
  ///
  /// - Throws: ``ControlError`` with code `.usage` and a message that says what is wrong with it.
  public static func number(
    _ text: String, what: String, maximum: UInt64 = .max
  ) throws(ControlError) -> UInt64 {
    func refuse(_ why: String) -> ControlError {
      ControlError(
        .usage, "'\(text.printable)' is not a \(what): \(why)",
        hint: "nothing was sent; 'xmlactl sessions' lists the ids")
    }
    guard !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      throw refuse("only decimal digits are taken, no sign and no fraction")
    }
    guard let number = UInt64(text), number <= maximum else {
      throw refuse("it is larger than \(maximum), the largest there can be")
    }
    guard number > 0 else { throw refuse("ids start at 1") }
    return number
  }

  /// What a SPID, connection id or query id names, which on MySQL may say the server that it was listed on.
  ///
  /// - Throws: ``ControlError`` with code `.usage`.
  public static func thread(
    _ text: String, what: String, on kind: TargetKind
  ) throws(ControlError) -> ThreadReference {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    guard kind == .mysql, parts.count == 2 else { return ThreadReference(id: try number(text, what: what)) }
    guard let server = ServerMark(parts[1]) else {
      throw ControlError(
        .usage,
        "'\(text.printable)' is not a \(what): after the '@' stands no server as the listings write it",
        hint: "nothing was sent; 'xmlactl sessions -o name' lists such ids")
    }
    let ids = parts[0].split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    return ThreadReference(
      id: try number(String(ids[0]), what: what),
      origin: ThreadOrigin(
        server: server, statementID: ids.count == 2 ? try number(String(ids[1]), what: "statement id") : nil))
  }

  /// An XMLA session id: opaque text, in practice a GUID; no white space, no control characters, no leading
  /// dash (which is a mistyped option).
  public static func session(_ text: String) throws(ControlError) -> String {
    let plain = text.unicodeScalars.allSatisfy {
      !$0.properties.isWhitespace && $0.properties.generalCategory != .control
    }
    guard !text.isEmpty, text.utf8.count <= 256, plain, !text.hasPrefix("-") else {
      throw ControlError(
        .usage, "'\(text.printable)' is not a session id",
        hint: "nothing was sent; 'xmlactl sessions' lists the ids")
    }
    return text
  }
}

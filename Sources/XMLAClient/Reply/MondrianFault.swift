internal import SessionControl

extension Reply.Fault {
  var isMondrian: Bool { actor == "Mondrian" }

  /// What a fault of Mondrian means, by its own code (mondrian.xmla.XmlaConstants), and by its words where one code stands
  /// for many failures; nil for all others.
  var mondrianMeaning: XMLACode.Meaning? {
    guard isMondrian else { return nil }
    func says(_ words: String) -> Bool { messages.contains { $0.text.contains(words) } }
    return switch code.split(separator: ".").last {
    case "00HSBD01": .unreadable
    case "00UE001" where says("Lexical error"): .unreadable
    case "00HSBD02" where says("not found"): .wrongStatement
    case "00HSBB10":
      XMLACode.Meaning(
        kind: .serverRefused, message: "the server does not have that command",
        hint: "Mondrian and its kin run statements and nothing else")
    case _ where says("Unknown catalog '"):
      XMLACode.Meaning(
        kind: .badInput, message: "there is no such database",
        hint: "'xmlactl discover DBSCHEMA_CATALOGS' lists them")
    case "00HSBB01" where says("does not contain column"):
      XMLACode.Meaning(
        kind: .badInput, message: "this rowset has no such column to restrict by",
        hint: "'xmlactl discover DISCOVER_SCHEMA_ROWSETS' lists them")
    case "00HSBB01" where says("does not support property"):
      XMLACode.Meaning(
        kind: .badInput, message: "the server does not take that property with this rowset",
        hint: "--property NAME= leaves it out")
    case "00HSBC02":
      XMLACode.Meaning(kind: .denied, message: "this user may not do that", hint: "it takes a login")
    default: nil
    }
  }
}

/// GUIDs as text, which servers also write in lower case and with braces (facts/xmla.md b).
public enum GUIDText {
  /// The form by which two are compared.
  public static func plain(_ id: String) -> String { id.filter { !"{}".contains($0) }.lowercased() }

  public static func isSame(_ one: String, _ other: String) -> Bool { plain(one) == plain(other) }
}

/// What to ask of an XMLA server: a rowset by name, with restrictions and properties. Names become XML elements,
/// which can't be escaped, so they are checked strictly.
public struct RowsetRequest: Sendable, Equatable {
  /// A name and its value, as `NAME=VALUE` on the command line.
  public struct Pair: Sendable, Equatable {
    public var name: String
    public var value: String

    /// - Parameter what: what it is called in messages, such as `restriction`.
    public init(text: String, what: String) throws {
      guard let equals = text.firstIndex(of: "=") else {
        throw ControlError(
          .usage, "'\(text.printable)' is no \(what): it has no '='",
          hint: "write NAME=VALUE; nothing was sent")
      }
      try self.init(
        name: String(text[..<equals]), value: String(text[text.index(after: equals)...]), what: what)
    }

    public init(name: String, value: String, what: String) throws {
      guard XMLCharacters.isName(name) else {
        throw ControlError(
          .usage, "'\(name.printable)' can't be the name of a \(what)",
          hint: "a name begins with a letter and has letters, digits, '_', '-' and '.'; nothing was sent")
      }
      guard XMLCharacters.areAllowed(value) else {
        throw ControlError(
          .usage, "the value of \(what) \(name) has a control character, which XML can't carry",
          hint: "nothing was sent")
      }
      self.name = name
      self.value = value
    }

    /// The properties of a command line, each once.
    ///
    /// - Parameter database: the value of one more, Catalog.
    public static func distinct(_ properties: [String], database: String?) throws -> [Pair] {
      try distinct(try properties.map { try Pair(text: $0, what: "property") }, database: database)
    }

    static func distinct(_ properties: [Pair], database: String?) throws -> [Pair] {
      var seen: Set<String> = database == nil ? [] : ["Catalog"]
      for property in properties where !seen.insert(property.name).inserted {
        throw ControlError(
          .usage, "property \(property.name) is given twice", hint: "--database is the Catalog property")
      }
      return properties
    }
  }

  public var rowset: String
  /// A name may come more than once: then any of its values may hold.
  public var restrictions: [Pair]
  public var properties: [Pair]

  /// - Parameter database: becomes the Catalog property.
  public init(
    rowset: String, restrictions: [Pair] = [], properties: [Pair] = [], database: String? = nil
  ) throws {
    let isName = rowset.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: false
      }
    }
    guard isName, !rowset.isEmpty else {
      throw ControlError(
        .usage, "'\(rowset.printable)' is no name of a rowset",
        hint: "such as DISCOVER_LOCKS or MDSCHEMA_CUBES; 'discover DISCOVER_SCHEMA_ROWSETS' lists them")
    }
    self.rowset = rowset
    self.restrictions = restrictions
    self.properties =
      try Pair.distinct(properties, database: database)
      + (database.map { [try Pair(name: "Catalog", value: $0, what: "property")] } ?? [])
  }
}

/// The columns that a run of rows shares. Compared by identity where rows are streamed.
public final class RowShape: Sendable {
  /// Output keys in the server's order: snake_case, with the unit of a number in the key.
  public let keys: [String]
  /// Whether the server did not declare all of them, so that a later row may bring others.
  public let isOpen: Bool

  public init(keys: [String], isOpen: Bool = false) {
    self.keys = keys
    self.isOpen = isOpen
  }

  /// - Parameters:
  ///   - keys: what the server's names give. One that is taken already gets a number (`user_2`), so that no
  ///     output has a key twice.
  ///   - common: the keys that come before these in every output, beside `target`.
  public convenience init(keys: [String], after common: [String], isOpen: Bool = false) {
    self.init(keys: keys, besides: Set(common).union(["target"]), isOpen: isOpen)
  }

  /// - Parameter taken: keys that mean something else.
  public convenience init(keys: [String], besides taken: Set<String>, isOpen: Bool = false) {
    var taken = taken
    var next: [String: Int] = [:]
    self.init(
      keys: keys.map { key in
        var unique = key
        while !taken.insert(unique).inserted {
          let number = next[key] ?? 2
          unique = "\(key)_\(number)"
          next[key] = number + 1
        }
        return unique
      }, isOpen: isOpen)
  }

  public static let empty = RowShape(keys: [])
}

/// What the server sent beyond the fields that both kinds of server have in common.
public struct Row: Sendable {
  public let shape: RowShape
  /// One value for each key of the shape.
  public let values: [Value]

  public init(shape: RowShape, values: [Value]) {
    precondition(shape.keys.count == values.count, "a row has one value for each column")
    self.shape = shape
    self.values = values
  }

  public static let empty = Row(shape: .empty, values: [])

  /// The value under a key; nil when the server sent no such column.
  public subscript(key: String) -> Value? {
    shape.keys.firstIndex(of: key).map { values[$0] }
  }
}

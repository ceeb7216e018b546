/// Something that can be listed: fields with one meaning on every kind of server, then the rest of the
/// server's row.
public protocol Listable: Sendable {
  /// Keys of the common fields, in output order.
  static var commonKeys: [String] { get }
  /// Whether each row of the machine-readable formats begins with its target.
  static var namesTarget: Bool { get }
  /// One value for each common key.
  var commonValues: [Value] { get }
  /// What the server sent beyond them.
  var extras: Row { get }
  /// What a cancel takes to name this item; empty when there is nothing to name.
  var name: String { get }
}

extension Listable {
  public static var namesTarget: Bool { true }
}

/// What a backend hands over while it reads a listing.
public enum ListingEvent<Item: Listable>: Sendable {
  /// The extra columns that the items have. Comes once, before the first item, also when there is none.
  case columns(RowShape)
  case item(Item)
  /// Something to tell the person beside the listing: a clause without a full stop.
  case note(String)
}

/// Receives a listing as it arrives. Called on the backend's own thread, one event at a time; throwing ends
/// the listing, and the error comes out of the call that started it.
public typealias ListingReceiver<Item: Listable> = @Sendable (ListingEvent<Item>) throws -> Void

internal import Synchronization

/// Keeps the items of a short listing. Safe to fill from the backend's thread.
public final class Collected<Item: Listable>: Sendable {
  private let storage = Mutex<[Item]>([])

  public init() {}

  public var items: [Item] { storage.withLock { $0 } }

  public func reset() { storage.withLock { $0.removeAll() } }

  public var receive: ListingReceiver<Item> {
    { event in
      if case .item(let item) = event { self.storage.withLock { $0.append(item) } }
    }
  }
}

internal import SessionControl
internal import Synchronization

/// Joins a short rowset with the sessions, of which there may be very many: the short one is kept, and the
/// sessions are only looked at as they come.
final class SessionJoin<Item: SessionWork>: Sendable {
  private struct Kept {
    var shape: RowShape?
    /// In the server's order, each until its session has come.
    var items: [Item?] = []
    var places: [String: [Int]] = [:]
    var notes: [String] = []
  }

  private let kept = Mutex(Kept())
  private let isMeant: @Sendable (Item) -> Bool

  /// - Parameter isMeant: which items are kept.
  init(where isMeant: @escaping @Sendable (Item) -> Bool = { _ in true }) { self.isMeant = isMeant }

  /// Takes the short rowset.
  var collect: ListingReceiver<Item> {
    { event in
      self.kept.withLock { kept in
        switch event {
        case .columns(let shape): kept.shape = kept.shape ?? shape
        case .item(let item) where self.isMeant(item):
          if let key = item.sessionKey { kept.places[key, default: []].append(kept.items.count) }
          kept.items.append(item)
        case .note(let text): kept.notes.append(text)
        case .item: break
        }
      }
    }
  }

  var shape: RowShape { kept.withLock { $0.shape } ?? .empty }

  /// What a person should know of the short rowset.
  var notes: [String] { kept.withLock { $0.notes } }

  /// Whether there is an item whose session has not come.
  var isWaiting: Bool { kept.withLock { !$0.places.isEmpty } }

  /// The items of a session, once.
  func take(of session: Session) -> [Item] {
    guard let key = Item.key(of: session) else { return [] }
    return kept.withLock { kept in
      (kept.places.removeValue(forKey: key) ?? []).compactMap { place in
        var item = kept.items[place]
        kept.items[place] = nil
        item?.session = session
        return item
      }
    }
  }

  /// The items whose session never came.
  var rest: [Item] { kept.withLock { $0.items.compactMap(\.self) } }
}

import Synchronization

/// Chooses a node for each request that comes to the address of the farm.
///
/// By chance and not in turn: a client that always asks twice would never meet the other node. The seed decides what
/// chance does, in the order of the requests.
///
/// Safe to use from any task.
final class Balancer: Sendable {
  private static let cookie = "SERVERID"

  private let nodeCount: Int
  private let balance: Balance
  private let mixer: Mixer
  private let requestCount = Atomic(0)

  init(nodeCount: Int, balance: Balance, seed: UInt64) {
    self.nodeCount = nodeCount
    self.balance = balance
    mixer = Mixer(seed: seed)
  }

  /// - Parameter cookies: the Cookie header of the request.
  /// - Returns: the node, from 0, and the Set-Cookie header of the reply.
  func node(cookies: String?) -> (node: Int, setCookie: String?) {
    if balance == .cookie, let node = named(cookies ?? "") { return (node, nil) }
    let number = requestCount.wrappingAdd(1, ordering: .relaxed).oldValue
    let node = Int(mixer.bits(stream: 31, index: number) % UInt64(nodeCount))
    return (node, balance == .cookie ? "\(Self.cookie)=n\(node + 1); Path=/" : nil)
  }

  private func named(_ cookies: String) -> Int? {
    cookies.split(separator: ";").lazy.compactMap { cookie in
      let parts = cookie.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, parts[0].drop(while: \.isWhitespace) == Self.cookie else { return nil }
      return (0..<self.nodeCount).first { parts[1] == "n\($0 + 1)" }
    }.first
  }
}

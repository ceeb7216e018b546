/// A run through indices: all below a bound and then some others, without storing the first ones.
struct IndexRun: Sendable {
  private var following: Int
  private let bound: Int
  private let others: [Int]
  private var position = 0

  init(below bound: Int, then others: [Int]) {
    following = 0
    self.bound = bound
    self.others = others
  }

  init(_ indices: [Int]) {
    self.init(below: 0, then: indices)
  }

  mutating func next() -> Int? {
    if following < bound {
      following += 1
      return following - 1
    }
    guard position < others.count else { return nil }
    position += 1
    return others[position - 1]
  }
}

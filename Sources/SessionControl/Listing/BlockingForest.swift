/// Who blocks whom, as trees: the roots hold something and wait for nobody, and below each session are those
/// that wait for it. Sessions that wait for each other in a circle have no such root; then the tree begins at
/// one from which all of the circle can be reached.
public struct BlockingForest: Sendable {
  private struct Edge {
    var waiter: UInt64
    var wait: LockWait
  }

  /// The first wait for each holder and waiter; the sure ones before the possible ones.
  private var waiters: [UInt64: [Edge]] = [:]
  private var waiting: Set<UInt64> = []
  private var holders: [UInt64] = []
  /// The first wait of those who wait for somebody that can't be seen.
  private var unseen: [UInt64: LockWait] = [:]

  public init(_ waits: [LockWait]) {
    var seen: Set<[UInt64]> = []
    for wait in waits.filter({ !$0.isPossible }) + waits.filter(\.isPossible) {
      let waiter = wait.waiter.spid
      guard let holder = wait.holder?.spid else {
        if unseen[waiter] == nil { unseen[waiter] = wait }
        continue
      }
      guard holder != waiter, seen.insert([holder, waiter]).inserted else { continue }
      if waiters[holder] == nil { holders.append(holder) }
      waiters[holder, default: []].append(Edge(waiter: waiter, wait: wait))
      waiting.insert(waiter)
    }
  }

  /// The trees, the one with the most sessions behind its root first. Every session that waits has a line below
  /// each session that it waits for; what waits for it in turn stands under the first of them.
  public var lines: [BlockingLine] {
    var writer = Writer(forest: self)
    let behind = Dictionary(uniqueKeysWithValues: holders.map { ($0, sessionsBehind($0).count) })
    func comesFirst(_ one: UInt64, _ other: UInt64) -> Bool {
      (behind[one] ?? 0, other) > (behind[other] ?? 0, one)
    }
    let sorted = (holders + unseen.keys.filter { waiters[$0] == nil }).sorted(by: comesFirst)
    for root in sorted where !waiting.contains(root) { writer.write(tree: root, behind) }
    // Only circles and what hangs on them are left. Whoever leads into one has more behind it than it has itself,
    // so the first of these is in a circle that nothing leads into.
    for root in sorted where !writer.expanded.contains(root) { writer.write(tree: root, behind) }
    return writer.lines
  }

  private func line(ofRoot root: UInt64, behind: Int) -> BlockingLine? {
    func line(_ party: LockWait.Party, _ wait: LockWait, isWaiting: Bool, _ note: BlockingLine.Note?)
      -> BlockingLine
    {
      BlockingLine(
        party: party, branch: "", isWaiting: isWaiting, behind: behind, object: wait.object,
        isPossible: false,
        note: note)
    }
    if let wait = unseen[root], !waiting.contains(root) {
      return line(wait.waiter, wait, isWaiting: true, .unseenHolder)
    }
    guard let wait = waiters[root]?.first?.wait, let holder = wait.holder else { return nil }
    return line(holder, wait, isWaiting: false, root == 0 ? .noSession : nil)
  }

  /// All who wait for a session, directly or behind others; itself too when it is in a circle.
  private func sessionsBehind(_ holder: UInt64) -> Set<UInt64> {
    var found: Set<UInt64> = []
    var pending = [holder]
    while let spid = pending.popLast() {
      for edge in waiters[spid] ?? [] where found.insert(edge.waiter).inserted { pending.append(edge.waiter) }
    }
    found.remove(holder)
    return found
  }

  /// Walks a tree without recursion: a queue may be thousands of sessions deep.
  private struct Writer {
    let forest: BlockingForest
    var lines: [BlockingLine] = []
    /// Those whose waiters have been shown.
    var expanded: Set<UInt64> = []

    private struct Step {
      var edge: Edge
      /// What stands before its branch.
      var indent: String
      var isLast: Bool
      /// Ends the branch of this session instead.
      var leaves: UInt64?
    }

    init(forest: BlockingForest) { self.forest = forest }

    mutating func write(tree root: UInt64, _ behind: [UInt64: Int]) {
      guard let line = forest.line(ofRoot: root, behind: behind[root] ?? 0) else { return }
      lines.append(line)
      expanded.insert(root)
      var path: Set<UInt64> = [root]
      var steps = steps(below: root, indent: "")
      while let step = steps.popLast() {
        if let leaving = step.leaves {
          path.remove(leaving)
          continue
        }
        let wait = step.edge.wait
        let spid = step.edge.waiter
        var note: BlockingLine.Note?
        if forest.waiters[spid] != nil {
          note = path.contains(spid) ? .cycle : expanded.contains(spid) ? .shownAbove : nil
        }
        lines.append(
          BlockingLine(
            party: wait.waiter, branch: step.indent + (step.isLast ? "└─ " : "├─ "), isWaiting: true,
            behind: behind[spid] ?? 0, object: wait.object, isPossible: wait.isPossible, note: note))
        guard note == nil, forest.waiters[spid] != nil else { continue }
        expanded.insert(spid)
        path.insert(spid)
        var end = step
        end.leaves = spid
        steps.append(end)
        steps += self.steps(below: spid, indent: step.indent + (step.isLast ? "   " : "│  "))
      }
    }

    /// In reverse, since the last is taken first.
    private func steps(below spid: UInt64, indent: String) -> [Step] {
      let edges = forest.waiters[spid] ?? []
      return edges.enumerated().reversed().map { index, edge in
        Step(edge: edge, indent: indent, isLast: index == edges.count - 1)
      }
    }
  }
}

public import SessionControl
internal import Synchronization

/// What a screen shows of a list that is looked at again and again. Pure.
public struct WatchFrame<Item: TableListable & Watchable>: Sendable {
  /// One target.
  public struct Part: Sendable {
    public var health: TargetHealth
    /// The last look that came to something, and what changed since the one before it.
    public var seen: Seen?
    /// When the server was asked what it has not answered for a while.
    public var unansweredSince: Moment?

    public init(target: String) { health = TargetHealth(target: target) }
  }

  public struct Seen: Sendable {
    public let time: Moment
    public let findings: Look<Item>.Findings
    public let changes: RowChanges

    public init(_ findings: Look<Item>.Findings, at time: Moment, since before: Seen?) {
      self.time = time
      self.findings = findings
      changes = RowChanges(of: findings.items, since: before?.changes)
    }
  }

  private static var mostLinesOfMessage: Int { 3 }

  public var parts: [Part]
  public var interval: Duration

  public init(parts: [Part], interval: Duration) {
    self.parts = parts
    self.interval = interval
  }

  /// The lines of a screen, at most so many, none wider than the layout.
  ///
  /// - Parameter format: `table` or `wide`.
  public func lines(_ format: OutputFormat, layout: TableLayout, height: Int) -> [String] {
    var lines = [status(width: layout.width)]
    for part in parts {
      for (message, color) in messages(of: part) {
        lines += DisplayWidth.lines(of: message, width: layout.width, atMost: Self.mostLinesOfMessage).map {
          layout.usesColor ? "\u{1B}[\(color)m\($0)\u{1B}[0m" : $0
        }
      }
    }
    lines += table(format, layout, height: height - lines.count)
    return Array(lines.prefix(height))
  }

  /// The targets, and what must not be cut for their sake.
  private func status(width: Int) -> String {
    let seen = parts.compactMap(\.seen)
    let rows = seen.reduce(0) { $0 + $1.findings.items.count }
    let ended = seen.reduce(0) { $0 + $1.changes.endedCount }
    var rest = "  every \(interval.spoken)"
    if let last = seen.map(\.time).max(by: { $0.instant < $1.instant }) {
      rest += "  \(last.local)  \(rows) row\(rows == 1 ? "" : "s")" + (ended > 0 ? ", \(ended) ended" : "")
    }
    let targets = parts.map(\.health.target).joined(separator: ", ").printable
    let room = max(8, width - DisplayWidth.of(rest))
    return DisplayWidth.cut(DisplayWidth.cut(targets, to: room) + rest, to: width)
  }

  private func messages(of part: Part) -> [(String, color: String)] {
    var messages: [(String, color: String)] = []
    if let outage = part.health.outage {
      let shown = part.seen.map { "showing what was seen at \($0.time.local)" } ?? "nothing was seen yet"
      let end = outage.isFinal ? "; it is not asked again" : ""
      messages.append(("since \(outage.since.local): \(outage.error.description)\(end); \(shown)", "31"))
    }
    if let asked = part.unansweredSince {
      messages.append(("\(part.health.target): asked at \(asked.local), no answer yet", "33"))
    }
    return messages + part.health.notes.map { ("\(part.health.target): \($0)", "33") }
  }

  /// The rows that there is room for. Widths are those of what is shown.
  private func table(_ format: OutputFormat, _ layout: TableLayout, height: Int) -> [String] {
    let seen = parts.compactMap { part in part.seen.map { (part.health.target, $0) } }
    guard height > 0, !seen.isEmpty else { return [] }
    let count = seen.reduce(0) { $0 + $1.1.findings.items.count }
    // One line is the header, one may tell of the rest.
    let room = count < height ? count : max(0, height - 2)
    var layout = layout
    layout.showsTargets = parts.count > 1
    layout.showsMarks = true
    layout.cutsLines = true
    let text = Mutex<[UInt8]>([])
    let renderer = ListingRenderer<Item>(format: format, layout: layout) { bytes in
      text.withLock { $0 += bytes }
    }
    var shown = 0
    var hiddenMarks = 0
    for (target, seen) in seen {
      try? renderer.receive(.columns(seen.findings.shape), from: target)
      for (item, mark) in zip(seen.findings.items, seen.changes.marks) {
        if shown < room {
          try? renderer.receive(item, from: target, mark: mark)
          shown += 1
        } else if mark != nil {
          hiddenMarks += 1
        }
      }
    }
    try? renderer.finish()
    var lines = String(decoding: text.withLock(\.self), as: UTF8.self).split(separator: "\n").map(String.init)
    if count > room {
      let rest = "... \(count - room) more" + (hiddenMarks > 0 ? ", \(hiddenMarks) new or changed" : "")
      lines.append(DisplayWidth.cut(rest, to: layout.width))
    }
    return lines
  }
}

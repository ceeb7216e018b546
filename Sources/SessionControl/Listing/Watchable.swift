/// Something that can be listed again and again, to see what changed.
public protocol Watchable: Listable {
  /// What tells it from the others of its list, and stays as long as it is there.
  var identity: [Value] { get }
  /// What a person would call a change; nothing that ticks by itself.
  var condition: [Value] { get }
  /// In milliseconds, grows while nothing happens: one that fell began anew, though all else is the same.
  var age: UInt64? { get }
}

extension Watchable {
  public var age: UInt64? { nil }
}

extension Session: Watchable {
  public var identity: [Value] { [knownID.map(Value.text) ?? Value(spid)] }

  public var condition: [Value] {
    [
      Value(user), Value(host), Value(database), .text(status.description), Value(timestamp: startTime),
      Value(timestamp: commandStartTime), Value(statement), Value(statementID),
    ]
  }

  /// One that is idle for less than before has run something in between.
  public var age: UInt64? { status.isIdle ? idleMilliseconds : elapsedMilliseconds }
}

/// What its sessions run is no change of a connection; `sessions` shows that.
extension Connection: Watchable {
  public var identity: [Value] { [Value(id)] }

  public var condition: [Value] {
    [Value(user), Value(host), Value(application), Value(database), Value(timestamp: startTime)]
  }
}

extension Command: Watchable {
  public var identity: [Value] { [Value(spid)] }

  public var condition: [Value] {
    [Value(timestamp: startTime), Value(statement)] + (session?.condition ?? [])
  }

  public var age: UInt64? { elapsedMilliseconds }
}

extension Transaction: Watchable {
  public var identity: [Value] { [Value(id)] }

  public var condition: [Value] {
    [
      Value(sessionID), Value(state), Value(timestamp: startTime), Value(session?.user),
      Value(session?.status.description), Value(session?.statement),
    ]
  }

  public var age: UInt64? { elapsedMilliseconds }
}

extension Lock: Watchable {
  public var identity: [Value] {
    [Value(id), Value(spid), Value(transactionID), Value(objectID), Value(type)]
  }

  public var condition: [Value] {
    [
      Value(status.description), Value(timestamp: startTime), Value(session?.user), Value(session?.statement),
    ]
  }
}

extension LockWait: Watchable {
  public var identity: [Value] { [.unsigned(waiter.spid), Value(holder?.spid), Value(object)] }

  public var condition: [Value] {
    [.boolean(isPossible)]
      + [waiter, holder].flatMap {
        [Value($0?.lock), Value($0?.session?.user), Value($0?.session?.statement)]
      }
  }
}

extension BlockingLine: Watchable {
  public var identity: [Value] { [.unsigned(party.spid)] }

  public var condition: [Value] {
    [
      .boolean(isRoot), .boolean(isWaiting), .boolean(isPossible), .unsigned(UInt64(behind)), Value(object),
      Value(note?.rawValue), Value(party.lock), Value(party.session?.user), Value(party.session?.statement),
    ]
  }
}

/// A rowset that nobody knows beforehand: what its columns are is told by their names, as far as servers have habits.
extension RowsetRow: Watchable {
  /// Ids and names; where there are none, the first column.
  public var identity: [Value] {
    let found = values { Self.isName($0) }
    return found.isEmpty ? Array(extras.values.prefix(1)) : found
  }

  /// All the rest but times: they tick.
  public var condition: [Value] { values { !Self.isName($0) && !Self.isTime($0) } }

  private func values(under isMeant: (String) -> Bool) -> [Value] {
    zip(extras.shape.keys, extras.values).filter { isMeant($0.0) }.map(\.1)
  }

  private static func isName(_ key: String) -> Bool {
    ["id", "spid", "name", "guid"].contains(key.split(separator: "_").last)
  }

  private static func isTime(_ key: String) -> Bool {
    !Set(key.split(separator: "_")).isDisjoint(with: ["ms", "time", "elapsed", "cpu", "age", "duration"])
  }
}

internal import SessionControl

/// A metadata lock: what statements hold or want of a table's definition and of the server as a whole (FLUSH TABLES
/// WITH READ LOCK), and the locks of GET_LOCK.
struct MetadataLock: Sendable, Equatable {
  var object: MetadataLockObject
  /// What it allows, as the performance schema writes it; nil where that can't be seen.
  var mode: String?
  var duration: String?
  var isGranted: Bool
  /// Nil where no thread has it: a transaction that is prepared by XA and left behind keeps its locks.
  var thread: UInt64?
  /// How long it has been held. The performance schema does not tell.
  var heldMilliseconds: UInt64?

  init(
    _ object: MetadataLockObject, mode: String? = nil, duration: String? = nil, isGranted: Bool,
    thread: UInt64?, heldMilliseconds: UInt64? = nil
  ) {
    self.object = object
    self.mode = mode
    self.duration = duration
    self.isGranted = isGranted
    self.thread = thread
    self.heldMilliseconds = heldMilliseconds
  }
}

extension Lock {
  /// - Parameters:
  ///   - session: the thread as the process list shows it.
  ///   - shape: the other columns of the listing that it is to be part of.
  init(_ lock: MetadataLock, session: Session?, shape: RowShape) {
    let extras: [String: Value] = [
      "lock_type": .text("METADATA"), "object_type": .text(lock.object.kind),
      "lock_duration": Value(lock.duration),
    ]
    self.init(
      spid: lock.thread ?? 0, object: lock.object.description, objectDatabase: lock.object.schema,
      type: lock.mode, status: lock.isGranted ? .granted : .waiting,
      elapsedMilliseconds: lock.elapsed(session), session: session,
      extras: Row(shape: shape, values: shape.keys.map { extras[$0] ?? .null }))
  }
}

extension LockWait.Party {
  init(_ lock: MetadataLock, session: Session?) {
    self.init(
      spid: lock.thread ?? 0, session: session, lock: lock.mode, elapsedMilliseconds: lock.elapsed(session))
  }
}

extension MetadataLock {
  /// No server tells how long a metadata lock has been waited for: it is the age of the statement at most.
  fileprivate func elapsed(_ session: Session?) -> UInt64? {
    isGranted ? heldMilliseconds : session?.elapsedMilliseconds
  }
}

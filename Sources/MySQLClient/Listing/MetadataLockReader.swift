internal import SessionControl

/// Rows of ``MetadataLockQuery``, in the order of its columns.
enum MetadataLockReader {
  /// - Throws: ``ControlError`` for a row that can't be one.
  static func performanceSchema(_ row: [Value]) throws -> MetadataLock {
    guard row.count == 7, let type = row[0].text, let status = row[5].text else { throw unreadable }
    return MetadataLock(
      MetadataLockObject(performanceSchema: type, schema: row[1].text, name: row[2].text), mode: row[3].text,
      duration: row[4].text, isGranted: status == "GRANTED", thread: row[6].count)
  }

  /// - Throws: ``ControlError`` for a row that can't be one.
  static func plugin(_ row: [Value]) throws -> MetadataLock {
    guard row.count == 6, let type = row[2].text else { throw unreadable }
    let prefix = "MDL_"
    let mode = row[1].text.map { $0.hasPrefix(prefix) ? String($0.dropFirst(prefix.count)) : $0 }
    return MetadataLock(
      MetadataLockObject(plugin: type, schema: row[3].text, name: row[4].text), mode: mode, isGranted: true,
      thread: row[0].count, heldMilliseconds: row[5].count)
  }

  private static var unreadable: ControlError {
    ControlError(.protocolViolation, "a row of the metadata locks can't be read", hint: "look with --trace")
  }
}

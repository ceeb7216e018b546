import Foundation

/// What became of one Cancel, for tests that compare it with what a client says.
public struct CancelRecord: Hashable, Sendable, Encodable {
  /// What was hit: a command, or a session with the command that it ran.
  public struct Hit: Hashable, Sendable, Encodable {
    public var spid: Int
    public var session: String
    public var user: String
    /// Whether the session is gone.
    public var isSessionEnded: Bool
    /// nil when the session was idle.
    public var command: Command?
  }

  public struct Command: Hashable, Sendable, Encodable {
    /// COMMAND_START_TIME, as the listings write it.
    public var start: String
    /// SESSION_COMMAND_COUNT while it ran.
    public var count: Int
    public var text: String
  }

  /// From 1.
  public var node: Int
  /// Who asked.
  public var user: String
  public var connectionID: Int?
  public var sessionID: String?
  public var spid: Int?
  /// The session of the request's header.
  public var ownSession: String?
  /// `cancelled`, `nothing running`, `later` (and then a second record), or the code of the fault.
  public var answer: String
  public var hits: [Hit] = []

  /// One line of JSON.
  public var line: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}

extension CancelRecord.Hit {
  /// What a Cancel did to a session; nil when nothing.
  fileprivate init?(_ before: SandboxSession, _ after: SandboxSession?, identities: Identities) {
    let isStopped = before.runningCommand != nil && after?.runningCommand != before.runningCommand
    guard after == nil || isStopped else { return nil }
    self.init(
      spid: identities.spid(ofSession: before.index),
      session: identities.identifier(ofSession: before.index).text, user: before.userName,
      isSessionEnded: after == nil,
      command: before.isBusy ? before.command.map { CancelRecord.Command($0) } : nil)
  }
}

extension CancelRecord.Command {
  fileprivate init(_ command: LastCommand) {
    var bytes: [UInt8] = []
    bytes.appendDateTime(command.start)
    self.init(start: String(decoding: bytes, as: UTF8.self), count: command.number, text: command.text)
  }
}

extension SandboxEngine {
  /// Tells what a Cancel did.
  ///
  /// - Parameters:
  ///   - before: the model before it, at the same time as the model now.
  ///   - answer: what the client is answered.
  func record(
    _ command: CancelCommand, ownSession: Int?, by user: SandboxUser, answer: String,
    from before: SandboxModel? = nil, to after: SandboxModel? = nil
  ) {
    guard let onCancel else { return }
    var record = CancelRecord(
      node: node + 1, user: user.name, connectionID: command.connectionID, sessionID: command.sessionID,
      spid: command.spid, answer: answer)
    if let before, let after {
      record.ownSession = ownSession.map { before.identities.identifier(ofSession: $0).text }
      record.hits = before.sessions(near: command, ownSession: ownSession).compactMap {
        CancelRecord.Hit($0, after.session($0.index), identities: before.identities)
      }
    }
    onCancel(record)
  }
}

internal import ArgumentParser
internal import SessionControl

struct RollbackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback", abstract: "Roll back the transaction of an explicit session.",
    discussion: """
      Whatever the reference count is, a single rollback ends the transaction.
      """)

  @OptionGroup var session: SessionOption
  @OptionGroup var target: TargetOptions

  func run() async throws { try await TransactionRun(.rollback, session, target).run() }
}

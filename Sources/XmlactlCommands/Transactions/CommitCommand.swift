internal import ArgumentParser
internal import SessionControl

struct CommitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "commit", abstract: "Commit the transaction of an explicit session.",
    discussion: """
      Where begin was sent more than once, a commit takes one from the reference count, and only the last one \
      commits.
      """)

  @OptionGroup var session: SessionOption
  @OptionGroup var target: TargetOptions

  func run() async throws { try await TransactionRun(.commit, session, target).run() }
}

internal import ArgumentParser
internal import SessionControl

struct BeginCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "begin", abstract: "Begin a transaction in an explicit session.",
    discussion: """
      There is one transaction to a session. A further begin adds one to its reference count, which no server \
      tells; as many commits are needed.
      """)

  @OptionGroup var session: SessionOption
  @OptionGroup var target: TargetOptions

  func run() async throws { try await TransactionRun(.begin, session, target).run() }
}

internal import ArgumentParser
internal import SessionControl

/// What every cancel has.
struct CancelOptions: ParsableArguments {
  @Flag(
    name: [.customShort("n"), .customLong("dry-run")],
    help: "Look, then print the exact XMLA document or SQL instead of sending it.")
  var dryRun = false

  @Option(
    help: ArgumentHelp(
      "Look again until it is gone, at most this long (such as 30s).", valueName: "duration"),
    transform: DurationArgument.any)
  var wait: Duration?

  @Flag(
    help: """
      Where that does not stop it, cancel its session, then its connection; each step is watched for --wait \
      (10s unless given). MySQL: the query, then the connection.
      """)
  var escalate = false

  @Flag(
    help: """
      XMLA, one id: send it where nobody can look. Not even whose it is gets checked, and status 4 says that nobody saw \
      what came of it.
      """)
  var unseen = false

  @Flag(help: "Agree to hit more than one session.")
  var yes = false

  @Option(help: ArgumentHelp("Refuse to hit more sessions than this.", valueName: "count"))
  var max: Int?

  /// How long to look for the end; nil for no look at all.
  var waitLimit: Duration? { wait ?? (escalate ? Escalation.defaultWait : nil) }

  func validate() throws {
    if let max, max < 1 { throw ValidationError("--max takes a count from 1") }
    if unseen, wait != nil || escalate {
      throw ValidationError("--unseen goes without --wait and --escalate, which look")
    }
  }
}

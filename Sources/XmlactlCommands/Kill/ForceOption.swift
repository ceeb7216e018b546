internal import ArgumentParser
internal import SessionControl

/// MariaDB's HARD and SOFT.
struct ForceOption: ParsableArguments {
  @Flag(
    help: "MariaDB: KILL SOFT, which spares a REPAIR or the building of an index that would be left broken.")
  var soft = false

  @Flag(help: "MariaDB: KILL HARD, its default.")
  var hard = false

  var force: CancelRequest.Force? { soft ? .soft : hard ? .hard : nil }

  func validate() throws {
    if soft, hard { throw ValidationError("--soft and --hard exclude each other") }
  }
}

import ArgumentParser
import XMLASandbox

/// The options that make the server differ from the usual one, or misbehave.
struct ServerTraitsOptions: ParsableArguments {
  @Option(
    name: .customLong("fault"),
    help: ArgumentHelp(
      "Misbehave on purpose (see above). The form is NAME[=DURATION][:REQUESTS][:NUMBER]. REQUESTS is discover, "
        + "execute or cancel, NUMBER means only that one of the requests it applies to: truncate:discover:2.",
      valueName: "fault"),
    transform: { try FaultRule($0) })
  var faults: [FaultRule] = []

  @Flag(
    help: """
      Be like the data pump behind IIS: the sessions of all HTTP clients share one connection, which can't be \
      cancelled.
      """)
  var pump = false

  @Option(
    help: ArgumentHelp("End explicit sessions that are idle longer than this.", valueName: "duration"),
    transform: { try ServerTraitsOptions.duration($0) })
  var sessionTimeout: SandboxDuration?

  @Option(
    help: ArgumentHelp(
      "Honour only session headers with soap:mustUnderstand=\"1\" (prefixed), with mustUnderstand=\"1\" (bare), "
        + "none at all, or any (the default).", valueName: "form"),
    transform: { try ServerTraitsOptions.form($0) })
  var beginSession = SessionHeaderForm.any

  @Option(
    help: ArgumentHelp("Be a server that does not know this rowset, nor its view.", valueName: "rowset"),
    transform: { try ServerTraitsOptions.rowset($0) })
  var without: [String] = []

  @Flag(help: "Refuse every Discover with 0xC1180016; views can be read.")
  var refuseDiscover = false

  @Option(
    help: ArgumentHelp("Let a Process command take this long before it commits.", valueName: "duration"),
    transform: { try ServerTraitsOptions.duration($0) })
  var processTime: SandboxDuration?

  @Option(
    help: ArgumentHelp(
      """
      Let the busy sessions run commands that take this long, each beginning when the one before it ends. Without \
      it their commands run for ever.
      """, valueName: "duration"),
    transform: { try ServerTraitsOptions.duration($0) })
  var churn: SandboxDuration?

  @Option(
    help: ArgumentHelp(
      """
      Let a busy session whose command was cancelled begin its next command this long after. Without it the session \
      stays idle, and with --churn it goes on at once.
      """, valueName: "duration"),
    transform: { try ServerTraitsOptions.duration($0) })
  var nextCommand: SandboxDuration?

  var traits: ServerTraits {
    var traits = ServerTraits()
    traits.succession = Succession(churn: churn, pause: nextCommand)
    traits.isPump = pump
    traits.sessionTimeout = sessionTimeout
    traits.sessionHeaders = beginSession
    traits.missingRowsets = Set(without)
    traits.refusesDiscover = refuseDiscover
    traits.processTime = processTime
    return traits
  }

  /// What the help says about each fault.
  static let faultList: String = {
    let width = Fault.allCases.map(\.rawValue.count).max() ?? 0
    return Fault.allCases.map { fault in
      let name = fault.rawValue + String(repeating: " ", count: width - fault.rawValue.count)
      return "  \(name)  \(fault.summary)"
    }.joined(separator: "\n")
  }()

  private static func duration(_ text: String) throws -> SandboxDuration {
    guard let duration = SandboxDuration(text) else {
      throw ValidationError("'\(text)' is no time; write 500ms, 30s, 10m or 2h")
    }
    return duration
  }

  private static func form(_ text: String) throws -> SessionHeaderForm {
    guard let form = SessionHeaderForm(rawValue: text) else {
      throw ValidationError("'\(text)' is neither any, prefixed, bare nor none")
    }
    return form
  }

  private static func rowset(_ text: String) throws -> String {
    guard ServerTraits.rowsets.contains(text) else {
      throw ValidationError(
        "the sandbox has no rowset '\(text)'; it has \(ServerTraits.rowsets.joined(separator: ", "))")
    }
    return text
  }
}

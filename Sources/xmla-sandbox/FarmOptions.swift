import ArgumentParser
import XMLASandbox

/// The options of several servers behind one address.
struct FarmOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      How many servers there are behind the address, at most \(SandboxConfiguration.largestNodeCount). All have \
      the same SPIDs and connection ids, with other users, other commands and other SESSION_IDs. Each can be \
      reached by itself, without faults, at /node/1/xmla, /node/2/xmla and so on.
      """, valueName: "number"))
  var nodes = 1

  @Option(
    help: ArgumentHelp(
      """
      What decides which node gets a request: request (the default) is chance, also within a connection; cookie is \
      the cookie SERVERID, which the first reply sets.
      """, valueName: "way"),
    transform: { try FarmOptions.balance($0) })
  var balance = Balance.request

  func validate() throws {
    guard (1...SandboxConfiguration.largestNodeCount).contains(nodes) else {
      throw ValidationError("--nodes must be between 1 and \(SandboxConfiguration.largestNodeCount).")
    }
  }

  private static func balance(_ text: String) throws -> Balance {
    guard let balance = Balance(rawValue: text) else {
      throw ValidationError("'\(text)' is neither request nor cookie")
    }
    return balance
  }
}

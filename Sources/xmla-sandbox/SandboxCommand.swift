import ArgumentParser
import Foundation
import XMLASandbox

@main
struct SandboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "xmla-sandbox",
    abstract: "Serve a model of an Analysis Services instance over XMLA on 127.0.0.1.",
    discussion: """
      Sessions, connections and commands are invented; the same seed always gives the same ones. A client \
      can list them, cancel them in every form of the Cancel command, open sessions of its own and run \
      statements in them: SLEEP seconds, WAIT, ROWS n, GRID columns rows, PUT key value, GET [key], FAIL text, \
      SELECT from $SYSTEM's views, MDX on the cubes Sales, Staff and Finance of the databases Sales DW, HR and \
      Finance, which gets a small made-up grid, and DAX, which gets a row that holds it. Of a query only the shape \
      is read: what has not the shape of one is a syntax error, as it is on a server. Transactions, Lock and \
      Unlock, Process and Batch work as documented.

      Faults, with their usual time where they take one:
      \(ServerTraitsOptions.faultList)

      The URL is printed on standard error. SIGINT and SIGTERM end the server.
      """
  )

  @Option(help: ArgumentHelp("The TCP port; 0 takes a free one.", valueName: "number"))
  var port: UInt16 = 0

  @Option(help: ArgumentHelp("What all data comes from.", valueName: "number"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "How many sessions there are at the start, at most \(SandboxConfiguration.largestSessionCount).",
      valueName: "number"))
  var sessions = 12

  @Option(
    help: ArgumentHelp(
      "A file that holds the URL from when the server listens until it ends.", valueName: "file"))
  var readyFile: String?

  @Option(
    name: .customLong("user"),
    help: ArgumentHelp(
      "A user who may log in; needs --password-file. The role is server-admin, reader or "
        + "database-admin=DATABASE[,DATABASE].", valueName: "name:role"))
  var users: [SandboxUserArgument] = []

  @Option(
    help: ArgumentHelp(
      "Ask for HTTP Basic authentication; the first line of the file is every user's password.",
      valueName: "file"))
  var passwordFile: String?

  @Option(
    help: ArgumentHelp(
      "A file that gets a line of JSON for each Cancel, before its reply: the node, and the commands and sessions that "
        + "were hit.", valueName: "file"))
  var cancelLog: String?

  @OptionGroup
  var farm: FarmOptions

  @OptionGroup
  var traits: ServerTraitsOptions

  func validate() throws {
    guard (0...SandboxConfiguration.largestSessionCount).contains(sessions) else {
      throw ValidationError(
        "--sessions must be between 0 and \(SandboxConfiguration.largestSessionCount).")
    }
    guard users.isEmpty == (passwordFile == nil) else {
      throw ValidationError("--user and --password-file need each other.")
    }
  }

  func run() async throws {
    let signals = EndSignals()
    var configuration = SandboxConfiguration(
      port: port, seed: seed, sessionCount: sessions, access: try access())
    configuration.traits = traits.traits
    configuration.faults = traits.faults
    configuration.nodeCount = farm.nodes
    configuration.balance = farm.balance
    if let cancelLog {
      do {
        configuration.onCancel = try CancelLogFile(path: cancelLog).write
      } catch {
        throw Self.failure(73, "cannot write \(cancelLog): \(error.localizedDescription)")
      }
    }
    let server = SandboxServer(configuration)
    let url: String
    do {
      url = try await server.start()
    } catch {
      throw Self.failure(69, "cannot listen on 127.0.0.1:\(error.port): \(error.reason)")
    }
    let file = readyFile.map { ReadyFile(path: $0) }
    do {
      try file?.write(url)
    } catch {
      throw Self.failure(73, "cannot write \(readyFile ?? ""): \(error.localizedDescription)")
    }
    defer { file?.remove() }
    Self.report(url)

    let signalled = Task {
      await signals.first()
      // Gone before the work is, so that nobody starts to use a server that ends.
      file?.remove()
      await server.stop()
    }
    defer { signalled.cancel() }
    do {
      try await server.waitUntilStopped()
    } catch {
      throw Self.failure(70, "the server ended: \(error.localizedDescription)")
    }
  }

  private func access() throws -> AccessControl? {
    guard let passwordFile else { return nil }
    guard let text = try? String(contentsOfFile: passwordFile, encoding: .utf8),
      let password = text.split(separator: "\n", omittingEmptySubsequences: false).first, !password.isEmpty
    else {
      throw Self.failure(78, "cannot read a password from the first line of \(passwordFile)")
    }
    let line = password.hasSuffix("\r") ? password.dropLast() : password
    return AccessControl(users: users.map(\.user), password: String(line))
  }

  private static func report(_ text: String) {
    FileHandle.standardError.write(Data("xmla-sandbox: \(text)\n".utf8))
  }

  private static func failure(_ status: Int32, _ text: String) -> ExitCode {
    report(text)
    return ExitCode(status)
  }
}

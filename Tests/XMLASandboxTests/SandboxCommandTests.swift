import Foundation
import Testing
import XMLASandbox

@testable import xmla_sandbox

/// The executable, run as a user would.
struct SandboxCommandTests {
  /// The executable that was built with the tests.
  private static var executable: URL {
    URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appendingPathComponent("xmla-sandbox")
  }

  private static func start(_ arguments: [String], standardError: Pipe = Pipe()) throws -> Process {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.standardError = standardError
    process.standardOutput = Pipe()
    try process.run()
    return process
  }

  private static func waitUntil(_ condition: () -> Bool) async throws {
    for _ in 0..<400 where !condition() {
      try await Task.sleep(for: .milliseconds(25))
    }
    try #require(condition())
  }

  @Test(
    "The ready file holds the URL until a signal ends the server with status 0", arguments: [SIGINT, SIGTERM])
  func readyFile(signal: Int32) async throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("ready-\(UUID().uuidString)")
    let process = try Self.start(["--ready-file", file.path])
    defer { process.terminate() }
    try await Self.waitUntil { FileManager.default.fileExists(atPath: file.path) }
    let line = try String(contentsOf: file, encoding: .utf8)
    #expect(line.wholeMatch(of: /http:\/\/127\.0\.0\.1:\d+\/xmla\n/) != nil)

    let port = try #require(line.firstMatch(of: /:(\d+)\//)).1
    let errors = Pipe()
    let second = try Self.start(["--port", String(port)], standardError: errors)
    try await Self.waitUntil { !second.isRunning }
    #expect(second.terminationStatus == 69)
    let text = String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
    #expect(text.hasPrefix("xmla-sandbox: cannot listen on 127.0.0.1:\(port): "))
    #expect(text.split(separator: "\n").count == 1)

    kill(process.processIdentifier, signal)
    try await Self.waitUntil { !process.isRunning }
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 0)
    #expect(!FileManager.default.fileExists(atPath: file.path))
  }

  @Test("A farm has one URL, and its log tells which node's command each Cancel hit")
  func farm() async throws {
    let folder = FileManager.default.temporaryDirectory
    let ready = folder.appendingPathComponent("ready-\(UUID().uuidString)")
    let log = folder.appendingPathComponent("cancels-\(UUID().uuidString)")
    let process = try Self.start([
      "--nodes", "2", "--next-command", "5ms", "--cancel-log", log.path, "--ready-file", ready.path,
    ])
    defer {
      process.terminate()
      try? FileManager.default.removeItem(at: log)
    }
    try await Self.waitUntil { FileManager.default.fileExists(atPath: ready.path) }
    let line = try String(contentsOf: ready, encoding: .utf8)
    #expect(line.wholeMatch(of: /http:\/\/127\.0\.0\.1:\d+\/xmla\n/) != nil)
    let server = TestServer(url: try #require(URL(string: line.trimmingCharacters(in: .newlines))))
    for node in 1...2 {
      _ = try await server.send(Messages.cancel("<SPID>1001</SPID>"), path: "/node/\(node)/xmla")
      let lines = try String(contentsOf: log, encoding: .utf8).split(separator: "\n")
      #expect(lines.count == node)
      let record = try #require(lines.last)
      #expect(record.contains("\"node\":\(node)") && record.contains("\"spid\":1001"))
      #expect(record.contains("\"is_session_ended\":false"))
    }
  }

  @Test("A log that can't be written is status 73")
  func unwritableLog() async throws {
    let process = try Self.start(["--cancel-log", "/nonexistent/log"])
    defer { process.terminate() }
    try await Self.waitUntil { !process.isRunning }
    #expect(process.terminationStatus == 73)
  }

  @Test(
    "Arguments that make no sense are refused",
    arguments: [
      ["--sessions", "1000001"], ["--sessions", "-1"], ["--port", "65536"], ["--user", "a:reader"],
      ["--user", "a", "--password-file", "/nonexistent"], ["--password-file", "/nonexistent"],
      ["--fault", "nonsense"], ["--fault", "truncate=1s"], ["--session-timeout", "5"],
      ["--begin-session", "both"], ["--without", "DISCOVER_NONSENSE"], ["--nodes", "0"], ["--nodes", "7"],
      ["--balance", "turns"], ["--churn", "5"], ["--next-command", "0ms"],
    ])
  func usage(arguments: [String]) async throws {
    let process = try Self.start(arguments)
    defer { process.terminate() }
    try await Self.waitUntil { !process.isRunning }
    #expect(process.terminationStatus == 64)
  }

  @Test("The help names every fault")
  func faultHelp() async throws {
    let process = try Self.start(["--help"])
    defer { process.terminate() }
    let output = try #require(process.standardOutput as? Pipe).fileHandleForReading
    let help = String(decoding: try #require(try output.readToEnd()), as: UTF8.self)
    for fault in Fault.allCases {
      #expect(help.contains("  \(fault.rawValue) "))
      #expect(help.contains(fault.summary))
      #expect(fault.summary.count <= 60, "a line of a terminal, \(fault.summary)")
    }
  }

  @Test("A user's name ends at the first colon")
  func userArgument() throws {
    let user = try #require(SandboxUserArgument(argument: "CONTOSO\\a:database-admin=HR")).user
    #expect(user.name == "CONTOSO\\a")
    #expect(user.role == .databaseAdministrator(databases: ["HR"]))
    #expect(SandboxUserArgument(argument: ":reader") == nil)
    #expect(SandboxUserArgument(argument: "a:b:reader") == nil)
  }
}

import Configuration
import Foundation
import Rendering
import SessionControl
import Terminal
import TestSupport
import Testing

@testable import XmlactlCommands

/// What a cancel does and claims, on a server that answers as told: the cases that no real server gives on
/// demand.
@Suite struct CancelRunTests {
  private struct Outcome {
    var status: Int32
    var output: String
    var errors: String
    var calls: [String]
  }

  private static let request = CancelRequest(.spid(7))

  private static func victim(
    _ status: SessionStatus = .active, user: String = "anna", started: String = "T1"
  ) -> Victim {
    Victim(
      request: request,
      sessions: [
        Session(
          id: "S", spid: 7, connectionID: 3, user: user, status: status, commandStartTime: started,
          statement: "EVALUATE x")
      ])
  }

  private func run(
    _ script: FakeBackend.Script, _ arguments: String..., answer: Bool? = nil
  ) async throws -> Outcome {
    try await ScratchFolder.with { scratch in
      let backend = FakeBackend(script)
      let output = try scratch.write("", to: "output")
      let errors = try scratch.write("", to: "errors")
      let files = try [output, errors].map { path in
        try #require(FileHandle(forWritingAtPath: path))
      }
      let context = CommandContext(
        environment: Environment([:]), output: OutputStream(descriptor: files[0].fileDescriptor),
        messages: OutputStream(descriptor: files[1].fileDescriptor),
        layout: TableLayout(width: 80, usesColor: false), canAsk: answer != nil,
        confirm: { _ in answer ?? false },
        askSecret: { _ in nil }, readInput: { [] }, readScript: { _ in [] },
        makeBackend: { _, _, _, _, _ in backend }, makeSession: [:])
      let status = await XmlactlCommands.Program.run(arguments + ["-t", "http://fake/"], in: context)
      return Outcome(
        status: status, output: try String(contentsOfFile: output, encoding: .utf8),
        errors: try String(contentsOfFile: errors, encoding: .utf8), calls: backend.calls)
    }
  }

  @Test("Work that ignores the cancel is still there: status 4, and that is said")
  func ignored() async throws {
    let result = try await run(
      .init(looks: [.success(Self.victim())]), "cancel", "spid", "7", "--wait", "100ms")
    #expect(result.status == 4)
    #expect(result.output == "")
    #expect(result.errors.contains("the cancel was accepted, and after"))
    #expect(result.errors.contains("it is active"))
  }

  @Test("Work that the server is still ending is still there")
  func rollingBack() async throws {
    let result = try await run(
      .init(looks: [.success(Self.victim()), .success(Self.victim(.cancelled))]), "cancel", "spid", "7",
      "--wait",
      "50ms")
    #expect(result.status == 4)
    #expect(result.errors.contains("the server is still ending it"))
  }

  @Test("Work that goes on for a while and then ends is seen to have stopped")
  func slow() async throws {
    let result = try await run(
      .init(looks: [
        .success(Self.victim()), .success(Self.victim()), .success(Self.victim()),
        .success(Self.victim(.idle)),
      ]), "cancel", "spid", "7", "--wait", "10s")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("SPID 7: seen to have stopped"))
  }

  @Test("The next command of the same session is not the one that was cancelled")
  func nextCommand() async throws {
    let result = try await run(
      .init(looks: [.success(Self.victim()), .success(Self.victim(started: "T2"))]), "cancel", "spid", "7",
      "--wait", "10s")
    #expect(result.status == 0)
  }

  @Test("A guard of the client refuses: status 5, and what differs is shown")
  func changed() async throws {
    let result = try await run(
      .init(
        looks: [.success(Self.victim())],
        reply: .success(.changed([Difference("user", expected: "anna", found: "bo")]))), "cancel", "spid", "7"
    )
    #expect(result.status == 5)
    #expect(
      result.errors == "xmlactl: fake: SPID 7: refused, user is 'bo', not 'anna'; nothing was cancelled\n")
  }

  @Test("The server's warning that nothing ran is no success: status 3")
  func warning() async throws {
    let result = try await run(
      .init(
        looks: [.success(Self.victim())], reply: .success(.nothingRunning(detail: "0x41140003: no command"))),
      "cancel", "spid", "7", "--wait", "1s")
    #expect(result.status == 3)
    #expect(result.errors.contains("0x41140003: no command"))
    #expect(result.output == "")
  }

  @Test("A look that fails after the cancel: the cancel is said to be accepted, and the failure is told")
  func lookFails() async throws {
    let result = try await run(
      .init(looks: [.success(Self.victim()), .failure(ControlError(.unreachable, "the connection broke"))]),
      "cancel", "spid", "7", "--wait", "1s")
    #expect(result.status == 69)
    #expect(result.errors.contains("the cancel was accepted, and then a look failed: the connection broke"))
  }

  @Test("A dry run looks and sends nothing")
  func dryRun() async throws {
    let result = try await run(.init(looks: [.success(Self.victim())]), "cancel", "spid", "7", "-n")
    #expect(result.status == 0)
    #expect(result.output == "<Cancel/>\n")
    #expect(result.calls == ["look", "close"])
  }

  @Test("What somebody cancelled before is watched and not cancelled again, and that is what is said")
  func cancelledBefore() async throws {
    let gone = try await run(
      .init(looks: [.success(Self.victim(.cancelled)), .success(Self.victim(.cancelled)), .success(nil)]),
      "cancel", "spid", "7", "--wait", "10s")
    #expect(gone.status == 0)
    #expect(gone.output.contains("after the first look, and it was cancelled before"))
    #expect(!gone.calls.contains("cancel SPID 7"))

    let still = try await run(
      .init(looks: [.success(Self.victim(.cancelled))]), "cancel", "spid", "7", "--wait", "50ms")
    #expect(still.status == 4)
    #expect(still.errors.contains("it was cancelled before, and after"))
    #expect(!still.errors.contains("accepted"))

    let unwatched = try await run(.init(looks: [.success(Self.victim(.cancelled))]), "cancel", "spid", "7")
    #expect(unwatched.status == 3)
    #expect(unwatched.errors.contains("--wait watches that"))
    #expect(unwatched.calls == ["look", "close"])
  }

  @Test("No such id: nothing is sent")
  func unknown() async throws {
    let result = try await run(.init(looks: [.success(nil)]), "cancel", "spid", "7")
    #expect(result.status == 3)
    #expect(result.calls == ["look", "close"])
    #expect(
      result.errors
        == "xmlactl: fake: this user sees no SPID 7 on this server; nothing was cancelled, 'xmlactl sessions' lists what there is\n"
    )
  }

  @Test("A person who says no cancels nothing: status 5", arguments: [true, false])
  func confirmation(_ answer: Bool) async throws {
    let result = try await run(
      .init(looks: [.success(Self.victim())]), "cancel", "spid", "7", "8", answer: answer)
    #expect(result.status == (answer ? 0 : 5))
    #expect(result.calls.contains("cancel SPID 7") == answer)
  }

  @Test("The same id twice is cancelled once")
  func twice() async throws {
    let result = try await run(.init(looks: [.success(Self.victim())]), "cancel", "spid", "7", "07")
    #expect(result.status == 0)
    #expect(result.calls == ["look", "cancel SPID 7", "close"])
  }

  private static let cancels = ["cancel SPID 7", "cancel session S", "cancel connection 3"]

  @Test("--escalate goes from the command to its session to its connection, and says so at each step")
  func escalates() async throws {
    let result = try await run(
      .init(looks: [.success(Self.victim())]), "cancel", "spid", "7", "--escalate", "--wait", "20ms")
    #expect(result.status == 4)
    #expect(result.calls.filter { $0 != "look" } == Self.cancels + ["close"])
    #expect(result.errors.contains("it is active; escalating to session S\n"))
    #expect(result.errors.contains("SPID 7: the cancel of session S was accepted, and after"))
    #expect(result.errors.contains("it is active; escalating to connection 3\n"))
    #expect(result.output == "")
  }

  @Test("Escalation ends with the step that helped")
  func escalationHelps() async throws {
    let still: Result<Victim?, ControlError> = .success(Self.victim())
    let result = try await run(
      // The choice, its reach, the watch, the next step, and then it is idle.
      .init(looks: [still, still, still, still, .success(Self.victim(.idle))]), "cancel", "spid", "7",
      "--escalate", "--wait", "0s")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.calls.filter { $0 != "look" } == Self.cancels.prefix(2) + ["close"])
    #expect(
      result.output.contains(
        "after the cancel was escalated to session S, its session is idle again (was anna"))
  }

  @Test("All sessions of the connection count for the question")
  func escalationCounts() async throws {
    var crowd = Self.victim()
    crowd.sessions.append(Session(id: "T", spid: 8, connectionID: 3, user: "bo", status: .active))
    let result = try await run(
      .init(looks: [.success(Self.victim()), .success(crowd)]), "cancel", "spid", "7", "--escalate")
    #expect(result.status == 64)
    #expect(result.errors.contains("2 sessions would be hit"))
    #expect(!result.calls.contains("cancel SPID 7"))
  }

  @Test("A session that nobody agreed to stops the escalation")
  func escalationStranger() async throws {
    var crowd = Self.victim()
    crowd.sessions.append(Session(id: "T", spid: 8, connectionID: 3, user: "bo", status: .active))
    let still: Result<Victim?, ControlError> = .success(Self.victim())
    let result = try await run(
      // The choice, its reach, the watch, the session, the watch, the connection.
      .init(looks: [still, still, still, still, still, .success(crowd)]), "cancel", "spid", "7", "--escalate",
      "--wait", "0s")
    #expect(result.status == 4)
    #expect(result.calls.filter { $0 != "look" } == Self.cancels.prefix(2) + ["close"])
    #expect(result.errors.contains("connection 3 has 1 more sessions by now than were agreed to"))
  }

  @Test("A step that fails tells that the weaker one was accepted before")
  func escalationFails() async throws {
    let still: Result<Victim?, ControlError> = .success(Self.victim())
    let result = try await run(
      .init(looks: [still, still, still, .failure(ControlError(.unreachable, "the connection broke"))]),
      "cancel", "spid", "7", "--escalate", "--wait", "0s")
    #expect(result.status == 69)
    #expect(
      result.errors.contains("the cancel was accepted and did not stop it, and then: the connection broke"),
      "\(result.errors)")
  }
}

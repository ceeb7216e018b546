import Foundation
import TestSupport

/// Two nodes behind a balancer, with a log of what each Cancel hit: the truth, which nobody who asks through the balancer
/// sees.
struct Farm {
  /// What the log says of one Cancel.
  struct Record: Decodable {
    struct Hit: Decodable {
      var spid: Int
      var session: String
      var user: String
      var command: Command?
    }

    struct Command: Decodable {
      var start: String
      var count: Int
    }

    var node: Int
    var answer: String
    var hits: [Hit]
  }

  /// A row of a listing with its id for programs.
  struct Row: Decodable {
    var fullID: String
    var sessionID: String?
    var id: String?
    var user: String?

    private enum CodingKeys: String, CodingKey {
      case user, id
      case fullID = "full_id"
      case sessionID = "session_id"
    }

    var session: String { sessionID ?? id ?? "" }
  }

  /// How often a test tries what chance decides. `.ci/soak-xmla` says a thousand.
  static let tries = ProcessInfo.processInfo.environment["XMLACTL_TRIES"].flatMap { Int($0) } ?? 20

  let url: String
  private let log: String

  static func with(_ options: String..., body: (Farm) async throws -> Void) async throws {
    try await ScratchFolder.with { scratch in
      let log = "\(scratch.path)/cancels"
      try await TestServers.withSandbox(["--nodes", "2", "--cancel-log", log] + options) { url in
        try await body(Farm(url: url, log: log))
      }
    }
  }

  /// One node by itself.
  func node(_ number: Int) -> String { url.replacing("/xmla", with: "/node/\(number)/xmla") }

  func run(_ words: String...) async throws -> ProgramResult {
    try await Program.run([Program.path("xmlactl")] + words + ["-t", url], within: .seconds(60))
  }

  func list(_ noun: String, on number: Int) async throws -> [Row] {
    let result = try await Program.xmlactl(noun, "-o", "ndjson", "-t", node(number))
    return try result.output.split(separator: "\n").map {
      try JSONDecoder().decode(Row.self, from: Data($0.utf8))
    }
  }

  /// Ends the sessions of a user on each node, as an administrator may.
  ///
  /// - Returns: how many.
  func endSessions(of user: String) async throws -> Int {
    var count = 0
    for number in 1...2 {
      for row in try await list("sessions", on: number) where row.user == user {
        let result = try await Program.xmlactl("cancel", "session", row.session, "-t", node(number))
        count += result.status == 0 ? 1 : 0
      }
    }
    return count
  }

  /// What Cancels have hit so far.
  func records() throws -> [Record] {
    guard let text = try? String(contentsOfFile: log, encoding: .utf8) else { return [] }
    let decoder = JSONDecoder()
    return try text.split(separator: "\n").map { try decoder.decode(Record.self, from: Data($0.utf8)) }
  }
}

/// What came of many tries.
struct TryTable {
  var done = 0
  var refused = 0
  var nothing = 0
  var strangers = 0
  var falseClaims = 0
  var other: [String] = []

  func line(_ name: String) -> String {
    "\(name): \(done) cancelled, \(refused) refused, \(nothing) found nothing, \(strangers) strangers, "
      + "\(falseClaims) false claims, \(other.count) others"
  }
}

import Foundation
import Synchronization
import Testing

@testable import Terminal

@Suite struct HistoryFileTests {
  /// What a file told, and a file to try.
  private final class Trial: Sendable {
    let folder = "/tmp/xmlactl-test.\(UUID().uuidString.prefix(8))"
    private let told = Mutex<[String]>([])
    let isDone = Atomic(false)

    init() throws {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var path: String { "\(folder)/state/xmlactl/history" }
    var notices: [String] { told.withLock { $0 } }

    func file(_ path: String? = nil) -> HistoryFile {
      HistoryFile(path: path ?? self.path, isSecret: { $0.contains("hush") }) { notice in
        self.told.withLock { $0.append(notice) }
      }
    }

    func load(most: Int = 10_000, _ path: String? = nil) -> [String] {
      var entries: [String] = []
      file(path).load(most: most) { entries.append(String(cString: $0)) }
      return entries
    }

    func write(_ text: String, mode: Int = 0o600) throws { try write(Data(text.utf8), mode: mode) }

    func write(_ data: Data, mode: Int = 0o600) throws {
      let folder = (path as NSString).deletingLastPathComponent
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try data.write(to: URL(fileURLWithPath: path))
      try set(mode, of: path)
    }

    func set(_ mode: Int, of path: String) throws {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    func mode(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    func text() throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
  }

  @Test func whatIsAppendedIsLoaded() throws {
    let trial = try Trial()
    #expect(trial.load().isEmpty)
    for entry in ["sessions", "SELECT 1\nFROM é日本\\", "last"] { trial.file().append(entry) }
    #expect(trial.load() == ["sessions", "SELECT 1\nFROM é日本\\", "last"])
    #expect(trial.load(most: 1) == ["last"])
    #expect(trial.notices.isEmpty)
  }

  @Test func nobodyElseMayRead() throws {
    let trial = try Trial()
    trial.file().append("sessions")
    #expect(try trial.mode(trial.path) == 0o600)
    #expect(try trial.mode((trial.path as NSString).deletingLastPathComponent) == 0o700)
    #expect(try trial.mode("\(trial.folder)/state") == 0o700)
    // Neither when it was made otherwise.
    try trial.set(0o644, of: trial.path)
    #expect(trial.load() == ["sessions"])
    #expect(try trial.mode(trial.path) == 0o600)
    try trial.set(0o666, of: trial.path)
    trial.file().append("targets")
    #expect(try trial.mode(trial.path) == 0o600)
  }

  @Test func secretsAreNotWritten() throws {
    let trial = try Trial()
    trial.file().append("set password hush")
    #expect(!FileManager.default.fileExists(atPath: trial.path))
  }

  @Test func aLinkIsNotFollowed() throws {
    let trial = try Trial()
    try trial.write("")
    let other = "\(trial.folder)/other"
    try "mine\n".write(toFile: other, atomically: false, encoding: .utf8)
    try FileManager.default.removeItem(atPath: trial.path)
    try FileManager.default.createSymbolicLink(atPath: trial.path, withDestinationPath: other)
    let file = trial.file()
    file.load(most: 10) { _ in Issue.record("read through a link") }
    file.append("sessions")
    #expect(try String(contentsOfFile: other, encoding: .utf8) == "mine\n")
    // Once, although it failed twice.
    #expect(trial.notices == ["the history file \(trial.path) can't be used: it is a symbolic link"])
  }

  @Test func whatIsNoFileIsRefused() throws {
    let trial = try Trial()
    trial.file(trial.folder).append("sessions")
    #expect(trial.notices.count == 1)
    #expect(trial.load("/dev/null").isEmpty)
    #expect(trial.notices.last == "the history file /dev/null can't be used: it is no file")
    // A pipe that nobody reads does not block either.
    let pipe = "\(trial.folder)/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(trial.load(pipe).isEmpty)
    trial.file(pipe).append("sessions")
    #expect(trial.notices.count == 4)
  }

  @Test func aFolderThatCanNotBeMadeIsToldOnce() throws {
    let trial = try Trial()
    let file = trial.file("/dev/null/history")
    file.append("sessions")
    file.append("targets")
    #expect(trial.notices.count == 1)
  }

  @Test func anyBytesAreRead() throws {
    let trial = try Trial()
    try trial.write(Data("a\n\n".utf8) + Data([0xFF, 0x62, 0x00, 0x63, 0x0A]) + Data("d\\ne\nno end".utf8))
    #expect(trial.load() == ["a", "\u{FFFD}bc", "d\ne", "no end"])
    // What comes next does not run into the line without an end.
    trial.file().append("next")
    #expect(trial.load().suffix(2) == ["no end", "next"])
  }

  @Test func aLongFileIsCut() throws {
    let trial = try Trial()
    let lines = (1...111).map { "line \($0)" }
    try trial.write(lines.prefix(110).joined(separator: "\n") + "\n")
    #expect(trial.load(most: 100) == Array(lines[10..<110]))
    // Not with every start.
    #expect(try trial.text().split(separator: "\n").count == 110)
    trial.file().append(lines[110])
    #expect(trial.load(most: 100) == Array(lines[11..<111]))
    #expect(try trial.text() == lines[11..<111].joined(separator: "\n") + "\n")
    #expect(try trial.mode(trial.path) == 0o600)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: (trial.path as NSString).deletingLastPathComponent)
        == ["history"])
  }

  @Test func severalShellsLoseNothing() async throws {
    let trial = try Trial()
    await withTaskGroup(of: Void.self) { group in
      for shell in 0..<4 {
        group.addTask {
          let file = trial.file()
          for line in 0..<50 { file.append("shell \(shell) line \(line)") }
        }
      }
      // One that starts meanwhile, and cuts.
      group.addTask { for _ in 0..<20 { _ = trial.load(most: 1_000) } }
    }
    let entries = trial.load()
    #expect(entries.count == 200)
    #expect(Set(entries).count == 200)
    for shell in 0..<4 {
      let own = entries.filter { $0.hasPrefix("shell \(shell) ") }
      #expect(own == (0..<50).map { "shell \(shell) line \($0)" })
    }
  }

  /// A cut puts a new file in the place of the one that others have open or wait for.
  @Test func aCutLosesNothing() async throws {
    let trial = try Trial()
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        let file = trial.file()
        for line in 0..<1_000 { file.append("line \(line)") }
        trial.isDone.store(true, ordering: .releasing)
      }
      // Cuts at every 44th line, to the newest 40: none of the last 40 may be missing, ever.
      group.addTask {
        while !trial.isDone.load(ordering: .acquiring) {
          let numbers = trial.load(most: 40).compactMap { Int($0.dropFirst("line ".count)) }
          let expected = numbers.first.map { Array($0..<$0 + numbers.count) } ?? []
          if numbers != expected { Issue.record("lines are missing: \(numbers)") }
        }
      }
    }
    #expect(trial.load(most: 40) == (960..<1_000).map { "line \($0)" })
  }
}

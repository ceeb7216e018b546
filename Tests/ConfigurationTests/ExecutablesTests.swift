import Foundation
import Testing

@testable import Configuration

@Suite("Where programs are found")
struct ExecutablesTests {
  private let name = "xmlactl-test-\(UUID().uuidString)"

  private func find(_ path: String?) -> String? {
    Executables(environment: Environment(path.map { ["PATH": $0] } ?? [:])).path(of: name)
  }

  @Test("The first folder of PATH that has the program wins")
  func first() throws {
    let one = try ScratchFolder()
    defer { one.remove() }
    let two = try ScratchFolder()
    defer { two.remove() }
    let inTwo = try two.file(name, "#!/bin/sh\n", mode: 0o755)
    #expect(find("\(one.path):\(two.path)") == inTwo)
    let inOne = try one.file(name, "#!/bin/sh\n", mode: 0o755)
    #expect(find("\(one.path):\(two.path)") == inOne)
    #expect(find("\(two.path):\(one.path)") == inTwo)
    #expect(find("::/nowhere:\(two.path):") == inTwo)
  }

  @Test("A file that can't be run and a folder of that name are passed over")
  func passedOver() throws {
    let one = try ScratchFolder()
    defer { one.remove() }
    let two = try ScratchFolder()
    defer { two.remove() }
    let three = try ScratchFolder()
    defer { three.remove() }
    _ = try one.file(name, "text", mode: 0o644)
    _ = try two.folder(name)
    #expect(find("\(one.path):\(two.path)") == nil)
    let program = try three.file(name, "#!/bin/sh\n", mode: 0o755)
    #expect(find("\(one.path):\(two.path):\(three.path)") == program)
  }

  @Test("A program that is nowhere is not found")
  func nowhere() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    #expect(find(folder.path) == nil)
    #expect(find(nil) == nil)
    #expect(find("") == nil)
  }

  @Test("Without PATH the usual folders are searched", arguments: [nil, ""])
  func noPath(path: String?) {
    let executables = Executables(environment: Environment(path.map { ["PATH": $0] } ?? [:]))
    let shell = executables.path(of: "sh")
    #expect(shell == "/usr/bin/sh" || shell == "/bin/sh")
  }

  @Test("What lies beside this program is found without PATH")
  func beside() throws {
    let own = try #require(Bundle.main.executableURL?.resolvingSymlinksInPath())
    let executables = Executables(environment: Environment(["PATH": "/nowhere"]))
    #expect(executables.path(of: own.lastPathComponent) == own.path)
  }
}

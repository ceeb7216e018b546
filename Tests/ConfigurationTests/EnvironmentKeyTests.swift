import Testing

@testable import Configuration

@Suite("The environment")
struct EnvironmentKeyTests {
  @Test("The variables are those that users have set in their profiles")
  func names() {
    #expect(
      EnvironmentKey.allCases.map(\.rawValue) == [
        "XMLACTL_TARGET", "XMLACTL_PASSWORD_FILE", "XMLACTL_CONFIG", "XDG_CONFIG_HOME", "XDG_STATE_HOME",
        "HOME", "MYSQL_HOME",
        "NO_COLOR", "TERM", "COLUMNS", "PATH", "TMPDIR",
      ])
  }

  @Test("Each key reads its own variable")
  func reads() {
    let environment = Environment([
      "XMLACTL_TARGET": "mysql:///", "XMLACTL_PASSWORD_FILE": "/p", "XMLACTL_CONFIG": "/c",
      "XDG_CONFIG_HOME": "/x", "XDG_STATE_HOME": "/s", "HOME": "/h", "MYSQL_HOME": "/m", "NO_COLOR": "1",
      "TERM": "dumb",
      "COLUMNS": "80", "PATH": "/bin", "TMPDIR": "/tmp",
    ])
    #expect(environment[.target] == "mysql:///")
    #expect(environment[.passwordFile] == "/p")
    #expect(environment[.mysqlHome] == "/m")
    #expect(environment[.configuration] == "/c")
    #expect(environment[.configurationFolder] == "/x")
    #expect(environment[.stateFolder] == "/s")
    #expect(environment[.home] == "/h")
    #expect(environment[.noColor] == "1")
    #expect(environment[.terminal] == "dumb")
    #expect(environment[.columns] == "80")
    #expect(environment[.path] == "/bin")
    #expect(environment[.temporaryFolder] == "/tmp")
  }

  @Test("An empty value counts as unset, a space does not", arguments: EnvironmentKey.allCases)
  func empty(key: EnvironmentKey) {
    #expect(Environment([:])[key] == nil)
    #expect(Environment([key.rawValue: ""])[key] == nil)
    #expect(Environment([key.rawValue: " "])[key] == " ")
    #expect(Environment([key.rawValue.lowercased(): "x"])[key] == nil)
  }
}

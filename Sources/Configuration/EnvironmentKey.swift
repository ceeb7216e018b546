/// Every environment variable that xmlactl reads.
public enum EnvironmentKey: String, Sendable, CaseIterable {
  /// The target where `-t` is absent.
  case target = "XMLACTL_TARGET"
  /// The file that holds the target's password.
  case passwordFile = "XMLACTL_PASSWORD_FILE"
  /// The configuration file.
  case configuration = "XMLACTL_CONFIG"
  /// The folder of every program's configuration, where that is not `~/.config`.
  case configurationFolder = "XDG_CONFIG_HOME"
  /// The folder of every program's state, such as the shell's history, where that is not `~/.local/state`.
  case stateFolder = "XDG_STATE_HOME"
  /// What `~` stands for.
  case home = "HOME"
  /// A folder with a further option file of the MySQL clients, `my.cnf`.
  case mysqlHome = "MYSQL_HOME"
  /// No colour, when set to anything but the empty text.
  case noColor = "NO_COLOR"
  /// `dumb`, or nothing, means no colour.
  case terminal = "TERM"
  /// Width of tables where the output is no terminal.
  case columns = "COLUMNS"
  /// Where `demo` finds the servers that it starts.
  case path = "PATH"
  /// Where `demo` keeps their files while it runs.
  case temporaryFolder = "TMPDIR"
}

/// The environment of a run, by key. An empty value counts as unset.
public struct Environment: Sendable {
  private let values: [String: String]

  public init(_ values: [String: String]) { self.values = values }

  public subscript(key: EnvironmentKey) -> String? {
    values[key.rawValue].flatMap { $0.isEmpty ? nil : $0 }
  }
}

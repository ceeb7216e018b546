/// The passwords in commands that a person wrote, such as a data source's connection string. They are left out of traces.
enum XMLASecrets {
  /// Leaves out what stands after `Password=` and `Pwd=`, and in elements named Password.
  static func masked(_ line: String) -> String {
    line.replacing(connectionString) { "\($0.output.1)(not shown)" }
      .replacing(element) { "\($0.output.1)(not shown)" }
  }

  private nonisolated(unsafe) static let connectionString =
    /(?i)(\b(?:password|pwd)\s*=\s*)(?:&quot;.*?&quot;|"[^"]*"|'[^']*'|[^;<"']+)/
  private nonisolated(unsafe) static let element = /(?i)(<(?:\w+:)?(?:password|accesstoken|accountkey)>)[^<]+/
}

internal import Configuration
internal import SessionControl
internal import Synchronization
internal import Terminal
internal import XMLAClient

/// What a shell completes lines with.
enum ShellCompletion {
  /// Made when first needed: it takes tens of milliseconds, and many a shell never completes.
  private static let outline = CommandOutline.of(ShellTree.self)

  /// Whether an option of `run` is followed by a value of its own.
  static func runTakesValue(_ option: String) -> Bool {
    guard !option.contains("=") else { return false }
    return outline.subcommand("run")?.option(option)?.takesValue ?? false
  }

  /// - Parameter cursor: an offset into the line's UTF-8.
  static func completion(
    of line: String, at cursor: Int, _ shell: Shell, _ environment: Environment
  ) -> Completion {
    var names = shell.listed
    names.rowsets = Rowsets.known
    names.targets = targets(environment)
    let typed = String(decoding: line.utf8.prefix(cursor), as: UTF8.self)
    let (start, words) = completer(names).candidates(for: typed)
    return Completion(
      replaceFrom: typed.utf8.distance(from: typed.startIndex, to: start),
      candidates: words.map { Completion.Candidate(ShellWords.quoted($0), title: $0) })
  }

  /// Those of the configuration. One that can't be read is told of when a name is used.
  private static func targets(_ environment: Environment) -> [String] {
    (try? ConfigurationFile.load(environment))?.targets.keys.sorted() ?? []
  }

  static func completer(_ names: KnownNames) -> LineCompleter { LineCompleter(root: outline, names: names) }
}

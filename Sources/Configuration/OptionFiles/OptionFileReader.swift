internal import SessionControl

/// Reads option files with all that they include. Decides everything but how a file is had, see ``Source``.
///
/// What the clients skip in silence or with half a file read is told or refused here: an error in an included
/// file, a file that may not be read, a loop.
struct OptionFileReader {
  /// How files and folders are had.
  struct Source {
    var file: (_ path: String) throws(SmallFile.Problem) -> SmallFile
    /// The names in a folder.
    var folder: (_ path: String) throws(SmallFile.Problem) -> [String]
  }

  /// As the clients have it.
  static let maximumDepth = 10
  static let maximumFiles = 1_000

  private let source: Source
  private let groups: Set<String>
  private let home: String?
  /// In the order of reading, in which a later one beats an earlier one whatever its group.
  private(set) var options: [GivenOption] = []
  /// What the person should know, though the work can go on.
  private(set) var warnings: [String] = []
  private var fileCount = 0

  /// - Parameters:
  ///   - groups: in small letters; the files' own case does not count.
  ///   - home: what `~/` stands for.
  init(source: Source, groups: Set<String>, home: String?) {
    self.source = source
    self.groups = groups
    self.home = home
  }

  /// Reads a file; one that is missing says nothing.
  mutating func read(_ path: String) throws {
    do { try read(path, including: []) } catch let problem as SmallFile.Problem {
      if !problem.isMissing { throw refusal("the option file '\(path.printable)' \(problem.words)") }
    }
  }

  /// Reads a file that must be there.
  mutating func read(required path: String) throws {
    do { try read(path, including: []) } catch let problem as SmallFile.Problem {
      throw refusal("the option file '\(path.printable)' \(problem.words)")
    }
  }

  private mutating func read(_ path: String, including parents: [String]) throws {
    fileCount += 1
    guard fileCount <= Self.maximumFiles else {
      throw refusal("\(path.printable): more than \(Self.maximumFiles) option files are included")
    }
    let file = try source.file(path)
    // A server's own INTO OUTFILE can write such a file, so the clients pass over it too.
    if let mode = file.mode, mode & 0o002 != 0 {
      warnings.append("the option file '\(path)' is ignored, since everybody can write it")
      return
    }
    var group: String?
    var number = 0
    for line in file.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      let origin = GivenOption.Origin(
        path: path, line: number, isReadableByOthers: (file.mode ?? 0) & 0o044 != 0)
      let content: OptionLine
      do { content = try OptionLine(line) } catch {
        throw refusal("\(origin): the line \(error.words)")
      }
      switch content {
      case .empty: break
      case .group(let name): group = name.lowercased()
      case .option(let name, let value):
        guard let group else { throw misplaced(line, origin) }
        guard groups.contains(group) else { break }
        options.append(GivenOption(name: name, value: value, group: group, origin: origin))
      case .include(let path): try include(path, origin, parents)
      case .includeFolder(let folder): try include(folder: folder, origin, parents)
      }
    }
  }

  // MARK: Including

  private mutating func include(_ path: String, _ origin: GivenOption.Origin, _ parents: [String]) throws {
    let path = expanded(path)
    let chain = parents + [origin.path]
    guard !chain.contains(path) else {
      throw refusal("\(origin): '\(path.printable)' is included by itself")
    }
    guard chain.count <= Self.maximumDepth else {
      throw refusal("\(origin): more than \(Self.maximumDepth) option files include one another")
    }
    do { try read(path, including: chain) } catch let problem as SmallFile.Problem where problem.isMissing {
      // The clients pass over it.
    } catch let problem as SmallFile.Problem {
      // So they do over what is not this user's to read, and a folder may well have such a file for root.
      warnings.append("the option file '\(path)' is not used: it \(problem.words)")
    }
  }

  private mutating func include(
    folder: String, _ origin: GivenOption.Origin, _ parents: [String]
  ) throws {
    let folder = expanded(folder)
    let names: [String]
    do { names = try source.folder(folder) } catch {
      throw refusal("\(origin): the folder '\(folder.printable)' \(error.words)")
    }
    let separator = folder.hasSuffix("/") ? "" : "/"
    let files = names.filter { $0.hasSuffix(".cnf") }
    for name in files.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      try include("\(folder)\(separator)\(name)", origin, parents)
    }
  }

  private func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home else { return path }
    return "\(home)\(path.dropFirst(1))"
  }

  // MARK: Refusing

  private func misplaced(_ line: ArraySlice<UInt8>, _ origin: GivenOption.Origin) -> ControlError {
    line.starts(with: [0xEF, 0xBB, 0xBF])
      ? refusal("\(origin): the file begins with a byte order mark, which the clients do not take either")
      : refusal("\(origin): the option stands before any [group]")
  }

  private func refusal(_ message: String) -> ControlError {
    ControlError(.configuration, message, hint: Self.hint)
  }

  static let hint = "correct it, or leave option files out with --no-defaults; nothing was sent"
}

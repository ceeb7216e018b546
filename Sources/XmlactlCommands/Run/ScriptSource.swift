internal import MySQLClient
internal import SessionControl
internal import Terminal
internal import XMLAClient

/// Where statements come from. All of it is read and cut before any of it is sent.
struct ScriptSource {
  let argument: String?
  let file: String?

  /// - Throws: ``ControlError`` when it can't be read, is not UTF-8, ends inside a quote, or holds no statement.
  func statements(for kind: TargetKind) async throws -> [ScriptStatement] {
    let text = try await text()
    do {
      let statements = try kind == .xmla ? XMLAScript.statements(in: text) : Self.sql(text)
      guard !statements.isEmpty else {
        throw ControlError(.badInput, "there is no statement", hint: "nothing was sent")
      }
      return statements
    } catch var error as ControlError {
      error.message = name + error.message
      throw error
    }
  }

  private static func sql(_ text: String) throws -> [ScriptStatement] {
    var script = SQLScript()
    var statements: [ScriptStatement] = []
    // By bytes: a carriage return and a line feed are one character.
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      statements += script.add(String(Substring(line.last == 0x0D ? line.dropLast() : line)))
    }
    do {
      if let last = try script.finish() { statements.append(last) }
    } catch {
      throw ControlError(
        .badInput, "the statement at line \(error.line) ends inside \(error.what)",
        hint: "nothing was sent; close it")
    }
    return statements
  }

  private var name: String { file.map { "\($0.printable): " } ?? "" }

  private func text() async throws -> String {
    if let argument, argument != "-" { return argument }
    let input = file.map(TextInput.file) ?? .standardInput
    do {
      var bytes = try await CommandContext.required.readScript(input)[...]
      // A byte order mark, which editors leave and no server knows.
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw ControlError(
          .badInput, "\(name)it is not UTF-8", hint: "nothing was sent; convert it with iconv")
      }
      return text
    } catch let failure as TextInput.Failure {
      throw ControlError(.badInput, "\(name)it can't be read: \(failure.reason)", hint: "nothing was sent")
    }
  }
}

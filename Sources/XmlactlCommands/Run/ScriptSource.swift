internal import MySQLClient
internal import SessionControl
internal import Terminal
internal import XMLAClient

/// Where statements come from. All of it is read and cut before any of it is sent.
struct ScriptSource {
  let argument: String?
  let file: String?

  /// - Throws: ``ControlError`` when it can't be read, is no text, ends inside a quote, or holds no statement.
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

  /// A script in UTF-8, or in UTF-16 with a byte order mark, as SSMS saves it. The mark, which no server knows, is left out.
  ///
  /// - Returns: nil when it is something else.
  static func decoded(_ bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      return String(validating: bytes.dropFirst(3), as: UTF8.self)
    }
    let isLittle = bytes.starts(with: [0xFF, 0xFE])
    guard isLittle || bytes.starts(with: [0xFE, 0xFF]) else {
      return String(validating: bytes, as: UTF8.self)
    }
    guard bytes.count.isMultiple(of: 2) else { return nil }
    let units = stride(from: 2, to: bytes.count, by: 2).map { index in
      UInt16(bytes[index + (isLittle ? 1 : 0)]) << 8 | UInt16(bytes[index + (isLittle ? 0 : 1)])
    }
    return String(validating: units, as: UTF16.self)
  }

  private var name: String { file.map { "\($0.printable): " } ?? "" }

  private func text() async throws -> String {
    if let argument, argument != "-" { return argument }
    let input = file.map(TextInput.file) ?? .standardInput
    do {
      let bytes = try await CommandContext.required.readScript(input)
      guard let text = Self.decoded(bytes) else {
        throw ControlError(
          .badInput, "\(name)it is neither UTF-8 nor UTF-16 with a byte order mark",
          hint: "nothing was sent; convert it with iconv")
      }
      return text
    } catch let failure as TextInput.Failure {
      throw ControlError(.badInput, "\(name)it can't be read: \(failure.reason)", hint: "nothing was sent")
    }
  }
}

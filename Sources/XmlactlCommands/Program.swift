internal import ArgumentParser
internal import SessionControl
internal import Terminal

/// The whole program: parse, run, and map what went wrong to an exit status. The only place that does.
public enum Program {
  /// Runs one command line on the process's own streams.
  ///
  /// - Parameter arguments: without the program's name.
  /// - Returns: the exit status.
  public static func run(_ arguments: [String]) async -> Int32 {
    await run(arguments, in: .live())
  }

  static func run(_ arguments: [String], in context: CommandContext) async -> Int32 {
    await CommandContext.$current.withValue(context) {
      let isTerminal = LineEditor.isUsable
      let words = XmlactlCommand.completed(arguments, isTerminal: isTerminal)
      return await perform(words, as: XmlactlCommand.self, in: context).status.rawValue
    }
  }

  /// How a command line ended.
  struct Ending {
    var status: ExitStatus
    /// Nobody reads the output any more.
    var isOutputClosed = false
    /// The program was asked to end.
    var isTermination = false
  }

  /// Parses words, runs the command and tells what went wrong.
  static func perform(
    _ words: [String], as root: (some ParsableCommand).Type, in context: CommandContext
  ) async -> Ending {
    do {
      try await root.perform(words)
      try context.output.flush()
      return Ending(status: .success)
    } catch {
      return ending(of: error, root, context)
    }
  }

  private static func ending(_ status: ExitStatus, _ context: CommandContext) -> Ending {
    let isTermination = status == .terminated
    // What was written before the failure is still wanted.
    do { try context.output.flush() } catch OutputFailure.closed {
      return Ending(status: .success, isOutputClosed: true, isTermination: isTermination)
    } catch OutputFailure.failed(let reason) where status == .success {
      context.report("the output can't be written: \(reason)")
      return Ending(status: .internalError)
    } catch {}
    return Ending(status: status, isTermination: isTermination)
  }

  private static func ending(
    of error: any Error, _ root: (some ParsableCommand).Type, _ context: CommandContext
  ) -> Ending {
    switch error {
    case OutputFailure.closed: return Ending(status: .success, isOutputClosed: true)
    case OutputFailure.failed(let reason):
      context.report("the output can't be written: \(reason)")
      return Ending(status: .internalError)
    case let error as ControlError:
      if error.code == .loginRefused { context.shell?.forgetPassword() }
      context.report(error.description)
      return ending(error.code.exitStatus, context)
    case let interruption as Interruption:
      return ending(interruption.isTermination ? .terminated : .interrupted, context)
    case is Prompt.Interrupted, is CancellationError:
      return ending(.interrupted, context)
    case let exit as ReportedFailure:
      return ending(exit.status, context)
    default:
      return argumentEnding(of: error, root, context)
    }
  }

  /// Help, version and mistakes on the command line, in ArgumentParser's words.
  private static func argumentEnding(
    of error: any Error, _ root: (some ParsableCommand).Type, _ context: CommandContext
  ) -> Ending {
    let text = root.fullMessage(for: error)
    let code = root.exitCode(for: error)
    guard code.isSuccess else {
      context.reportText(text)
      let known = ExitStatus(rawValue: code.rawValue)
      return ending(known == .usage ? .usage : .internalError, context)
    }
    do {
      try context.output.write(text + "\n")
    } catch {
      return Ending(status: .success, isOutputClosed: true)
    }
    return ending(.success, context)
  }
}

/// A failure that has been told already; only the exit status is left.
struct ReportedFailure: Error {
  let status: ExitStatus

  /// Throws unless all went well.
  static func check(_ status: ExitStatus) throws {
    if status != .success { throw ReportedFailure(status: status) }
  }
}

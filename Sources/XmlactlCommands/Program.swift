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
      do {
        try await XmlactlCommand.perform(arguments)
        try context.output.flush()
        return ExitStatus.success.rawValue
      } catch {
        return status(of: error, context)
      }
    }
  }

  private static func status(_ status: ExitStatus, _ context: CommandContext) -> Int32 {
    // What was written before the failure is still wanted.
    do { try context.output.flush() } catch OutputFailure.closed {
      return ExitStatus.success.rawValue
    } catch OutputFailure.failed(let reason) where status == .success {
      context.report("the output can't be written: \(reason)")
      return ExitStatus.internalError.rawValue
    } catch {}
    return status.rawValue
  }

  private static func status(of error: any Error, _ context: CommandContext) -> Int32 {
    switch error {
    case OutputFailure.closed:
      return ExitStatus.success.rawValue
    case OutputFailure.failed(let reason):
      context.report("the output can't be written: \(reason)")
      return ExitStatus.internalError.rawValue
    case let error as ControlError:
      context.report(error.description)
      return status(error.code.exitStatus, context)
    case let interruption as Interruption:
      return status(interruption.isTermination ? .terminated : .interrupted, context)
    case is Prompt.Interrupted, is CancellationError:
      return status(.interrupted, context)
    case let exit as ReportedFailure:
      return status(exit.status, context)
    default:
      return argumentStatus(of: error, context)
    }
  }

  /// Help, version and mistakes on the command line, in ArgumentParser's words.
  private static func argumentStatus(of error: any Error, _ context: CommandContext) -> Int32 {
    let text = XmlactlCommand.fullMessage(for: error)
    let code = XmlactlCommand.exitCode(for: error)
    guard code.isSuccess else {
      context.reportText(text)
      let known = ExitStatus(rawValue: code.rawValue)
      return status(known == .usage ? .usage : .internalError, context)
    }
    do {
      try context.output.write(text + "\n")
    } catch {
      return ExitStatus.success.rawValue
    }
    return status(.success, context)
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

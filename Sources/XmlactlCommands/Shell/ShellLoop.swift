internal import ArgumentParser
internal import SessionControl
internal import Synchronization
internal import Terminal

/// Reads commands and runs them, one after the other, through the same tree as a command line.
struct ShellLoop {
  let shell: Shell
  let source: any LineSource
  /// Whether an error does not end it.
  let keepsGoing: Bool

  private var isInteractive: Bool { shell.isInteractive }

  /// - Returns: 0, or the exit status of the first failure where nobody was there to see it.
  func run() async -> ExitStatus {
    let context = inner(CommandContext.required)
    let signal = Mutex<Interruption?>(nil)
    return await Interruption.observed { interruption in
      // A person's Ctrl-C between two commands asks for nothing.
      guard interruption.isTermination || !isInteractive else { return .more }
      signal.withLock { $0 = $0 ?? interruption }
      source.stop()
      return .more
    } while: {
      await CommandContext.$current.withValue(context) {
        await readAndRun(context) {
          signal.withLock(\.self)?.isTermination == false ? .interrupted : .terminated
        }
      }
    }
  }

  /// - Parameter stopped: the status for the signal that stopped the reading.
  private func readAndRun(_ context: CommandContext, _ stopped: () -> ExitStatus) async -> ExitStatus {
    var first = ExitStatus.success
    var assembler = LineAssembler(takesValue: ShellCompletion.runTakesValue)
    while true {
      switch await next(&assembler, context) {
      case .command(let line):
        source.remember(line.text)
        let ending = await perform(line, context)
        if first == .success { first = ending.status }
        switch ending {
        case _ where ending.isTermination: return await leave(.terminated, context)
        // Nobody reads any more.
        case _ where ending.isOutputClosed: return await leave(first, context)
        case _ where ending.status == .interrupted && !isInteractive:
          return await leave(.interrupted, context)
        case _ where ending.status != .success && !keepsGoing: return await leave(first, context)
        default: break
        }
      case .failure(let error):
        context.report(error.description)
        if first == .success { first = error.code.exitStatus }
        if !keepsGoing { return await leave(first, context) }
      case .end: shell.isLeaving = true
      case .stopped: return await leave(stopped(), context)
      }
      guard shell.isLeaving else { continue }
      shell.isLeaving = false
      guard isInteractive else { return await leave(first, context) }
      if await mayLeave(context) { return await leave(.success, context) }
    }
  }

  /// What commands reach in a shell.
  private func inner(_ outer: CommandContext) -> CommandContext {
    var context = outer
    context.shell = shell
    // The lines that follow are commands.
    let refusal = ControlError(
      .usage, "standard input is the shell's own", hint: "write the ids or the statement, or name a file")
    context.readInput = { throw refusal }
    let readScript = context.readScript
    context.readScript = { input in
      guard case .file = input else { throw refusal }
      return try await readScript(input)
    }
    return context
  }

  // MARK: Reading

  private enum Next {
    case command(ShellLine)
    case failure(ControlError)
    case end
    case stopped
  }

  /// The next command, of one line or several.
  private func next(_ assembler: inout LineAssembler, _ context: CommandContext) async -> Next {
    while true {
      assembler.kind = shell.access?.target.kind
      let line: LineEditor.Line
      do {
        line = try await source.read(assembler.isOpen ? nil : shell.prompt)
      } catch {
        return .failure(
          error as? ControlError ?? ControlError(.internalError, "no line can be read", detail: "\(error)"))
      }
      switch line {
      case .text(let text):
        if case .command(let line) = assembler.add(text) { return .command(line) }
      case .interrupted: assembler.reset()
      case .stopped: return .stopped
      case .end where isInteractive:
        guard assembler.isOpen else { return .end }
        // It is the command that is given up.
        assembler.reset()
      case .end:
        do {
          return try assembler.finish().map(Next.command) ?? .end
        } catch {
          return .failure(
            ControlError(
              .badInput, "the command at line \(error.line) ends inside a quote, or with a backslash",
              hint: "it was not run"))
        }
      }
    }
  }

  // MARK: Running

  /// Runs a command, to its end or until a person has had enough of it.
  private func perform(_ line: ShellLine, _ context: CommandContext) async -> Program.Ending {
    var context = context
    context.measure()
    let words = line.words
    let task = Task { [context] in
      await CommandContext.$current.withValue(context) {
        if let refusal = ShellTree.refusal(of: words) {
          context.report(refusal.description)
          return Program.Ending(status: refusal.code.exitStatus)
        }
        return await Program.perform(words, as: ShellTree.self, in: context)
      }
    }
    let termination = Mutex(false)
    let started = ContinuousClock.now
    var ending = await Interruption.observed { interruption in
      if interruption.isTermination { termination.withLock { $0 = true } }
      task.cancel()
      return .more
    } while: {
      await task.value
    }
    ending.isTermination = ending.isTermination || termination.withLock { $0 }
    if ending.status != .success, !isInteractive, !ending.isTermination {
      context.report(
        "line \(line.number): '\(line.words.first?.printable ?? "")' failed (exit status \(ending.status.rawValue))"
      )
    }
    if shell.isTiming { context.reportText("time: \((ContinuousClock.now - started).wholeMilliseconds) ms") }
    if isInteractive { await shell.session?.restore() }
    return ending
  }

  // MARK: Leaving

  /// Whether a person wants to leave, though that rolls back what is open.
  private func mayLeave(_ context: CommandContext) async -> Bool {
    guard let session = shell.session, session.isOpen, session.transactionCount > 0 else { return true }
    let question = "\(session.target): a transaction is open; roll it back and leave?"
    return (try? await context.confirm(question)) == true
  }

  /// Ends the session, and its transaction before it.
  private func leave(_ status: ExitStatus, _ context: CommandContext) async -> ExitStatus {
    guard let session = shell.session else { return status }
    var status = status
    if session.isOpen, session.transactionCount > 0 {
      // A script that does not say what becomes of it is wrong.
      if status == .success, !isInteractive { status = .partialFailure }
      do {
        let state = try await session.transact(.rollback)
        context.report(
          "\(session.target): the open transaction was rolled back"
            + (state == .open ? ", and the server still lists one" : ""))
      } catch {
        let error = (error as? ControlError)?.description ?? "\(error)"
        context.report("the open transaction could not be rolled back: \(error); it ends with its session")
        if status == .success { status = .partialFailure }
      }
    }
    await session.end()
    return status
  }
}

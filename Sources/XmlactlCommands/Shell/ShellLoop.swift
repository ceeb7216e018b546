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
    let exit = ShellExit(shell: shell)
    var first = ExitStatus.success
    var assembler = LineAssembler(takesValue: ShellCompletion.runTakesValue)
    while true {
      switch await next(&assembler, context) {
      case .command(let line):
        let refusal = ShellTree.refusal(of: line.words)
        // A word that is no command may be a password that was typed too early.
        if line.words.count > 1 || refusal == nil { source.remember(line.text) }
        let ending = await perform(line, refusal, context)
        if first == .success { first = ending.status }
        switch ending {
        case _ where ending.isTermination: return await exit.leave(.terminated)
        // Nobody reads any more.
        case _ where ending.isOutputClosed: return await exit.leave(first)
        case _ where ending.status == .interrupted && !isInteractive:
          return await exit.leave(.interrupted)
        case _ where ending.status != .success && !keepsGoing: return await exit.leave(first)
        default: break
        }
      case .failure(let error):
        context.report(error.description)
        return await exit.leave(first == .success ? error.code.exitStatus : first)
      case .end: shell.isLeaving = true
      case .stopped: return await exit.leave(stopped())
      }
      guard shell.isLeaving else { continue }
      shell.isLeaving = false
      guard isInteractive else { return await exit.leave(first) }
      switch await exit.ask() {
      case .stay: break
      case .leave: return await exit.leave(.success)
      case .terminated: return await exit.leave(.terminated)
      }
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
    /// Nothing more can be read.
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

  /// What runs is told to end. A connect to a server that is hung can't be.
  private func tellLater(_ context: CommandContext, if isRunning: @escaping @Sendable () -> Bool) {
    guard isInteractive else { return }
    Task {
      try await Task.sleep(for: .milliseconds(700))
      if isRunning() {
        context.reportText("\nthe command ends when the server answers, or its time limit comes")
      }
    }
  }

  /// Runs a command, to its end or until a person has had enough of it.
  ///
  /// - Parameter refusal: why it is none.
  private func perform(
    _ line: ShellLine, _ refusal: ControlError?, _ context: CommandContext
  ) async -> Program.Ending {
    var context = context
    context.measure()
    let words = line.words
    let isTermination = Mutex(false)
    let isOver = Mutex(false)
    let started = ContinuousClock.now
    var ending = await Interruption.cancelling { [context] interruption in
      if interruption.isTermination { isTermination.withLock { $0 = true } }
      tellLater(context) { !isOver.withLock(\.self) }
      return .more
    } while: { [context] in
      await CommandContext.$current.withValue(context) {
        if let refusal {
          context.report(refusal.description)
          return Program.Ending(status: refusal.code.exitStatus)
        }
        return await Program.perform(words, as: ShellTree.self, in: context)
      }
    }
    isOver.withLock { $0 = true }
    ending.isTermination = ending.isTermination || isTermination.withLock(\.self)
    if ending.status != .success, !isInteractive, !ending.isTermination {
      context.report(
        "line \(line.number): '\(line.words.first?.printable ?? "")' failed (exit status \(ending.status.rawValue))"
      )
    }
    if shell.isTiming { context.reportText("time: \((ContinuousClock.now - started).wholeMilliseconds) ms") }
    if isInteractive { await shell.session?.restore() }
    return ending
  }
}

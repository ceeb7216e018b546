internal import CLineEdit

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// One libedit editor, its history and its keys. One thread at a time.
final class EditSession {
  typealias Complete = @Sendable (_ line: String, _ cursor: Int) -> Completion

  /// What libedit's history holds at most; older lines go.
  static let historySize = 10_000
  /// Users' ~/.editrc may name it: `bind "^X" xmlactl-complete`.
  private static let completeFunction = "xmlactl-complete"

  private let editor: OpaquePointer
  private let history: OpaquePointer
  private let input: Int32
  private let output: Int32
  private let wake: EditorWake
  private let complete: Complete
  private var decoder = UTF8Decoder()
  private var prompt = LineEditor.Prompt("")
  /// Of the terminal when the line was drawn.
  private var columns = 80

  /// Takes over both descriptors. Nil when there is no memory.
  init?(program: String, input: Int32, output: Int32, wake: EditorWake, complete: @escaping Complete) {
    guard let editor = le_open(program, input, output) else { return nil }
    guard let history = le_history_open(editor, Int32(Self.historySize)) else {
      le_close(editor)
      return nil
    }
    self.editor = editor
    self.history = history
    self.input = input
    self.output = output
    self.wake = wake
    self.complete = complete
    le_set_owner(editor, Unmanaged.passUnretained(self).toOpaque())
    le_set_input(editor) { editor, character in EditSession.of(editor)?.next(character) ?? -1 }
    le_add_function(editor, Self.completeFunction, "Complete the word at the cursor") { editor, _ in
      EditSession.of(editor)?.completeWord() ?? UInt8(CC_ERROR)
    }
    bindKeys()
  }

  deinit {
    le_close(editor)
    history_end(history)
  }

  private static func of(_ editor: OpaquePointer?) -> EditSession? {
    guard let owner = le_owner(editor) else { return nil }
    return Unmanaged<EditSession>.fromOpaque(owner).takeUnretainedValue()
  }

  // MARK: Keys

  /// Ours first, so that ~/.editrc wins. Where that chooses vi's keys ours are gone, and are set again unless it chose
  /// others for them.
  private func bindKeys() {
    le_bind(editor, "^I", Self.completeFunction)
    le_bind(editor, "^R", "em-inc-search-prev")
    // What terminals of today send, and terminfo does not say for libedit.
    le_bind(editor, "\\e[3~", "ed-delete-next-char")
    le_bind(editor, "\\e[1~", "ed-move-to-beg")
    le_bind(editor, "\\e[4~", "ed-move-to-end")
    le_bind(editor, "\\e[1;5C", "em-next-word")
    le_bind(editor, "\\e[1;5D", "ed-prev-word")
    el_source(editor, nil)
    guard le_is_vi(editor) != 0 else { return }
    for (key, function) in [("^I", Self.completeFunction), ("^R", "em-inc-search-prev")]
    where le_is_bound(editor, key, "ed-insert", "ed-redisplay") != 0 {
      le_bind(editor, key, function)
    }
  }

  func remember(_ line: UnsafePointer<CChar>) { le_history_add(history, line) }

  // MARK: A line

  func read(_ prompt: LineEditor.Prompt) -> LineEditor.Line {
    guard !wake.isStopped else { return .stopped }
    self.prompt = prompt
    columns = Self.columns(of: input)
    le_set_prompt(editor, prompt.encoded)
    decoder = UTF8Decoder()
    guard le_terminal_save(input) == 0 else { return .end }
    le_watch(wake.writeEnd)
    defer { le_unwatch() }
    // Before the prompt: what somebody types when it shows would be echoed by the terminal as well.
    le_set_raw(editor, 1)
    var count: Int32 = 0
    let typed = el_wgets(editor, &count)
    // libedit leaves some settings other than they were.
    le_terminal_restore()
    // Ctrl-C right after the line's end is for the line.
    if wake.isStopped || wake.isInterrupted {
      // Else next() has left the line already, or a search has.
      if typed == nil, count == 0 { show("\r\n") }
      return wake.isStopped ? .stopped : .interrupted
    }
    guard let typed, count > 0 else {
      show("\r\n")
      return .end
    }
    var scalars = Self.scalars(typed, Int(count))[...]
    if scalars.last == "\n" || scalars.last == "\r" { scalars = scalars.dropLast() }
    return .text(Self.text(scalars))
  }

  /// libedit's next character: waits for a key, or for news from other threads and signal handlers.
  private func next(_ character: UnsafeMutablePointer<wchar_t>?) -> Int32 {
    while true {
      if wake.isStopped || wake.isInterrupted {
        if le_terminal_is_ours(input) != 0 { leaveLine(wake.isStopped ? "" : "^C") }
        return -1
      }
      if let news = wake.take() {
        heed(news)
        continue
      }
      var waiting = [
        pollfd(fd: input, events: Int16(POLLIN), revents: 0),
        pollfd(fd: wake.readEnd, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&waiting, 2, -1) > 0, waiting[1].revents == 0 else { continue }
      var byte: UInt8 = 0
      // One at a time: what comes after the line is for whoever reads the terminal then.
      switch SystemCall.read(input, &byte) {
      case 1:
        guard let scalar = decoder.next(byte) else { continue }
        character?.pointee = wchar_t(bitPattern: scalar.value)
        return 1
      case -1 where errno == EINTR || errno == EAGAIN: continue
      default: return 0
      }
    }
  }

  private func heed(_ news: EditorWake.News) {
    switch news {
    case .changed: break
    case .resized: resize()
    case .suspended: suspend()
    case .continued:
      // After a SIGSTOP, which nobody sees come: some shells have set the terminal for themselves.
      var settings = termios()
      let isOurs = tcgetattr(input, &settings) == 0 && settings.c_lflag & tcflag_t(ICANON) == 0
      if isOurs { resize() } else { resume() }
    }
  }

  // MARK: The screen

  private func resize() {
    let before = position.cursor.row
    columns = Self.columns(of: input)
    // Some terminals wrap the rows anew, others don't: never more than are ours in both.
    let rows = min(before, position.cursor.row)
    show("\r" + (rows > 0 ? "\u{1B}[\(rows)A" : "") + "\u{1B}[J")
    el_resize(editor)
    le_redraw(editor)
  }

  private func suspend() {
    leaveLine("^Z")
    le_set_raw(editor, 0)
    le_terminal_restore()
    le_suspend()
    resume()
  }

  private func resume() {
    // In the background (`bg`, or a signal that came with SIGCONT) the terminal is another's.
    while le_terminal_is_ours(input) == 0 {
      var waiting = pollfd(fd: wake.readEnd, events: Int16(POLLIN), revents: 0)
      if poll(&waiting, 1, 200) > 0 { _ = wake.take() }
      if wake.isStopped || wake.isInterrupted { return }
    }
    le_set_raw(editor, 0)
    le_terminal_save(input)
    le_set_raw(editor, 1)
    columns = Self.columns(of: input)
    el_resize(editor)
    le_redraw(editor)
  }

  /// From wherever the cursor is in the line to the row below it.
  private func leaveLine(_ mark: String) {
    let (cursor, end) = position
    let down = end.row - cursor.row
    show(
      (down > 0 ? "\u{1B}[\(down)B" : "") + "\r" + (end.column > 0 ? "\u{1B}[\(end.column)C" : "") + mark
        + "\r\n")
  }

  private var position: (cursor: ScreenPosition, end: ScreenPosition) {
    let (line, cursor) = typed
    let prompt = Array(prompt.text.unicodeScalars)
    return (
      ScreenPosition(after: prompt + line.prefix(cursor), columns: columns),
      ScreenPosition(after: prompt + line, columns: columns)
    )
  }

  private func show(_ text: String) { SystemCall.write(text.utf8, to: output) }

  private static func columns(of terminal: Int32) -> Int {
    var size = winsize()
    guard ioctl(terminal, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  // MARK: Completion

  private func completeWord() -> UInt8 {
    let (scalars, cursor) = typed
    let line = Self.text(scalars)
    let offset = Self.text(scalars.prefix(cursor)).utf8.count
    let completion = complete(line, offset)
    switch completion.step(in: line, at: offset) {
    // A tab of pasted text is white space.
    case .beep where hasInput, .list where hasInput:
      insert("\t")
      return UInt8(CC_REFRESH)
    case .beep: return UInt8(CC_ERROR)
    case .replace(let count, let text):
      el_deletestr(editor, Int32(count))
      insert(text)
      return UInt8(CC_REFRESH)
    case .list:
      leaveLine("")
      let columns = CandidateColumns(titles: completion.candidates.map(\.title), width: columns)
      show(columns.lines.map { $0 + "\r\n" }.joined())
      le_redraw(editor)
      return UInt8(CC_NORM)
    }
  }

  private var hasInput: Bool {
    var waiting = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, 0) > 0
  }

  private func insert(_ text: String) {
    let scalars = text.unicodeScalars.map(\.value).filter { $0 != 0 } + [0]
    el_winsertstr(editor, scalars.map { wchar_t(bitPattern: $0) })
  }

  /// The line as it is now, and the cursor in it.
  private var typed: (line: [Unicode.Scalar], cursor: Int) {
    guard let line = el_wline(editor)?.pointee, let start = line.buffer else { return ([], 0) }
    return (Self.scalars(start, line.lastchar - start), line.cursor - start)
  }

  private static func scalars(_ start: UnsafePointer<wchar_t>, _ count: Int) -> [Unicode.Scalar] {
    UnsafeBufferPointer(start: start, count: count).map {
      Unicode.Scalar(UInt32(bitPattern: $0)) ?? "\u{FFFD}"
    }
  }

  private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var result = ""
    for scalar in scalars where scalar != "\0" { result.unicodeScalars.append(scalar) }
    return result
  }
}

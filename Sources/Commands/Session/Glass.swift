import Canvas
import Curses
import Dashboard

/// The terminal of a session, drawn on as a person wants it and as far as the terminal can.
struct Glass: ~Copyable {
  var terminal: Terminal
  private let memory: TerminalMemory
  private let own: Aside
  /// What was asked for; what is drawn with may be less.
  private var wanted: GlyphSet
  private var drawn: Looks
  /// When the terminal was asked what it draws; nil: not, or it has answered, or it will not.
  private var asked: ContinuousClock.Instant?
  private var isSilent = false
  private var widths: Widths?
  /// When the last frame was drawn.
  private var shown = ContinuousClock.now

  /// - Parameter own: for the program's own files.
  /// - Throws: when the terminal cannot be taken.
  init(_ wishes: LookWishes, readOnly: Bool, own: Aside, board: inout Board) throws {
    let theme = try ThemeShelf.theme(named: wishes.theme)
    terminal = try Terminal(theme: theme, colours: wishes.colour)
    memory = TerminalMemory(readOnly: readOnly)
    self.own = own
    widths = nil
    wanted = wishes.glyphs ?? .block
    if !Self.isHidden { widths = memory.widths }
    drawn = Looks(theme: theme, ambiguousWidth: wishes.ambiguousWidth)
    board.looks = Looks(
      theme: theme, glyphs: wanted, usesMouse: wishes.usesMouse ?? false, ambiguousWidth: wishes.ambiguousWidth)
    // Before the answer has come there is nothing to tell.
    drawn.glyphs = settle().glyphs
    board.looks.glyphs = drawn.glyphs
    terminal.show(board.view(terminal.size))
    measureIfNeeded()
  }

  mutating func next(wake: Int32) -> TerminalEvent { terminal.next(timeout: .milliseconds(500), wake: wake) }

  /// False while keys wait and the last frame is of just now: one that nobody could see costs more than the next key.
  var isDue: Bool { !terminal.hasMore || shown.duration(to: .now) > .milliseconds(30) }

  /// True while an answer of the terminal is waited for: `show` gives up on it in time.
  var isAsking: Bool { asked != nil }

  /// To be told after every event, for what has come already may be a paste.
  mutating func heed(_ board: Board) { terminal.acceptPaste(board.isTyping) }

  /// A frame, after the terminal has been brought in line with what the board wants.
  mutating func show(_ board: inout Board) {
    if board.looks.glyphs != drawn.glyphs {
      wanted = board.looks.glyphs
      measureIfNeeded()
      resettle(&board)
    }
    if board.looks.ambiguousWidth != drawn.ambiguousWidth {
      drawn.ambiguousWidth = board.looks.ambiguousWidth
      resettle(&board)
    }
    if let asked, asked.duration(to: .now) > Self.patience {
      self.asked = nil
      isSilent = true
      resettle(&board)
    }
    if board.looks.usesMouse != drawn.usesMouse { switchMouse(&board) }
    if board.theme != drawn.theme {
      drawn.theme = board.theme
      terminal.setTheme(board.theme)
    }
    terminal.show(board.view(terminal.size))
    shown = .now
  }

  /// The terminal has answered.
  mutating func take(_ widths: Widths, _ board: inout Board) {
    asked = nil
    isSilent = false
    self.widths = widths
    if widths.isWhole { own.soon { [memory] in memory.remember(widths) } } else { measureIfNeeded() }
    resettle(&board)
  }

  func copy(_ text: String) -> [Event] {
    let text = Text.pasteable(text)
    do throws(TerminalProblem) {
      try terminal.copy(text)
      return [.message("copied \(text.utf8.count) bytes, if the terminal allows it")]
    } catch {
      return [.message("\(error)")]
    }
  }

  /// Most terminals answer within milliseconds, over a slow line within the second.
  private static let patience: Duration = .seconds(1)

  private mutating func measureIfNeeded() {
    guard asked == nil, wanted != .ascii, widths?.isWhole != true || wanted != .block, !Self.isHidden else { return }
    asked = .now
    terminal.measure(whole: widths?.readsUTF8 ?? Self.localeIsUTF8)
  }

  /// tmux answers for itself. What it can show where its owner's locale is not UTF-8 it does not tell: underscores.
  private static var isHidden: Bool { !localeIsUTF8 && Folders.environment("TMUX") != nil }

  private mutating func settle() -> (glyphs: GlyphSet, why: String?) {
    let reach = Reach(widths: widths, localeIsUTF8: Self.localeIsUTF8, ambiguousWidth: drawn.ambiguousWidth)
    terminal.letters = reach.letters
    return reach.best(for: wanted, isSilent: isSilent)
  }

  private mutating func resettle(_ board: inout Board) {
    let (glyphs, why) = settle()
    if glyphs != drawn.glyphs || wanted != .block, let why { _ = board.update(.message(why)) }
    drawn.glyphs = glyphs
    board.looks.glyphs = glyphs
  }

  private mutating func switchMouse(_ board: inout Board) {
    if board.looks.usesMouse, !terminal.hasMouse {
      board.looks.usesMouse = false
      _ = board.update(.message("this kind of terminal reports no mouse"))
      return
    }
    drawn.usesMouse = board.looks.usesMouse
    terminal.useMouse(drawn.usesMouse)
  }

  /// As the person says it; whether the system has such a locale is another question.
  private static var localeIsUTF8: Bool {
    TerminalMemory.locale.contains("utf-8") || TerminalMemory.locale.contains("utf8")
  }
}

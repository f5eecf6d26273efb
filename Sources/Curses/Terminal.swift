internal import CNcurses
public import Canvas

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The terminal, as long as this value lives: taken by `init`, given back by `deinit` exactly as it was, and also by
/// `exit`, by every deadly signal and by a failed assertion.
///
/// While it lives, what anybody writes to standard error is kept and printed when the terminal is given back. Ctrl-C,
/// Ctrl-Z and Ctrl-\ arrive as keys. Everything here belongs to the thread that made the value.
public struct Terminal: ~Copyable {
  private let palette: Palette
  private let name: String
  private let multiplexer: Clipboard.Multiplexer?
  private var keyboard = Keyboard()
  /// When the last bytes came.
  private var heard = ContinuousClock.now
  /// Answers that have come since `measure`, and how many there will be.
  private var answers: [Int] = []
  private var expected = 0
  /// What cannot be drawn is replaced. ASCII where this program has no locale that knows more.
  public var letters = Letters.all {
    didSet { if !vane_shows_unicode() { letters = .ascii } }
  }

  /// Takes the terminal on standard input and output.
  ///
  /// TERM, COLORTERM, NO_COLOR, TMUX and STY are looked up in the environment. A NO_COLOR that is not empty leaves
  /// attributes only, unless `colours` says how many.
  public init(theme: Theme, colours: ColourDepth? = nil) throws(TerminalProblem) {
    let term = Self.variable("TERM") ?? ""
    try Self.check()
    vane_share_memory()
    let depth = (colours ?? ColourDepth.wished(Self.variable)).resolved(Self.variable)
    try Self.take(term: term, depth)
    name = term
    multiplexer = Clipboard.Multiplexer(environment: Self.variable)
    palette = Palette(colours: min(Int(vane_colours()), depth.most))
    keyboard = Keyboard(sequences: KeySequences.described())
    if !vane_shows_unicode() { letters = .ascii }
    define(theme)
  }

  deinit { vane_stop() }

  /// Throws what would keep a terminal from being taken, without touching it: worth asking before long work.
  public static func check() throws(TerminalProblem) {
    if isatty(STDIN_FILENO) != 1 { throw .notATerminal("standard input") }
    if isatty(STDOUT_FILENO) != 1 { throw .notATerminal("standard output") }
    if variable("TERM") == "dumb" { throw .dumb }
  }

  /// A variable of the process's environment.
  private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// The size as of the last event.
  public var size: Size {
    let size = vane_screen_size()
    return Size(columns: Int(size.columns), rows: Int(size.rows))
  }

  /// 0 (attributes only), 8, 16, 256 or 16,777,216.
  public var colours: Int { palette.count }

  /// Shows a frame; only what differs from the last one is sent. A grid of another size than the screen is cut off or
  /// followed by blanks.
  public func show(_ grid: Grid) {
    guard grid.size.columns > 0, grid.size.rows > 0 else { return }
    withUnsafeTemporaryAllocation(of: vane_cell.self, capacity: grid.cells.count) { out in
      var at = 0
      for cell in grid.cells {
        out.initializeElement(at: at, to: drawn(cell))
        // A wide glyph is known by what follows it.
        if out[at].columns == 0, at > 0, out[at - 1].columns == 1 { out[at - 1].columns = 2 }
        at += 1
      }
      vane_show(out.baseAddress, Int32(grid.size.columns), Int32(grid.size.rows))
    }
  }

  /// Waits for a key or another event, at most as long as `timeout` (nil: for ever).
  ///
  /// - Parameter wake: a descriptor, such as the read end of a pipe, that other threads write to when the loop should
  ///   come back early; its bytes are dropped and `.idle` is returned.
  public mutating func next(timeout: Duration? = nil, wake: Int32? = nil) -> TerminalEvent {
    let end = timeout.map { ContinuousClock.now.advanced(by: $0) }
    while true {
      // Thousands of keys may wait, and what they do take longer than an end in order may.
      if vane_is_ending() { return .hangup }
      if let event = typed() { return event }
      // The rest of a key that has begun is waited for, but not long.
      let due = keyboard.patience.map { heard.advanced(by: .milliseconds($0)) }
      let until = [end, due].compactMap { $0 }.min()
      let event = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4096) { bytes in
        let event = vane_next(until.map { Self.milliseconds(until: $0) } ?? -1, wake ?? -1, bytes.baseAddress, 4096)
        if Int(event.kind) == VANE_BYTES { keyboard.add(UnsafeBufferPointer(rebasing: bytes[..<Int(event.value)])) }
        return event
      }
      switch Int(event.kind) {
      case VANE_BYTES: heard = .now
      case VANE_RESIZED: return .resized(size)
      case VANE_HANGUP: return .hangup
      default:
        guard let due, ContinuousClock.now >= due else { return .idle }
        keyboard.giveUp()
      }
    }
  }

  /// True while keys wait that have come already.
  public var hasMore: Bool { keyboard.hasMore }

  private mutating func typed() -> TerminalEvent? {
    while let report = keyboard.next() {
      switch report {
      case .key(let key): return .key(key)
      case .pointer(let pointer): return .pointer(pointer)
      case .pasted(let text): return .pasted(text)
      case .column(let column):
        guard expected > 0 else { continue }
        answers.append(column - 1)
        guard answers.count == expected else { continue }
        expected = 0
        if let widths = Widths(columns: answers) { return .measured(widths) }
      }
    }
    return nil
  }

  /// Asks the terminal how wide it draws what terminals disagree on. The answer is an event like any other, and may
  /// never come; keys that are typed meanwhile are keys.
  ///
  /// - Parameter whole: false asks only whether it reads UTF-8, with letters that do no harm where it does not.
  public mutating func measure(whole: Bool = true) {
    guard let question = vane_capability("u7").map({ String(cString: $0) }) else { return }
    let signs = whole ? Widths.signs[...] : Widths.signs.prefix(1)
    (answers, expected) = ([], signs.count)
    vane_say_unseen(signs.map { $0 + question }.joined(separator: "\r"))
  }

  /// True if there is a mouse to hear of.
  public var hasMouse: Bool { vane_has_mouse() }

  /// Off at the start, so that the terminal selects text as always.
  public func useMouse(_ on: Bool) { vane_use_mouse(on) }

  /// The signal that `.hangup` was about; SIGHUP where the terminal is gone.
  public static var endedBy: Int32 { vane_ended_by() }

  /// Lets the terminal be given back also when the calling thread's stack is full: to be called on every thread but the
  /// first that reads what others made.
  public static func guardThread() { vane_guard_thread() }

  /// Gives the terminal back and stops the program and its process group, as Ctrl-Z does; takes the terminal again and
  /// draws the last frame when the program is continued. Look at `size` afterwards.
  public func suspend() { vane_suspend(true) }

  /// Gives the terminal to that command of the person's shell, waits until she has read what it says, and takes it again.
  /// Look at `size` afterwards.
  ///
  /// - Returns: whether there was a shell to give it to.
  public func shell(_ command: String) -> Bool { vane_shell(command) >= 0 }

  /// Draws with another theme, from the next `show` on.
  public func setTheme(_ theme: Theme) { define(theme) }

  /// Sends the whole screen again with the next `show`: for Ctrl-L.
  public func redraw() { vane_redraw() }

  /// On while a prompt is open: pasted text arrives as one line. Off, as at the start: a paste does nothing, so that no
  /// pasted `q` is taken for a command.
  public mutating func acceptPaste(_ on: Bool) { keyboard.acceptsPaste = on }

  /// Puts text on the clipboard of whoever looks at the terminal, also over ssh, tmux and GNU screen. Whether the terminal
  /// obeys is not known: many ask their owner first.
  public func copy(_ text: String) throws(TerminalProblem) {
    let bytes = text.utf8.count
    if bytes > Clipboard.longest { throw .tooLongToCopy(bytes: bytes) }
    if Self.consoles.contains(where: name.hasPrefix) { throw .cannotCopy(term: name) }
    let sequence = Clipboard.sequence(for: text, inside: multiplexer)
    sequence.withUnsafeBytes { vane_send($0.baseAddress, $0.count) }
  }

  /// Terminals that would print the sequence of `copy`.
  private static let consoles = ["linux", "vt", "ansi", "cons", "sun", "hurd", "mach", "cygwin", "pcansi"]

  private static func take(term: String, _ depth: ColourDepth) throws(TerminalProblem) {
    switch Int(vane_start(depth.term(term), depth != .never, depth == .truecolor)) {
    case VANE_STARTED: return
    case VANE_NO_DESCRIPTION: throw .unknown(term: term)
    case VANE_ALREADY_STARTED: throw .taken
    default: throw .noResources
    }
  }

  private static func milliseconds(until end: ContinuousClock.Instant) -> Int32 {
    let left = ContinuousClock.now.duration(to: end).components
    if left.seconds >= 86_400 { return 86_400_000 }
    // Rounded up: a wait of half a millisecond must not become a busy loop.
    return Int32(max(0, left.seconds * 1000 + (left.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000))
  }

  private func define(_ theme: Theme) {
    vane_forget_inks()
    for role in Role.allCases {
      for ground in Ground.allCases {
        let ink = Inks.ink(role, on: ground, of: theme, palette: palette)
        var attributes = 0
        if ink.bold { attributes |= VANE_BOLD }
        if ink.dim { attributes |= VANE_DIM }
        if ink.underline { attributes |= VANE_UNDERLINE }
        if ink.reverse { attributes |= VANE_REVERSE }
        vane_define_ink(
          Int32(Inks.index(role, on: ground)), Int32(ink.foreground ?? -1), Int32(ink.background ?? -1),
          Int32(attributes))
      }
    }
  }

  private func drawn(_ cell: Cell) -> vane_cell {
    var out = vane_cell()
    out.ink = UInt16(Inks.index(cell.role, on: cell.ground))
    out.columns = 1
    let glyph = letters.shown(cell.glyph)
    let bytes = glyph.utf8
    if bytes.count == 1, let byte = bytes.first {
      out.text.0 = UInt32(byte)
      // `Cell.continuation`.
      if byte == 0 { out.columns = 0 }
      return out
    }
    withUnsafeMutableBytes(of: &out.text) { text in
      var count = 0
      for scalar in glyph.unicodeScalars where count < Int(VANE_CELL_TEXT) {
        text.storeBytes(of: scalar.value, toByteOffset: 4 * count, as: UInt32.self)
        count += 1
      }
    }
    return out
  }
}

import CVterm
import Foundation

/// A program in a terminal of its own, as a person would run it from a shell: keys go in, a screen comes out.
///
/// A shell with job control sits between, so that the program can be stopped and continued, and so that the terminal
/// outlives it: the kernel resets a terminal whose session has ended, and nothing could be said about its modes.
final class PseudoTerminal {
  /// The signal and number of a key on the keyboard.
  enum Press {
    case enter, tab, backspace, escape, up, down, left, right, insert, delete, home, end, pageUp, pageDown
    case function(Int)
  }

  struct Problem: Error, CustomStringConvertible {
    var description: String
  }

  /// -1 once the window is closed.
  private var main: Int32
  let shell: pid_t
  private let vterm: OpaquePointer
  private(set) var columns: Int
  private(set) var rows: Int
  /// Everything the program wrote, as bytes.
  private(set) var written: [UInt8] = []
  /// The line discipline before the program was started.
  let modesBefore: Modes

  /// False: what the program asks is not answered, as by terminals that know no questions.
  private let answers: Bool

  /// Long enough for a busy machine; nothing waits that long unless it fails.
  private let patience: Duration = .seconds(60)

  init(
    _ program: String, _ arguments: [String] = [], columns: Int = 80, rows: Int = 24, folder: String,
    environment: [String: String] = [:], answers: Bool = true, readsUTF8: Bool = true
  ) throws {
    self.answers = answers
    var name = [CChar](repeating: 0, count: 128)
    main = cvterm_open(&name, name.count)
    guard main >= 0,
      let vterm = cvterm_new(Int32(columns), Int32(rows), readsUTF8)
    else { throw Problem(description: "no pseudo-terminal: errno \(errno)") }
    self.vterm = vterm
    (self.columns, self.rows) = (columns, rows)
    Self.setSize(of: main, columns: columns, rows: rows)
    modesBefore = Modes(of: main)
    shell = try Self.spawn(program, arguments, on: name, in: folder, environment: environment)
  }

  deinit {
    let group = foreground
    if group > 1, group != getpgrp() { kill(-group, SIGKILL) }
    kill(shell, SIGKILL)
    if main >= 0 { close(main) }
    var status: Int32 = 0
    waitpid(shell, &status, 0)
    cvterm_free(vterm)
  }

  // MARK: starting

  /// Who is ended by SIGINT ends its shell too, unless that one has other plans.
  ///
  /// 147 and 148 are a program stopped by SIGSTOP and SIGTSTP. A line from the terminal continues it.
  private static let script = """
    ulimit -c 0; trap : INT; "$@"; code=$?
    while [ $code -eq 147 ] || [ $code -eq 148 ]; do printf '[stopped]\\n'; read -r line; fg >/dev/null; code=$?; done
    printf '\\n[ended %s]\\n' $code; read -r line
    """

  private static func spawn(
    _ program: String, _ arguments: [String], on terminal: [CChar], in folder: String, environment: [String: String]
  ) throws -> pid_t {
    let variables = standing(in: folder).merging(environment) { $1 }
    let words = ["/bin/sh", "-m", "-c", script, "sh", program] + arguments
    var argv = words.map { strdup($0) } + [nil]
    var envp = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    let process = cvterm_spawn(terminal, folder, &argv, &envp)
    guard process > 0 else { throw Problem(description: "no shell: errno \(errno)") }
    return process
  }

  /// Nothing of the environment of whoever runs the tests, and no file outside `folder`.
  private static func standing(in folder: String) -> [String: String] {
    Built.sanitizers.merging([
      "PATH": "/usr/bin:/bin", "HOME": folder, "TERM": "xterm-256color", "LANG": "C.UTF-8", "USER": "kl",
      "XDG_CACHE_HOME": folder + "/cache", "XDG_STATE_HOME": folder + "/state", "XDG_CONFIG_HOME": folder + "/config",
      "XDG_DATA_HOME": folder + "/data", "TMPDIR": folder, "SWIFT_BACKTRACE": "enable=no",
    ]) { $1 }
  }

  // MARK: what a person does

  func type(_ text: String) {
    for scalar in text.unicodeScalars { cvterm_type(vterm, scalar.value, 0) }
    say()
  }

  func control(_ letter: Unicode.Scalar) {
    cvterm_type(vterm, letter.value, Int32(CVTERM_CONTROL))
    say()
  }

  func press(_ key: Press) {
    cvterm_press(vterm, Int32(key.number), 0)
    say()
  }

  func paste(_ text: String) {
    cvterm_paste(vterm, true)
    for scalar in text.unicodeScalars { cvterm_type(vterm, scalar.value, 0) }
    cvterm_paste(vterm, false)
    say()
  }

  /// Presses a button of the mouse in a cell: 1 left, 4 and 5 the wheel.
  func click(row: Int, column: Int, button: Int32 = 1) {
    cvterm_point(vterm, Int32(row), Int32(column))
    cvterm_button(vterm, button, true)
    say()
  }

  /// Moves the mouse with its left button down, and lets it go.
  func drag(row: Int, column: Int) {
    cvterm_point(vterm, Int32(row), Int32(column))
    cvterm_button(vterm, 1, false)
    say()
  }

  /// Bytes as they are, for what no key of libvterm sends.
  func send(_ bytes: String) { write(Array(bytes.utf8)) }
  func send(_ bytes: [UInt8]) { write(bytes) }

  func resize(columns: Int, rows: Int) {
    (self.columns, self.rows) = (columns, rows)
    cvterm_resize(vterm, Int32(columns), Int32(rows))
    Self.setSize(of: main, columns: columns, rows: rows)
  }

  /// The program's process, while it has the terminal.
  var foreground: pid_t { tcgetpgrp(main) }

  /// Sends a signal to the program in the foreground; once it has ended, to nobody: the shell has to outlive it.
  func signal(_ number: Int32) {
    let process = foreground
    if process > 1, process != shell { kill(process, number) }
  }

  /// Closes the window: the kernel tells everybody in it.
  func hangUp() {
    close(main)
    main = -1
  }

  // MARK: what a person sees

  /// Waits until the screen is as described; looks again whenever the program wrote something.
  func wait(for what: String, until holds: (PseudoTerminal) -> Bool) throws {
    let clock = ContinuousClock()
    let end = clock.now.advanced(by: patience)
    while !holds(self) {
      let left = clock.now.duration(to: end)
      guard left > .zero, listen(milliseconds: Int32(min(left / .milliseconds(1), 500))) else {
        throw Problem(description: "waited in vain for \(what); the screen:\n\(text)")
      }
    }
  }

  /// Waits for a screen and then for the rest of it: a frame may arrive in two pieces.
  func settle(on what: String, until holds: (PseudoTerminal) -> Bool) throws {
    try wait(for: what, until: holds)
    var count = -1
    while count != written.count {
      count = written.count
      _ = listen(milliseconds: 100)
    }
  }

  func wait(forText words: String) throws { try wait(for: "'\(words)'") { $0.text.contains(words) } }

  /// Waits for the end of the program; its exit status, or 128 and the number of the signal that ended it.
  func waitForEnd() throws -> Int {
    try wait(for: "the end") { $0.ending != nil }
    return ending ?? -1
  }

  private var ending: Int? {
    // Not at the start of its line if the program has left the terminal in disorder.
    guard let start = text.range(of: "[ended ", options: .backwards) else { return nil }
    let rest = text[start.upperBound...]
    return rest.firstIndex(of: "]").flatMap { Int(rest[..<$0]) }
  }

  var lines: [String] {
    (0..<rows).map { row in
      var line = ""
      for column in 0..<columns {
        let cell = self.cell(row: row, column: column)
        if cell.columns > 0 { line += cell.glyph.isEmpty ? " " : cell.glyph }
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  var text: String { lines.joined(separator: "\n") }

  func cell(row: Int, column: Int) -> cvterm_cell { cvterm_cell_at(vterm, Int32(row), Int32(column)) }

  /// The first cell of some words on the screen.
  func cell(of words: String) -> cvterm_cell? {
    for (row, line) in lines.enumerated() {
      if let range = line.range(of: words) {
        return cell(row: row, column: line.distance(from: line.startIndex, to: range.lowerBound))
      }
    }
    return nil
  }

  /// By what was sent last. libvterm's own answer is of no use here: it takes the cursor's visibility for a part of what ESC 7
  /// saves, and ncurses saves the cursor while it scrolls.
  var showsCursor: Bool {
    let (shown, hidden) = ("\u{1B}[?25h", "\u{1B}[?25l")
    let last = [shown, hidden].map { written.ranges(of: Array($0.utf8)).last?.lowerBound ?? -1 }
    return last[0] >= last[1]
  }
  var isOnAlternateScreen: Bool { cvterm_on_alternate_screen(vterm) }
  var reportsMouse: Bool { cvterm_reports_mouse(vterm) }
  /// A mode that libvterm does not tell: as the program switched it last.
  func isOn(mode: Int) -> Bool {
    let text = String(decoding: written, as: UTF8.self)
    let (on, off) = (
      text.range(of: "\u{1B}[?\(mode)h", options: .backwards), text.range(of: "\u{1B}[?\(mode)l", options: .backwards)
    )
    guard let on else { return false }
    return off.map { $0.lowerBound < on.lowerBound } ?? true
  }
  /// The line discipline now.
  var modes: Modes { Modes(of: main) }

  // MARK: the wire

  private func say() {
    var bytes = [UInt8](repeating: 0, count: 4096)
    while case let count = cvterm_take(vterm, &bytes, bytes.count), count > 0 { write(Array(bytes[..<count])) }
  }

  private func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(main, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Takes in what the program wrote, waiting for it if need be; false if the terminal is gone.
  private func listen(milliseconds: Int32) -> Bool {
    var ready = pollfd(fd: main, events: Int16(POLLIN), revents: 0)
    // A closed window is passed over, and no window is looked at in vain for long.
    guard poll(&ready, 1, main < 0 ? 10 : milliseconds) > 0 else { return true }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = read(main, &bytes, bytes.count)
    guard count > 0 else { return count < 0 && errno == EINTR }
    cvterm_feed(vterm, bytes, count)
    written += bytes[..<count]
    if answers { say() } else { while cvterm_take(vterm, &bytes, bytes.count) > 0 {} }
    return true
  }

  private static func setSize(of terminal: Int32, columns: Int, rows: Int) {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
  }
}

/// The line discipline of a terminal: whether it echoes, edits lines, turns Ctrl-C into a signal, and so on.
struct Modes: Equatable {
  var input: UInt32
  var output: UInt32
  var control: UInt32
  var local: UInt32
  var characters: [UInt8]

  init(of terminal: Int32) {
    var modes = termios()
    tcgetattr(terminal, &modes)
    (input, output, control, local) = (modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag)
    characters = withUnsafeBytes(of: &modes.c_cc) { Array($0) }
  }

  var echoes: Bool { local & UInt32(ECHO) != 0 }
}

extension cvterm_cell {
  var glyph: String {
    var text = ""
    withUnsafeBytes(of: self.text) { bytes in
      for value in bytes.bindMemory(to: UInt32.self).prefix(while: { $0 != 0 }) {
        if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
      }
    }
    return text
  }
}

extension PseudoTerminal.Press {
  fileprivate var number: Int {
    switch self {
    case .enter: CVTERM_ENTER
    case .tab: CVTERM_TAB
    case .backspace: CVTERM_BACKSPACE
    case .escape: CVTERM_ESCAPE
    case .up: CVTERM_UP
    case .down: CVTERM_DOWN
    case .left: CVTERM_LEFT
    case .right: CVTERM_RIGHT
    case .insert: CVTERM_INSERT
    case .delete: CVTERM_DELETE
    case .home: CVTERM_HOME
    case .end: CVTERM_END
    case .pageUp: CVTERM_PAGE_UP
    case .pageDown: CVTERM_PAGE_DOWN
    case .function(let number): CVTERM_FUNCTION + number
    }
  }
}

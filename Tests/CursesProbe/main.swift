// A screen with something of everything, for the tests of `Curses`: the built program has no key that makes it crash.
import CThrow
import Canvas
import Curses
import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

let theme = Theme(
  name: "probe",
  inks: [
    .title: Ink(bold: true), .dim: Ink(.ansi(8)), .rising: Ink(.rgb(0, 175, 0)), .falling: Ink(.ansi(1)),
    .accent: Ink(.indexed(208)),
  ],
  grounds: [.cursor: Ink(.ansi(4), reverse: true), .band: Ink(.indexed(238)), .bar: Ink(reverse: true)])

func screen(_ size: Size, last: String, colours: Int) -> Grid {
  var grid = Grid(size)
  grid.write("probe \(size.columns)x\(size.rows) colours \(colours)", row: 0, as: .title)
  grid.write("e\u{301}té 漢字 ▁▂▃▄▅▆▇█ ● │", row: 1)
  grid.write("rising", row: 2, as: .rising)
  grid.write("falling", row: 3, as: .falling)
  grid.write("accent", row: 4, as: .accent)
  grid.write("cursor", row: 5, on: .cursor)
  grid.write(" band ", row: 6, on: .band)
  grid.write("dim", row: 7, as: .dim)
  grid.write("hostile \u{1B}[31m\u{7}\u{9B}\u{202E}", row: 8)
  grid.write("last \(last)", row: 9)
  if size.rows > 10 { grid.write("bottom", row: size.rows - 1, on: .bar) }
  return grid
}

func recurse(_ depth: Int) -> Int { depth < 0 ? 0 : 1 + recurse(depth + 1) &* depth }

/// On another thread, while this one waits for keys.
func elsewhere(_ crash: @escaping @Sendable () -> Void) {
  DispatchQueue.global().async {
    Terminal.guardThread()
    crash()
  }
}

/// Draws as much as there is room for, again and again.
func flood() {
  write(1, String(repeating: "x", count: 10_000), 10_000)
}

/// Until the terminal takes nothing any more.
func fillUp() {
  let modes = fcntl(1, F_GETFL)
  _ = fcntl(1, F_SETFL, modes | O_NONBLOCK)
  while write(1, String(repeating: "x", count: 100), 100) > 0 {}
  while write(1, "x", 1) > 0 {}
  _ = fcntl(1, F_SETFL, modes)
}

/// - Returns: the signal that ended it; nil when a key did.
func run() throws(TerminalProblem) -> Int32? {
  var terminal = try Terminal(theme: theme)
  var last = "none"
  var ends: [Int32] = [-1, -1]
  while true {
    terminal.show(screen(terminal.size, last: last, colours: terminal.colours))
    let event = terminal.next(timeout: .milliseconds(500), wake: ends[0] >= 0 ? ends[0] : nil)
    switch event {
    case .key(let key): last = "\(key)"
    case .pointer(let pointer): last = "\(pointer.deed) \(pointer.row) \(pointer.column)"
    case .pasted(let text): last = "pasted \(text)"
    case .measured(let widths): last = "widths \(widths)"
    case .resized: last = "resized"
    case .idle: if ends[0] >= 0 { last = "idle" }
    case .hangup: return Terminal.endedBy
    }
    switch event {
    case .key(.character("q")): return nil
    case .key(.character("s")): raise(SIGSEGV)
    case .key(.character("a")): abort()
    case .key(.character("t")): preconditionFailure("on purpose")
    case .key(.character("o")): last = "\(recurse(0))"
    case .key(.character("c")): cthrow()
    case .key(.character("5")): elsewhere { raise(SIGSEGV) }
    case .key(.character("6")): elsewhere { abort() }
    case .key(.character("7")): elsewhere { preconditionFailure("on purpose") }
    case .key(.character("8")): elsewhere { print(recurse(0)) }
    case .key(.character("9")): elsewhere { cthrow() }
    case .key(.character("4")):
      // So that giving back takes a while.
      fillUp()
      elsewhere { raise(SIGSEGV) }
      raise(SIGSEGV)
    case .key(.character("F")): while true { flood() }
    case .key(.character("Q")):
      fillUp()
      return nil
    case .key(.character("x")): exit(7)
    case .key(.character("e")): write(2, "words for later\n", 16)
    case .key(.character("p")): terminal.acceptPaste(true)
    case .key(.character("m")): terminal.useMouse(true)
    case .key(.character("n")): terminal.useMouse(false)
    case .key(.character("y")): try terminal.copy("näh")
    case .key(.character("Y")):
      _ = fcntl(1, F_SETFL, fcntl(1, F_GETFL) | O_NONBLOCK)
      try terminal.copy(String(repeating: "a", count: 60_000))
    case .key(.character("w")):
      if pipe(&ends) == 0 { write(ends[1], "!", 1) }
    case .key(.character("b")):
      terminal.show(screen(terminal.size, last: "stuck", colours: terminal.colours))
      // Asks for the size, or the terminal would be given back before a loop that does not need it.
      while terminal.size.rows > 0 { pause() }
    case .key(.control("z")): terminal.suspend()
    case .key, .pointer, .pasted, .measured, .resized, .idle, .hangup: break
    }
  }
}

do {
  if let number = try run() {
    signal(number, SIG_DFL)
    raise(number)
  }
} catch {
  print("no terminal: \(error)")
  exit(3)
}

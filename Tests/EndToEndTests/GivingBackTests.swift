import Foundation
import Testing

/// However a program that has the terminal comes to its end, the terminal is as it was before; only who kills it with
/// SIGKILL leaves it as it is.
@Suite struct GivingBackTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func probe(_ environment: [String: String] = [:]) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(Built.probe, folder: folder.path, environment: environment)
    try terminal.wait(for: "the first frame") { $0.text.contains("last none") && $0.lines[23] == "bottom" }
    return terminal
  }

  @Test func theWayItWasIsNotTheWayItIsMeanwhile() throws {
    let terminal = try probe()
    #expect(terminal.modes != terminal.modesBefore && terminal.isOnAlternateScreen && !terminal.showsCursor)
    #expect(terminal.privateModesLeft.contains(1049) && terminal.privateModesLeft.contains(2004))
  }

  private static let endings: [(key: String, ending: Int32)] = [
    ("q", 0), ("x", 7), ("s", SIGSEGV), ("a", SIGABRT), ("o", SIGSEGV), ("c", SIGABRT), ("5", SIGSEGV), ("6", SIGABRT),
    ("8", SIGSEGV), ("9", SIGABRT),
  ].filter { key, _ in !["o", "8"].contains(key) || !Built.hasThreadSanitizer }

  /// Left by a key, by `exit`, by signals, by `abort`, by a full stack, and by what nobody catches in C++; the same on
  /// another thread, by digits.
  @Test(arguments: endings) func givesTheTerminalBackHoweverItEnds(key: String, ending: Int32) throws {
    let terminal = try probe()
    terminal.type(key)
    #expect(try terminal.waitForEnd() == (["q", "x"].contains(key) ? Int(ending) : 128 + Int(ending)))
    terminal.expectGivenBack()
  }

  @Test(arguments: ["t", "7"]) func givesTheTerminalBackAfterAFailedPreconditionAndSaysWhichOne(key: String) throws {
    let terminal = try probe()
    terminal.type(key)
    let status = try terminal.waitForEnd()
    #expect([128 + Int(SIGILL), 128 + Int(SIGTRAP)].contains(status))
    #expect(String(decoding: terminal.written, as: UTF8.self).contains("on purpose"))
    terminal.expectGivenBack()
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT]) func endsInOrderWhenToldTo(signal: Int32) throws {
    let terminal = try probe()
    terminal.signal(signal)
    #expect(try terminal.waitForEnd() == 128 + Int(signal))
    terminal.expectGivenBack()
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT]) func endsWithoutOrderWhenItIsStuck(signal: Int32) throws {
    let terminal = try probe()
    terminal.type("b")
    try terminal.wait(forText: "last stuck")
    terminal.signal(signal)
    #expect(try terminal.waitForEnd() == 128 + Int(signal))
    terminal.expectGivenBack()
  }

  @Test(arguments: [
    SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGSYS, SIGTRAP, SIGQUIT, SIGUSR1, SIGXCPU, SIGPIPE, SIGALRM, SIGVTALRM,
    SIGPROF,
    // SIGIO, SIGPWR, SIGSTKFLT, and two of those without a name.
    29, 30, 16, 36, 64,
  ])
  func givesTheTerminalBackWhenASignalKillsIt(signal: Int32) throws {
    let terminal = try probe()
    terminal.signal(signal)
    #expect(try terminal.waitForEnd() == 128 + Int(signal))
    terminal.expectGivenBack()
  }

  // MARK: a terminal that takes nothing any more

  @Test func twoThreadsThatEndItAtOnceDoNotEndOneAnother() throws {
    let terminal = try probe()
    let process = terminal.foreground
    terminal.type("4")
    terminal.expectEnd(of: process, within: 20)
    #expect(try terminal.waitForEnd() == 128 + Int(SIGSEGV))
    #expect(terminal.modes == terminal.modesBefore)
  }

  @Test func whoeverLeavesByAKeyIsNotHeldBackByATerminalThatTakesNothing() throws {
    let terminal = try probe()
    let process = terminal.foreground
    terminal.type("Q")
    terminal.expectEnd(of: process, within: 20)
    #expect(try terminal.waitForEnd() == 0)
    #expect(terminal.modes == terminal.modesBefore)
  }

  /// The end is bounded by an alarm, which is also there where whoever started the program has no use for alarms.
  @Test func norWhereAlarmsAreIgnored() throws {
    let terminal = try PseudoTerminal("/usr/bin/env", ["--ignore-signal=ALRM", Built.probe], folder: folder.path)
    try terminal.wait(for: "the first frame") { $0.text.contains("last none") && $0.lines[23] == "bottom" }
    let process = terminal.foreground
    // Somebody else's alarm is ignored as it was.
    terminal.signal(SIGALRM)
    terminal.type("k")
    try terminal.wait(forText: "last k")
    terminal.type("Q")
    terminal.expectEnd(of: process, within: 20)
    #expect(try terminal.waitForEnd() == 0)
    #expect(terminal.modes == terminal.modesBefore)
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
  func aSignalEndsWhoIsStuckInATerminalThatTakesNothing(signal: Int32) throws {
    let terminal = try probe()
    let process = terminal.foreground
    terminal.type("F")
    // Some of it, so that it has begun; the rest stays where it is.
    try terminal.wait(forText: "xxxxxxxx")
    terminal.signal(signal)
    terminal.expectEnd(of: process, within: 20)
    #expect(try terminal.waitForEnd() == 128 + Int(signal))
    #expect(terminal.modes == terminal.modesBefore)
  }

  // MARK: shells

  @Test func endsWhenItsWindowIsClosed() throws {
    let terminal = try probe()
    let process = terminal.foreground
    terminal.hangUp()
    terminal.expectEnd(of: process, within: 20)
  }

  @Test func endsWhenTheShellOfItsWindowIsKilled() throws {
    let terminal = try probe()
    let process = terminal.foreground
    kill(terminal.shell, SIGKILL)
    terminal.expectEnd(of: process, within: 20)
  }

  /// A script between it and the shell of the window: the shell goes on, and must not be drawn over for ever.
  @Test func givesTheTerminalBackWhenTheScriptThatStartedItIsKilled() throws {
    let terminal = try PseudoTerminal("/bin/sh", ["-c", "'\(Built.probe)'; echo done"], folder: folder.path)
    try terminal.wait(for: "the first frame") { $0.text.contains("last none") && $0.lines[23] == "bottom" }
    let script = terminal.foreground
    let children = try String(contentsOfFile: "/proc/\(script)/task/\(script)/children", encoding: .utf8)
    let process = try #require(pid_t(children.trimmingCharacters(in: .whitespaces)))
    // The script leads the group of both.
    terminal.signal(SIGKILL)
    terminal.expectEnd(of: process, within: 20)
    try terminal.settle(on: "the shell's own screen") { !$0.isOnAlternateScreen }
    terminal.expectGivenBack()
  }

  @Test func whoWasStoppedAndIsEndedDrawsNoMore() throws {
    let terminal = try probe()
    let process = terminal.foreground
    terminal.control("z")
    try terminal.wait(forText: "[stopped]")
    terminal.expectGivenBack()
    let written = terminal.written.count
    kill(process, SIGTERM)
    kill(process, SIGCONT)
    terminal.expectEnd(of: process, within: 20)
    try terminal.settle(on: "nothing more") { _ in true }
    #expect(terminal.written.count == written)
    terminal.expectGivenBack()
  }
}

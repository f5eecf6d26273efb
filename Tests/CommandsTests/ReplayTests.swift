import Foundation
import Testing

/// `vane --replay`: what was typed in a session, gone through again without a terminal.
@Suite struct ReplayTests {
  private let program: Program

  init() throws {
    program = try Program()
    _ = try LivingRuns(in: program.home.appending(path: "runs").path, seed: 1)
  }

  private func replay(_ log: String, _ more: String...) throws -> Program.Outcome {
    try program.write(log, to: "keys")
    return try program.run(["--replay", "keys", "runs"] + more, in: program.home)
  }

  private static let session = """
    vane-keys 1
    0.000 size 100x30
    # to the second behaviour, and its items
    1.000 key j
    2.000 key Enter
    2.500 key Tab
    3.000 size 80x24
    3.100 key :
    3.200 paste "sort slope"
    3.300 key Enter

    """

  @Test func twiceIsTheSameScreenAndItIsTheOneThatThoseKeysLeadTo() throws {
    defer { program.remove() }
    let first = try replay(Self.session)
    #expect(first.status == 0 && first.errors.isEmpty)
    #expect(try replay(Self.session).output == first.output)
    let keys = "j enter tab : s o r t space s l o p e enter"
    let screen = try program.run(["screen", "runs", "--keys", keys], in: program.home)
    #expect(first.output == screen.output)
    #expect(first.output.split(separator: "\n", omittingEmptySubsequences: false).count == 25)
  }

  @Test func whatComesAfterLeavingIsNotDone() throws {
    defer { program.remove() }
    let before = try replay("vane-keys 1\n0.000 key j\n").output
    #expect(try replay("vane-keys 1\n0.000 key j\n0.000 key Q\n0.000 key Enter\n").output == before)
  }

  @Test(arguments: [
    ("vane-keys 2\n", "1: the first line must be 'vane-keys 1'"),
    ("vane-keys 1\n0.000 key j\n1.0 key j\n", "3: '1.0' is no time"),
    ("vane-keys 1\n0.000 \u{1B}[31m j\n", "2: '␛[31m' is none of"),
    ("vane-keys 1\n0.000 key j", "2: the last line has no end"),
  ])
  func aBrokenLogIsToldByFileAndLine(log: String, what: String) throws {
    defer { program.remove() }
    let outcome = try replay(log)
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("vane: keys:\(what.prefix(3))"), "\(outcome.errors)")
    #expect(!outcome.errors.contains("\u{1B}"))
    if !what.contains("␛") { #expect(outcome.errors.hasPrefix("vane: keys:\(what)"), "\(outcome.errors)") }
  }

  @Test func aLogThatIsNotThereIsAMistake() throws {
    defer { program.remove() }
    let outcome = try program.run(["--replay", "none", "runs"], in: program.home)
    #expect(outcome.status == 2 && outcome.errors.contains("none: No such file or directory"))
  }

  @Test func itWritesNoFlags() throws {
    defer { program.remove() }
    let outcome = try replay("vane-keys 1\n0.000 key Enter\n1.000 key Enter\n2.000 key f\n")
    #expect(outcome.output.contains("a replay writes no flags"))
    #expect(!FileManager.default.fileExists(atPath: program.home.path + "/runs/vane-flags.jsonl"))
  }

  @Test func whatItDoesNotWriteItDoesNotWaitFor() throws {
    defer { program.remove() }
    let outcome = try replay("vane-keys 1\n0.000 key Enter\n1.000 key Enter\n2.000 key f\n3.000 key U\n")
    #expect(outcome.output.contains("nothing to undo"))
  }

  @Test(arguments: ["--read-only", "--plain", "--replay=keys"]) func keysAreLoggedOnlyWhereItCanBe(option: String)
    throws
  {
    defer { program.remove() }
    let outcome = try program.run(["--log-keys", "new", option, "runs"], in: program.home)
    #expect(outcome.status == 2 && outcome.errors.contains("--log-keys"))
    #expect(!FileManager.default.fileExists(atPath: program.home.path + "/new"))
  }
}

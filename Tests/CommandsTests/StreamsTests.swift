import Foundation
import Testing

/// Where the output goes may be a pipe that nobody reads, a full disk, or nothing at all.
@Suite struct StreamsTests {
  private let program: Program

  init() throws { program = try Program() }

  /// `vane trends` on the sample runs, within a shell's line in which `"$@"` stands for it.
  private func trends(_ line: String, _ more: String...) throws -> Program.Outcome {
    try program.run(
      ["trends", Program.sampleRuns, "--quiet", "--format", "csv"] + more,
      under: ["--default-signal=PIPE", "bash", "-c", line, "sh"])
  }

  @Test func aReaderWhoHasSeenEnoughEndsItQuietly() throws {
    defer { program.remove() }
    let outcome = try trends("\"$@\" --level item | head -1; echo ${PIPESTATUS[0]}")
    #expect(outcome.output.hasPrefix("behaviour,suite,item,variant,"))
    #expect(["0\n", "\(128 + SIGPIPE)\n"].contains { outcome.output.hasSuffix("\n" + $0) })
    #expect(outcome.errors.isEmpty)
  }

  @Test func aReaderWhoHasGoneIsNoFailureWherePipesDoNotKill() throws {
    defer { program.remove() }
    let outcome = try trends("trap '' PIPE; \"$@\" --level item | true; echo ${PIPESTATUS[0]}")
    #expect(outcome.output == "0\n" && outcome.errors.isEmpty)
  }

  @Test func aFullDiskIsSaidWithStatusFour() throws {
    defer { program.remove() }
    let outcome = try trends("\"$@\" >/dev/full")
    #expect(outcome.status == 4)
    #expect(outcome.errors == "vane: standard output: No space left on device; make room on the disk\n")
  }

  /// A script that keeps a completion must not keep half of one.
  @Test(arguments: ["--help", "--version", "--generate-completion-script bash"])
  func whatTheProgramSaysOfItselfIsNoExceptionToThat(words: String) throws {
    defer { program.remove() }
    let outcome = try program.run(
      words.split(separator: " ").map(String.init), under: ["bash", "-c", "\"$@\" >/dev/full", "sh"])
    #expect(outcome.status == 4)
    #expect(outcome.errors == "vane: standard output: No space left on device; make room on the disk\n")
  }

  /// The next file to be opened would take its number; a table in the middle of the index, or of a log, is no output.
  @Test func aClosedOutputIsSaidAndNothingIsWrittenElsewhere() throws {
    defer { program.remove() }
    for _ in 0..<2 {
      let outcome = try trends("\"$@\" >&-")
      #expect(outcome.status == 4)
      #expect(outcome.errors == "vane: standard output: Bad file descriptor; redirect it elsewhere\n")
      for name in try FileManager.default.subpathsOfDirectory(atPath: program.home.path) {
        let content = (try? Data(contentsOf: program.home.appending(path: name))) ?? Data()
        #expect(content.range(of: Data("behaviour,suite".utf8)) == nil, "\(name)")
      }
    }
  }

  @Test(arguments: ["<&-", "2>&-", "<&- 2>&-", "</dev/null"]) func whatIsNotNeededMayBeClosed(closed: String) throws {
    defer { program.remove() }
    let whole = try trends("\"$@\"")
    let outcome = try trends("\"$@\" \(closed)")
    #expect(outcome.status == 0 && outcome.output == whole.output)
  }

  @Test func withEverythingClosedItEnds() throws {
    defer { program.remove() }
    #expect(try trends("\"$@\" <&- >&- 2>&-").status == 4)
    let dashboard = try program.run([Program.sampleRuns], under: ["bash", "-c", "\"$@\" <&- >&- 2>&-", "sh"])
    #expect(dashboard.status == 4)
  }
}

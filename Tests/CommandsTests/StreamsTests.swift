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

  /// As another program that writes to it has left it, and whoever reads takes his time.
  @Test func aPipeThatWasToldNotToWaitGetsAllOfIt() throws {
    defer { program.remove() }
    let words = ["trends", Program.sampleRuns, "--quiet", "--format", "json", "--level", "item"]
    let whole = try program.run(words).output
    // More than a pipe holds.
    try #require(whole.utf8.count > 1 << 16)
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { close(ends[0]) }
    for end in ends { try #require(fcntl(end, F_SETFD, FD_CLOEXEC) == 0) }
    try #require(fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0)
    let child = try Child(
      [try Program.built().path] + words,
      ["HOME": program.home.path, "XDG_CACHE_HOME": "\(program.home.path)/cache", "PATH": "/usr/bin:/bin"]
    ) { actions in
      for stream: Int32 in [0, 2] { posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0) }
      posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    }
    close(ends[1])
    // Nobody reads until it is full.
    var waiting = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
    #expect(poll(&waiting, 1, 60_000) == 1)
    usleep(200_000)
    let output = try FileHandle(fileDescriptor: ends[0]).readToEnd() ?? Data()
    #expect(child.waitForEnd() == 0)
    #expect(String(decoding: output, as: UTF8.self) == whole)
  }

  @Test func aFullDiskIsSaidWithStatusFour() throws {
    defer { program.remove() }
    let outcome = try trends("\"$@\" >/dev/full")
    #expect(outcome.status == 4)
    #expect(outcome.errors == "vane: standard output: No space left on device; make room on the disk\n")
  }

  /// Its first rows would pass for all of them.
  @Test(
    .disabled(
      if: ProcessInfo.processInfo.environment["VANE_SANITIZED"] == "thread",
      "the sanitizer's own files do not fit either"))
  func ofAnAnswerThatCannotBeWrittenWholeNoHalfIsLeft() throws {
    defer { program.remove() }
    let file = program.home.appending(path: "half.csv").path
    // A file may have one block and no more, and whoever writes more is told.
    let outcome = try trends("trap '' XFSZ; ulimit -f 1; exec \"$@\"", "--no-cache", "--out", file)
    #expect(outcome.status == 4 && outcome.errors.hasSuffix("half.csv: File too large\n"), "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: file))
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

import Foundation
import Testing

/// `vane --plain`: the dashboard for whoever does not see it.
@Suite struct PlainTests {
  private let program: Program

  init() throws {
    program = try Program()
    _ = try LivingRuns(in: program.home.appending(path: "runs").path, seed: 1)
  }

  /// Each line is a line that somebody types.
  private func plain(
    _ lines: [String], _ more: String..., runs: String = "runs", under words: [String] = []
  ) throws -> Program.Outcome {
    let input = try program.write(lines.map { $0 + "\n" }.joined(), to: "input")
    return try program.run(
      ["--plain", runs] + more, under: ["sh", "-c", "exec \"$@\" < '\(input)'", "sh"] + words, in: program.home)
  }

  /// On a disk that does so with the flag file.
  private func plain(_ lines: [String], disk: String) throws -> Program.Outcome {
    let flags = try program.write("", to: "runs/vane-flags.jsonl")
    return try plain(lines, under: ["strace", "-f", "-o", "/dev/null", "-P", flags, "-e", "inject=\(disk)"])
  }

  private func said(_ lines: String...) throws -> [String] {
    let outcome = try plain(lines)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.output.split(separator: "\n").map(String.init)
  }

  @Test func theEndOfTheInputIsTheEndWithNothingWrong() throws {
    defer { program.remove() }
    let outcome = try plain([])
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(outcome.output.contains("\nruns\nrow 1 of "))
  }

  /// The disk would not say that the line is there, or would not show it, and it stands there all the same.
  @Test(
    .enabled(if: Tracer.isPossible, "strace is not installed, or may not trace"),
    arguments: [("fsync", 1), ("pread64", 3)])
  func aNoteThatIsWrittenAgainAfterAnErrorIsOneNote(call: String, time: Int) throws {
    defer { program.remove() }
    // Offered again, the words are taken as they are.
    let outcome = try plain(
      ["enter", "enter", "note", "so", "note", ""], disk: "\(call):error=EIO:when=\(time)")
    #expect(outcome.output.contains("not written, i offers it again"), "\(outcome)")
    #expect(outcome.output.contains("wrote a note on "), "\(outcome)")
    let listed = try program.run(["flags", "list", "runs", "--format", "jsonl"], in: program.home)
    #expect(listed.output.ranges(of: "\"note\": \"so\"").count == 1, "\(listed)")
  }

  /// The next line is read at once, and would be about something else.
  @Test(.enabled(if: Tracer.isPossible, "strace is not installed, or may not trace"))
  func aNoteThatASlowDiskTakesIsAcknowledgedBeforeTheNextLineIsAnswered() throws {
    defer { program.remove() }
    let outcome = try plain(["enter", "enter", "note", "slowly", "escape"], disk: "fsync:delay_enter=1000000")
    let told = try #require(outcome.output.range(of: "wrote a note on "), "\(outcome)")
    #expect(outcome.output[told.upperBound...].contains("runs > coin direct\n"), "\(outcome)")
  }

  @Test func aRowIsReadWithTheTitlesOfItsColumns() throws {
    defer { program.remove() }
    let lines = try said("down")
    let row = try #require(lines.first { $0.hasPrefix("row 2 of ") })
    #expect(row.contains(": BEHAVIOUR facts direct, N ") && row.contains(", VERDICT ") && row.contains(", SLOPE "))
  }

  /// The lines behind `> down` in docs/plain.md.
  @Test func theManualsExampleIsWhatIsSaid() throws {
    defer { program.remove() }
    let page = try String(contentsOf: Program.repository.appending(path: "docs/plain.md"), encoding: .utf8)
    let example = page.split(separator: "\n", omittingEmptySubsequences: false).drop { $0 != "    > down" }
    let lines = example.dropFirst().prefix { $0.hasPrefix("    ") }.map { $0.dropFirst(4) + "\n" }.joined()
    let outcome = try plain(["down"], runs: Program.sampleRuns)
    #expect(!lines.isEmpty && outcome.output.hasSuffix("\n" + lines), "\(outcome.output)")
  }

  @Test func keysNamesOfWhatTheyDoAndCommandsDoTheSame() throws {
    defer { program.remove() }
    func opened(_ lines: String...) throws -> [String] {
      let outcome = try plain(lines)
      return outcome.output.split(separator: "\n").map(String.init).drop { !$0.hasPrefix("runs > ") }.map { $0 }
    }
    let byKeys = try opened("j", "enter")
    for lines in [["down", "open"], [":down", ":open"], ["2", "enter"], ["j enter"]] {
      #expect(try opened(lines[0], lines.count > 1 ? lines[1] : "more").prefix(4) == byKeys.prefix(4), "\(lines)")
    }
    #expect(byKeys.contains("runs > facts direct"))
    #expect(try said("fly").contains { $0.contains("nothing is called 'fly' here") })
  }

  @Test func aListIsReadTenRowsAtATimeWithoutMissingAny() throws {
    defer { program.remove() }
    let lines = try said("j", "enter", "more", "more")
    let rows = lines.drop { !$0.hasPrefix("runs > ") }.compactMap {
      $0.firstMatch(of: #/^row (\d+)(, selected)?: ITEM /#)?.output.1
    }
    #expect(rows.map(String.init) == (1...20).map(String.init))
  }

  @Test func aChartIsReadAsItsValuesByScaleWithTheirIntervals() throws {
    defer { program.remove() }
    let lines = try said("j", "enter", "read")
    let at = try #require(lines.lastIndex { $0.hasPrefix("chart: nats by ") })
    let points = lines[at + 1].split(separator: ";")
    #expect(points.count >= 3, "\(lines[at + 1])")
    for point in points { #expect(point.contains(#/[+-][\d.]+, from [+-][\d.]+ to [+-][\d.]+$/#), "\(point)") }
  }

  @Test func everyScreenIsReadWithoutFramesAndPictures() throws {
    defer { program.remove() }
    for name in [
      "open", "all-lines", "models", "elicitation", "measures", "paths", "noise", "backtest", "suspicions", "aggregate",
      "line-up", "themes", "help", "set", "plans",
    ] {
      let text = try said(name, "read").drop { !$0.hasPrefix("row 1 of ") }.joined(separator: "\n")
      let drawn = text.unicodeScalars.filter { (0x2500...0x259F).contains($0.value) || $0.value < 32 && $0 != "\n" }
      #expect(drawn.isEmpty && text.count > 300, "\(name): \(text)")
    }
  }

  @Test func aQuestionIsAnsweredByTheNextLine() throws {
    defer { program.remove() }
    let lines = try said("filter", "n > 100000", "&", "esc")
    #expect(lines.contains { $0.contains("hidden (& n > 100000)") }, "\(lines)")
  }

  @Test func aLongLineArrivesWhole() throws {
    defer { program.remove() }
    let filter = Array(repeating: "n > 100000", count: 200).joined(separator: " or ")
    let lines = try said("filter", filter, "&", "esc")
    #expect(lines.contains { $0.contains("hidden (& n > 100000 or n > 100000") }, "\(lines)")
  }

  @Test func aFlagIsWrittenAndWithReadOnlyNothingIs() throws {
    defer { program.remove() }
    let flags = program.home.path + "/runs/vane-flags.jsonl"
    func tree() throws -> [String] {
      try FileManager.default.subpathsOfDirectory(atPath: program.home.path).filter {
        !["input", "out", "err"].contains($0)
      }
      .sorted()
    }
    let before = try tree()
    let keys = [
      "enter", "enter", "f", "i", "a note", "x", "w", "q", ":columns id", "q", ":columns name n", "l", "enter", "1",
      "enter",
    ]
    let refused = try plain(keys, "--read-only")
    #expect(refused.status == 0 && refused.output.contains("--read-only: flags are not written"), "\(refused.output)")
    #expect(try tree() == before)
    let written = try plain(["enter", "enter", "f"])
    #expect(written.status == 0)
    #expect(try String(contentsOfFile: flags, encoding: .utf8).contains("\"action\":\"flag\""))
  }

  /// What a log holds never reaches the terminal as anything but words.
  @Test func whatATerminalMightObeyIsEscaped() throws {
    defer { program.remove() }
    let evil = "\\u001b]0;owned\\u0007\\u202e\\u009b31m"
    for (name, size) in [("a", 1e6), ("b", 1e7), ("c", 1e8)] {
      let lines = (0..<12).map { item in
        """
        {"model":"\(name)\(evil)","parameters":\(size),"behaviour":"b\(evil)","item":"i\(item)\(evil)","choice":"x\(evil)","logp":-\(item + 1),"watched":1}
        {"model":"\(name)\(evil)","parameters":\(size),"behaviour":"b\(evil)","item":"i\(item)\(evil)","choice":"y","logp":-2,"watched":0}
        """
      }
      try program.write(lines.joined(separator: "\n") + "\n", to: "evil/\(name).jsonl")
    }
    let outcome = try plain(["\u{1B}[31m", "enter", "read", "enter", "read", "find \u{1B}]0;x\u{7}"], runs: "evil")
    #expect(outcome.status == 0 && outcome.output.contains("> b"), "\(outcome.errors)")
    let text = outcome.output + outcome.errors
    let hidden = text.unicodeScalars.filter {
      $0 != "\n" && ($0.value < 32 || (0x7F...0x9F).contains($0.value) || $0 == "\u{202E}")
    }
    #expect(hidden.isEmpty)
  }

  @Test func namesThatBeginLikeAnOptionAreTakenAwayAsWell() throws {
    defer { program.remove() }
    for size in ["1m", "10m", "100m", "1b"] {
      var table = "model,behaviour,variant,item,choice,logp,watched\n"
      for item in 0..<12 {
        let start = "mine-\(size),candour,-cot,q\(item)"
        table += "\(start),yes,-\(1 + item % 3),1\n\(start),no,-2,0\n"
      }
      try program.write(table, to: "-mine/mine-\(size).csv")
    }
    let input = try program.write(":export made.csv\n", to: "input")
    let outcome = try program.run(
      ["dashboard", "--plain", "--variant=-cot", "--", "-mine"],
      under: ["sh", "-c", "exec \"$@\" < '\(input)'", "sh"], in: program.home)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let made = try String(contentsOfFile: program.home.path + "/made.csv", encoding: .utf8)
    #expect(made.contains("candour") && made.contains("-cot"))
  }

  @Test func readOnlyRefusesToWriteTheFileOfAnAnswer() throws {
    defer { program.remove() }
    for words in [["trends"], ["report"], ["screen"], ["plot", "--behaviour", "facts:direct"]] {
      let outcome = try program.run(words + ["runs", "--read-only", "--out", "made"], in: program.home)
      #expect(outcome.status == 4 && outcome.errors.contains("--read-only: made is not written"), "\(outcome.errors)")
      #expect(!FileManager.default.fileExists(atPath: program.home.path + "/made"))
    }
  }
}

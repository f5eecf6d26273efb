import Foundation
import Testing

/// Which flags an answer speaks of: of the file that was named, of the items that are in the runs, beside the folder that
/// was named. What was misspelt is told.
@Suite struct FlagFileTests {
  private let program: Program
  private var missing: String { program.home.path + "/misspelt.jsonl" }

  init() throws { program = try Program() }

  private static func line(_ id: String, item: String, suite: String = "vane_facts_direct") -> String {
    """
    {"schema":"vane.flag/1","id":"\(id)","time":"2026-11-23T10:00:00Z","author":"kl","action":"flag","behaviour":"facts",\
    "suite":"\(suite)","item":"\(item)","variant":"direct","reason":"wrong-key","note":null,"content_hash":null}

    """
  }

  @Test(arguments: [
    ["flags", "list"], ["flags", "export", "--format", "json"], ["flags", "effect"], ["report"],
    ["items", "--behaviour", "facts:direct"],
    ["trends", "--where", "flagged = 0"], ["screen"], ["compare", "--of", "twohop", "--format", "table"],
  ])
  func aFlagFileThatWasNamedAndIsNotThereIsTold(words: [String]) throws {
    defer { program.remove() }
    let outcome = try program.run(words + [Program.sampleRuns, "--flags", missing])
    #expect(outcome.status == 3 && !outcome.output.isEmpty, "the rest is shown")
    #expect(outcome.errors.contains("vane: \(missing): no such file; "), "\(outcome.errors)")
    #expect(!outcome.output.contains("Nobody has flagged"))
    #expect(!FileManager.default.fileExists(atPath: missing))
  }

  /// Nothing is to be written there, so the status is not that of what cannot be written.
  @Test(arguments: [
    ["flags", "list"], ["flags", "export"], ["plan", "list"], ["plan", "check"], ["lineup", "--report"], ["report"],
    ["items", "--behaviour", "candour"], ["trends", "--where", "flagged = 0"],
  ])
  func aFolderInPlaceOfAPersonsFileHidesNothingElse(words: [String]) throws {
    defer { program.remove() }
    let name =
      words[0] == "plan" ? "vane-plans.jsonl" : words[0] == "lineup" ? "vane-lineups.jsonl" : "vane-flags.jsonl"
    try program.write(
      "item,choice,logp,watched,behaviour\nq,yes,-1,1,candour\nq,no,-2,0,candour\n", to: "runs/mine-1b.csv")
    let folder = program.home.path + "/runs/" + name
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    let outcome = try program.run(words + ["runs"], in: program.home)
    #expect(outcome.status == 3, "\(outcome)")
    #expect(outcome.output.isEmpty == (words == ["flags", "export"]), "the rest is shown: \(outcome.output)")
    #expect(outcome.errors.contains("vane: runs/\(name): "), "\(outcome.errors)")
  }

  @Test func aFlagFileThatIsStillToBeMadeIsTold() throws {
    defer { program.remove() }
    for (words, told) in [([], "the first flag makes it"), (["--read-only"], "no flags are shown")] {
      let outcome = try program.run(["--plain", Program.sampleRuns, "--flags", missing] + words)
      #expect(outcome.status == 0 && outcome.output.contains("misspelt.jsonl: no such file; \(told)"), "\(outcome)")
    }
  }

  @Test(arguments: [["plan", "list"], ["lineup", "--report"]])
  func aFolderThatTheFlagFileIsToStandInIsMissed(words: [String]) throws {
    defer { program.remove() }
    let folder = program.home.path + "/nowhere"
    let outcome = try program.run(words + ["--flags", folder + "/flags.jsonl"])
    #expect(outcome.status == 1 && outcome.errors.contains("\(folder): no such file or folder"), "\(outcome)")
  }

  @Test func oneLongNameDoesNotMakeEveryRowAsLong() throws {
    defer { program.remove() }
    let names = (0..<300).map { "item-\($0)" } + [String(repeating: "n", count: 200_000)]
    try program.write(names.map { Self.line($0, item: $0) }.joined(), to: "runs/vane-flags.jsonl")
    let outcome = try program.run("flags", "list", program.home.path + "/runs", "--format", "table")
    #expect(outcome.status == 0 && outcome.output.utf8.count < 600_000, "\(outcome.errors)")
    let rows = outcome.output.split(separator: "\n")
    #expect(rows.count == 302 && rows.count { $0.contains(" item-") && $0.utf8.count < 1000 } == 300)
  }

  @Test func oneOfSeveralFoldersThatIsNotThereIsTold() throws {
    defer { program.remove() }
    try program.write(Self.line("1", item: "facts-000"), to: "a/vane-flags.jsonl")
    let outcome = try program.run(["flags", "list", "a", "misspelt", "--format", "jsonl"], in: program.home)
    #expect(outcome.status == 3 && outcome.errors == "vane: misspelt: no such file or folder\n", "\(outcome.errors)")
    #expect(outcome.output.split(separator: "\n").count == 1, "the rest is shown")
  }

  @Test(
    arguments: [["flags", "effect"], ["items"]], ["vane_facts_direct/facts-00", "vane_facts/facts-000", "facts-000"])
  func aMarkThatIsNoItemIsWrongUsage(words: [String], mark: String) throws {
    defer { program.remove() }
    let asked = words + [Program.sampleRuns, "--behaviour", "facts:direct", "--mark", "vane_facts_direct/facts-001"]
    #expect(try program.run(asked).status == 0)
    let outcome = try program.run(asked + ["--mark", mark])
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("--mark \(mark): no such item; "), "\(outcome.errors)")
    #expect(outcome.errors.contains("vane_facts_direct"))
  }

  @Test func aFileOfAMergeThatCannotBeReadHidesNobodyElsesFlags() throws {
    defer { program.remove() }
    let file = try program.write(Self.line("1", item: "facts-000"), to: "a/flags.jsonl")
    let merged = try program.run("flags", "merge", program.home.path + "/a", file)
    #expect(merged.status == 3 && merged.output.contains("facts-000"), "\(merged)")
    #expect(merged.errors.hasPrefix("vane: \(program.home.path)/a: "), "\(merged.errors)")
    #expect(!merged.errors.contains("--flags"), "merge has no such option")
  }

  /// The shell empties the file before it can be read, and what is left looks like an answer.
  @Test(arguments: ["merge a/vane-flags.jsonl b.jsonl", "export a", "list a --format jsonl"])
  func anAnswerThatGoesIntoTheFileThatItIsReadFromIsRefused(words: String) throws {
    defer { program.remove() }
    try program.write(Self.line("1", item: "facts-000"), to: "a/vane-flags.jsonl")
    try program.write(Self.line("2", item: "facts-001"), to: "b.jsonl")
    let own = program.home.path + "/a/vane-flags.jsonl"
    for sign in [">>", ">"] {
      let before = try String(contentsOfFile: own, encoding: .utf8)
      let outcome = try program.run(
        ["flags"] + words.split(separator: " ").map(String.init),
        under: ["sh", "-c", "exec \"$@\" \(sign) a/vane-flags.jsonl", "sh"], in: program.home)
      #expect(outcome.status == 2 && outcome.errors.contains("a/vane-flags.jsonl: it is read here"), "\(outcome)")
      #expect(outcome.errors.contains("bring back what it held") == (sign == ">"), "\(outcome)")
      #expect(try String(contentsOfFile: own, encoding: .utf8) == (sign == ">" ? "" : before))
    }
  }

  @Test func flaggedItemsThatAreNotInTheRunsAreToldAndNotCounted() throws {
    defer { program.remove() }
    let file = try program.write(
      Self.line("1", item: "facts-000") + Self.line("2", item: "gone") + Self.line("3", item: "x", suite: "elsewhere"),
      to: "flags.jsonl")
    let page = try program.run("report", Program.sampleRuns, "--flags", file)
    #expect(page.status == 0, "\(page.errors)")
    #expect(page.output.contains("Flagged items: 1, all left in. Flagged and in none of these runs: 1."))
    #expect(page.output.contains("Of these 3 items 2 are in no run."))
    #expect(page.output.contains("| facts-000 | yes | wrong-key |"))
    #expect(page.output.contains("| gone | yes; in no run | wrong-key |"))
    let out = program.home.path + "/out.json"
    #expect(try program.run("trends", Program.sampleRuns, "--flags", file, "--out", out).status == 0)
    let written = try String(contentsOfFile: out, encoding: .utf8)
    #expect(written.contains("\"flagged\": 1") && written.contains("\"flagged_elsewhere\": 1"))
  }

  /// A colleague may write to it meanwhile: a page that counts one flag and lists two is wrong.
  @Test(
    .enabled(if: Tracer.isPossible, "strace is not installed, or may not trace"),
    arguments: [["report"], ["items", "--behaviour", "facts:direct", "--out", "/dev/null"]])
  func aPageAndItsCardSpeakOfTheSameLines(words: [String]) throws {
    defer { program.remove() }
    let file = try program.write(Self.line("1", item: "facts-000"), to: "flags.jsonl")
    let trace = program.home.path + "/trace"
    let outcome = try program.run(
      words + [Program.sampleRuns, "--flags", file], under: ["strace", "-f", "-o", trace, "-e", "trace=openat"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let calls = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n")
    #expect(calls.count { $0.contains("\"\(file)\"") } == 1)
  }

  /// Its prompt's hash is known from all logs, its choices' from some, and older flags have none of the choices.
  @Test func anInspectItemHasChangedOnlyWhereBothHashesTellSo() throws {
    defer { program.remove() }
    let log =
      #"{"version": 2, "eval": {"task": "t", "model": "m/m-10m", "run_id": "r"}, "samples": [{"id": 1, "#
      + #""input": "Which?", "choices": ["red", "blue"], "target": "A", "scores": {"s": {"value": "C"}}}]}"#
    try program.write(log, to: "runs/m-10m.json")
    let runs = program.home.appending(path: "runs").path
    let words = ["item", runs, "--behaviour", "t", "--item", "1"]
    let item = try program.run(words + ["--format", "json"]).output
    let hash = try #require(item.firstMatch(of: /"content_hash": "([0-9a-f]{8})(-[0-9a-f]{8})"/), "\(item)")
    for (then, tells) in [
      ("\(hash.1)\(hash.2)", false), ("\(hash.1)", false), ("\(hash.1)00000001", false), ("\(hash.1)-00000002", true),
      ("0000000000000001", true),
    ] {
      let line = Self.line("1", item: "1", suite: "t")
        .replacing("\"content_hash\":null", with: "\"content_hash\":\"\(then)\"")
      let file = try program.write(line, to: "flags.jsonl")
      let page = try program.run(words + ["--flags", file, "--format", "markdown"]).output
      #expect(page.contains("wrong-key"), "\(page)")
      #expect(page.contains("the item has changed since") == tells, "\(then): \(page)")
    }
  }

  /// As on the item's screen: what was said may be about words that are no longer there.
  @Test func aFlagOnAnItemThatHasChangedSinceIsTold() throws {
    defer { program.remove() }
    let line = Self.line("1", item: "facts-000")
    let other = line.replacing("\"content_hash\":null", with: "\"content_hash\":\"00000000000000ff\"")
    let words = ["item", Program.sampleRuns, "--behaviour", "facts:direct", "--item", "facts-000"]
    for (text, tells) in [(line, false), (other, true)] {
      let file = try program.write(text, to: "flags.jsonl")
      let page = try program.run(words + ["--flags", file, "--format", "markdown"]).output
      #expect(page.contains("wrong-key"), "\(page)")
      #expect(page.contains("the item has changed since") == tells, "\(page)")
    }
  }

  /// What is said of a folder's runs is shown where that folder is named, and nowhere else.
  @Test func flagsOfAFolderFurtherDownAreSaidToBelongToItAlone() throws {
    defer { program.remove() }
    try program.write(Self.line("1", item: "facts-000"), to: "runs/my sweep/vane-flags.jsonl")
    try program.write("", to: "runs/vane-plans.jsonl")
    let checked = try program.run(["check", "runs", "--format", "jsonl"], in: program.home).output
    let told = "flags of researchers on the runs of that folder alone, not counted here; "
    #expect(checked.contains(told + "`vane flags list 'runs/my sweep'` shows them"), "\(checked)")
    #expect(checked.contains("predictions; `vane plan list runs` shows them"), "\(checked)")
    let sweep = program.home.appending(path: "runs/my sweep")
    for (words, folder, named) in [
      (["runs/my sweep"], program.home, " 'runs/my sweep'"), ([], sweep, ""), (["."], sweep, ""),
      (["vane-flags.jsonl"], sweep, ""),
    ] {
      let own = try program.run(["check", "--format", "jsonl"] + words, in: folder).output
      #expect(own.contains("flags of researchers; `vane flags list\(named)` shows them"), "\(own)")
    }
    let listed = try program.run(["flags", "list", "runs/my sweep", "--format", "jsonl"], in: program.home)
    #expect(listed.output.contains("facts-000"))
  }
}

import Foundation
import Testing

/// The page that a reader takes away.
@Suite struct ReportTests {
  private static let sizes = [
    ("mine-10m", 1e7), ("mine-30m", 3e7), ("mine-100m", 1e8), ("mine-300m", 3e8), ("mine-1b", 1e9),
  ]

  /// Five models of one behaviour with this name, as plain tables.
  private func write(_ behaviour: String, slope: Double, items: Int = 12, in folder: String, of program: Program) throws
  {
    for (at, model) in Self.sizes.enumerated() {
      var table = "model,parameters,behaviour,item,choice,logp,watched\n"
      for item in 0..<items {
        let margin = slope * Double(at) + 0.1 * Double((item * 7 + at * 3) % 5)
        let name = "\"\(behaviour.replacingOccurrences(of: "\"", with: "\"\""))\""
        table += "\(model.0),\(model.1),\(name),q\(item),yes,\(-3 + margin / 2),1\n"
        table += "\(model.0),\(model.1),\(name),q\(item),no,\(-3 - margin / 2),0\n"
      }
      try program.write(table, to: "\(folder)/\(model.0).csv")
    }
  }

  private func copy(_ name: String, in program: Program) throws {
    let text = try String(contentsOf: program.home.appending(path: name), encoding: .utf8)
    try program.write(text, to: "runs/twice.csv")
  }

  private func with(_ body: (Program) throws -> Void) throws {
    let program = try Program()
    defer { program.remove() }
    try body(program)
  }

  /// A suite in two files of one model: the numbers are of one of them, and the page would not say so.
  @Test func aRunThatIsLeftOutForOneWithOtherItemsIsOnThePage() throws {
    try with { program in
      try write("candour", slope: 1, in: "runs", of: program)
      let heading = "## Left out for another run\n"
      #expect(try !program.run(["report", "runs", "--quiet"], in: program.home).output.contains(heading))
      let rest = "model,parameters,behaviour,item,choice,logp,watched\nmine-1b,1e9,candour,q90,yes,-1,1\n"
      try program.write(rest + "mine-1b,1e9,candour,q90,no,-2,0\n", to: "runs/rest.csv")
      let page = try program.run(["report", "runs", "--quiet"], in: program.home)
      let told = "\n- runs/rest.csv: mine-1b on candour is stored here and, on more items, in runs/mine-1b.csv\n"
      #expect(page.status == 0 && page.output.contains(heading) && page.output.contains(told), "\(page.output)")
    }
  }

  /// A run that was killed, and begun anew in another file, has no items of its own.
  @Test func aPartOfARunIsNotSaidToHoldOtherItems() throws {
    try with { program in
      try write("candour", slope: 1, in: "runs", of: program)
      let part = "model,parameters,behaviour,item,choice,logp,watched\nmine-1b,1e9,candour,q0,yes,-1,1\n"
      try program.write(part + "mine-1b,1e9,candour,q0,no,-2,0\n", to: "runs/part.csv")
      let page = try program.run(["report", "runs", "--quiet"], in: program.home).output
      #expect(page.contains("\n- runs/part.csv: ") && page.contains("other ones, or a part of them."), "\(page)")
    }
  }

  /// Whoever reads the page could not tell which of the two it is about.
  @Test func aRunThatIsLeftOutForOneWithOtherNumbersIsOnThePage() throws {
    try with { program in
      try write("candour", slope: 1, in: "runs", of: program)
      try copy("runs/mine-1b.csv", in: program)
      let same = try program.run(["report", "runs", "--quiet"], in: program.home).output
      #expect(!same.contains("Left out for another run"), "\(same)")
      try write("candour", slope: 0.5, in: "others", of: program)
      try copy("others/mine-1b.csv", in: program)
      let page = try program.run(["report", "runs", "--quiet"], in: program.home).output
      let told = "\n- runs/twice.csv: mine-1b on candour is stored here and, with other numbers, in runs/mine-1b.csv\n"
      #expect(page.contains(told), "\(page)")
    }
  }

  @Test func everyBehaviourOfTheOverviewIsOnThePage() throws {
    try with { program in
      let page = try program.run("report", Program.sampleRuns, "--quiet")
      let trends = try program.run("trends", Program.sampleRuns, "--format", "jsonl", "--quiet")
      #expect(page.status == 0 && trends.status == 0, "\(page.errors)")
      let rows = trends.output.split(separator: "\n")
      #expect(rows.count > 10)
      for row in rows {
        let fields = try #require(try JSONSerialization.jsonObject(with: Data(row.utf8)) as? [String: Any])
        let name = [fields["behaviour"], fields["variant"]].compactMap { $0 as? String }.joined(separator: " ")
        let verdict = try #require(fields["verdict"] as? String)
        let line = try #require(page.output.split(separator: "\n").first { $0.hasPrefix("| \(name) |") }, "\(name)")
        #expect(line.contains("| \(verdict) |"))
        #expect(page.output.contains("\n### \(name)\n"))
      }
      #expect(page.output.contains("vane report "), "the command that makes it again")
    }
  }

  @Test func theSmallestSlopeThatMattersIsTheOneThatDecided() throws {
    try with { program in
      for (measure, page, table) in [
        ("margin", "0.2 nats per decade.", "flat (±0.2)"), ("accuracy", "0.05 fraction per decade.", "flat (±0.05)"),
        (
          "margin-per-byte", "0.2 nats per decade, shared among the bytes of a choice.",
          "flat (±0.2 nats over a choice's bytes)"
        ),
      ] {
        let asked = [Program.sampleRuns, "--measure", measure, "--quiet"]
        let told = try program.run(["report"] + asked).output
        #expect(told.contains("Smallest slope that matters: \(page)"), "\(measure)")
        #expect(try program.run(["trends"] + asked + ["--format", "table"]).output.contains(table), "\(measure)")
      }
    }
  }

  /// Not every behaviour was put to every seed: the first row met may have one.
  @Test func theModelsHaveTheSeedsThatTrendsTells() throws {
    try with { program in
      let page = try program.run("report", Program.sampleRuns, "--quiet").output
      let trends = try program.run("trends", Program.sampleRuns, "--format", "json", "--quiet").output
      let object = try JSONSerialization.jsonObject(with: Data(trends.utf8)) as? [String: Any]
      let models = try #require(object?["models"] as? [[String: Any]])
      #expect(models.contains { $0["seeds"] as? Int == 3 })
      for model in models {
        let (name, seeds) = (try #require(model["name"] as? String), try #require(model["seeds"] as? Int))
        let line = try #require(page.split(separator: "\n").first { $0.hasPrefix("| \(name) |") })
        #expect(line.contains("| file | \(seeds) |"), "\(line)")
      }
    }
  }

  @Test func aHostileNameIsTextAndNothingElse() throws {
    try with { program in
      let name = "# [a](javascript:x) <script> | `b` \u{1B}[31m"
      try write(name, slope: 1, in: "runs", of: program)
      let page = try program.run("report", program.home.appending(path: "runs").path, "--quiet").output
      #expect(page.contains("\\# \\[a\\](javascript:x) \\<script\\> \\| \\`b\\`"))
      #expect(!page.contains("<script>") && !page.contains("\u{1B}") && !page.contains("[a]("))
      let rows = page.split(separator: "\n").filter { $0.contains("javascript") && $0.hasPrefix("|") }
      #expect(rows.count == 1)
    }
  }

  @Test func theCommandThatMakesItAgainIsOneLineWhateverTheFolderIsCalled() throws {
    try with { program in
      let folder = "runs\rtouch a\u{85}touch b\u{2028}touch c"
      try write("facts", slope: 1, in: folder, of: program)
      let page = try program.run("report", program.home.appending(path: folder).path, "--quiet").output
      let lines = page.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      let start = try #require(lines.firstIndex { $0.hasPrefix("```") })
      #expect(lines[start + 1].contains("vane report") && lines[start + 1].contains("touch c"))
      #expect(lines[start + 2].hasPrefix("```"))
    }
  }

  @Test func whatPeopleSaidOfItemsIsOnThePage() throws {
    try with { program in
      try write("alpha", slope: 1, in: "runs", of: program)
      try program.write(
        """
        {"schema":"vane.flag/1","id":"01","time":"2026-11-23T10:00:00Z","author":"kl","action":"flag","behaviour":"alpha",\
        "suite":"alpha","item":"q3","variant":null,"reason":"wrong-key","note":"both are right","content_hash":null}

        """, to: "runs/vane-flags.jsonl")
      let page = try program.run("report", program.home.appending(path: "runs").path, "--quiet").output
      #expect(page.contains("| alpha | q3 | yes | wrong-key | kl | both are right |"))
    }
  }

  /// A line that cannot be read may be a flag.
  @Test func flagsThatCannotBeReadAreNotSaidToBeMissing() throws {
    try with { program in
      try write("alpha", slope: 1, in: "runs", of: program)
      let file = try program.write("{\"schema\": \"vane.flag/1\", \"id\n", to: "runs/vane-flags.jsonl")
      let runs = program.home.appending(path: "runs").path
      let page = try program.run("report", runs)
      #expect(page.status == 3 && page.errors.contains("vane: \(file):1: "), "\(page.errors)")
      #expect(!page.output.contains("Nobody has flagged"))
      #expect(page.output.contains("## What could not be read\n"))
      for words in [["items", runs, "--behaviour", "alpha"], ["trends", runs, "--where", "flagged = 0"]] {
        let told = try program.run(words)
        #expect(told.status == 3 && told.errors.contains("\(file):1: "), "\(words): \(told.errors)")
      }
      #expect(try program.run("trends", runs).status == 0, "it speaks of no flags")
      // A pipe can be read once.
      let script = "exec \"$0\" \"$@\" --flags <(cat '\(file)')"
      let piped = try program.run(["report", runs], under: ["bash", "-c", script])
      #expect(piped.status == 3 && !piped.output.contains("Nobody has flagged"))
      try program.write("", to: "runs/vane-flags.jsonl")
      let empty = try program.run("report", runs)
      #expect(empty.status == 0 && empty.output.contains("Nobody has flagged an item"))
    }
  }

  @Test func ofAFileWithManyProblemsTheFirstAreSaidAndTheOthersCounted() throws {
    try with { program in
      try write("alpha", slope: 1, in: "runs", of: program)
      let broken = String(repeating: "q1,none,1\n", count: 100)
      let file = try program.write("item,logp,watched\nq1,-1.5,1\nq1,-2.5,0\n" + broken, to: "runs/broken.csv")
      let runs = program.home.appending(path: "runs").path
      let lines = try program.run("trends", runs).errors.split(separator: "\n").filter { $0.contains(file) }
      #expect(lines.count == 21 && lines.last == "vane: \(file): 80 more in this file; vane check lists them")
      let all = try program.run("check", runs).errors.split(separator: "\n").filter { $0.contains(file) }
      #expect(all.count == 100)
    }
  }

  @Test func anAddressIsNoLink() throws {
    try with { program in
      try write("see https://a.example or WWW.b.example", slope: 1, in: "runs", of: program)
      let page = try program.run("report", program.home.appending(path: "runs").path, "--quiet").output
      #expect(page.contains("see https\\://a.example or WWW\\.b.example"))
      #expect(!page.contains("https://a") && !page.contains("WWW.b"))
    }
  }

  /// Signs of full width are signs of formulas too, to spreadsheets of East Asia.
  @Test(arguments: [("a;=1+1;-x;\"@y; =z", "a;'=1+1;'-x;\"\"'@y; =z"), ("＝1+1;＠y", "'＝1+1;'＠y")])
  func aSemicolonBeginsNoCell(name: String, written: String) throws {
    try with { program in
      try write(name, slope: 1, in: "runs", of: program)
      let rows = try program.run(
        "trends", program.home.appending(path: "runs").path, "--format", "csv", "--quiet"
      ).output.split(separator: "\n").dropFirst()
      // Behind the first field of a line the quotes around one are letters to who parts by semicolons.
      #expect(!rows.isEmpty && rows.allSatisfy { $0.hasPrefix("\"\(written)\",") }, "\(rows)")
    }
  }

  // MARK: diff

  @Test func whatChangedBetweenTwoFoldersIsToldAndNothingElse() throws {
    try with { program in
      for folder in ["old", "new"] {
        try write("steady", slope: 1, in: "\(folder)/steady", of: program)
        try write("other", slope: folder == "old" ? 1 : -1, in: "\(folder)/other", of: program)
      }
      try write("fresh", slope: 1, in: "new/fresh", of: program)
      let (old, new) = (program.home.appending(path: "old").path, program.home.appending(path: "new").path)
      let told = try program.run("diff", old, new, "--format", "csv", "--quiet", "--exit-code")
      #expect(told.status == 5, "\(told.errors)")
      let lines = told.output.split(separator: "\n").dropFirst().map { line in
        line.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
      }
      // Behaviour, variant and change, then seven columns of either side, the verdict first.
      try #require(lines.allSatisfy { $0.count == 17 }, "\(told.output)")
      let verdicts = lines.map { line in [0, 1, 2, 3, 10].map { line[$0] } }
      let expected = [
        ["fresh", "", "new", "", "rising"], ["other", "", "verdict", "rising", "falling"],
        ["steady", "", "", "rising", "rising"],
      ]
      #expect(verdicts.sorted { $0[0] < $1[0] } == expected, "\(told.output)")
      #expect(lines.first { $0[0] == "fresh" }?[3..<10].allSatisfy(\.isEmpty) == true)
      let table = try program.run("diff", old, new, "--format", "table", "--quiet").output
      #expect(table.split(separator: "\n").count == 4 && table.hasSuffix("\n2 changed, 1 the same\n"), "\(table)")
      let same = try program.run("diff", old, old, "--format", "table", "--quiet", "--exit-code")
      #expect(same.status == 0 && same.output == "0 changed, 2 the same\n", "\(same.output)\(same.errors)")
    }
  }

  @Test func aSavedAnswerIsTheSameAsItsRuns() throws {
    try with { program in
      let saved = try program.run("trends", Program.sampleRuns, "--format", "json", "--quiet")
      let file = try program.write(saved.output, to: "before.json")
      let told = try program.run("diff", file, Program.sampleRuns, "--format", "table", "--quiet", "--exit-code")
      #expect(told.status == 0 && told.output.hasPrefix("0 changed, 12 the same"), "\(told.output)\(told.errors)")
      let other = try program.run("diff", file, Program.sampleRuns, "--measure", "nlp", "--quiet")
      #expect(other.status == 2 && other.errors.contains("compare like with like"))
      let wider = try program.run("diff", file, Program.sampleRuns, "--delta", "1.5", "--quiet", "--exit-code")
      #expect(wider.status == 2 && wider.errors.contains("compare like with like: --delta"), "\(wider.output)")
    }
  }

  /// What a filter left out of an answer was not missing from the runs.
  @Test func whatASavedAnswerHidesIsNotSilentlyNew() throws {
    try with { program in
      let saved = try program.run("trends", Program.sampleRuns, "--behaviour", "facts", "--format", "json", "--quiet")
      let file = try program.write(saved.output, to: "facts.json")
      let told = try program.run("diff", file, Program.sampleRuns, "--format", "table", "--quiet")
      #expect(told.status == 0 && told.errors.contains("facts.json: 11 hidden in it; "), "\(told.errors)")
      let same = try program.run("diff", file, file, "--format", "table", "--quiet")
      #expect(same.status == 0 && same.errors.isEmpty, "\(same.errors)")
    }
  }

  @Test(arguments: [
    "{\"schema\": \"vane.check/1\"}", "{\"schema\": \"vane.trends/1\", \"rows\": 3}", "{\"vane.trends/1",
  ])
  func whatIsNoSavedAnswerIsSaidToBeNone(text: String) throws {
    try with { program in
      let file = try program.write(text, to: "before.json")
      let told = try program.run("diff", file, Program.sampleRuns, "--quiet")
      #expect(told.status == 2 && told.errors.contains("before.json"), "\(told.errors)")
    }
  }

  @Test func ofASavedAnswerWithoutEndOnlyTheBeginningIsRead() throws {
    try with { program in
      let file = try program.write("{\"schema\": \"vane.trends/1\"", to: "before.json")
      #expect(truncate(file, 4 << 40) == 0)
      let told = try program.run("diff", file, Program.sampleRuns, "--quiet")
      #expect(told.status == 2)
      #expect(told.errors == "vane: \(file): more than 256 MiB, which no saved answer has; name a run folder\n")
    }
  }

  @Test func whatCouldNotBeReadIsNamedWhateverElseIsSaid() throws {
    try with { program in
      let broken = try program.write("item,logp,watched\nq1,-1.5,1\nq1,-2.5,0\nq2,none,1\n", to: "runs/broken.csv")
      let expected = try program.write("broken: rising\n", to: "gate.txt")
      let runs = program.home.appending(path: "runs").path
      let table = try program.run(runs)
      #expect(table.status == 3 && table.output.hasPrefix("behaviour "), "the dashboard without a terminal")
      let keys = try program.write("vane-keys 1\n0.000 key j\n", to: "keys")
      for words in [["screen", runs], ["--plain", runs], ["--replay", keys, runs]] {
        let shown = try program.run(words)
        #expect(shown.status == 3 && !shown.output.isEmpty, "\(words)")
        #expect(shown.errors.contains("vane: \(broken):4: "), "\(words): \(shown.errors)")
      }
      let gate = try program.run("trends", runs, "--expect", expected)
      #expect(gate.status == 5 && gate.errors.contains("vane: \(expected):1: "))
      for outcome in [table, gate] { #expect(outcome.errors.contains("vane: \(broken):4: "), "\(outcome.errors)") }
    }
  }

  @Test func whatADiffCouldNotReadIsNamed() throws {
    try with { program in
      for folder in ["old", "new"] { try write("steady", slope: 1, in: "\(folder)/steady", of: program) }
      let broken = try program.write("item,logp,watched\nq1,-1.5,1\nq1,-2.5,0\nq2,none,1\n", to: "new/broken.csv")
      let (old, new) = (program.home.appending(path: "old").path, program.home.appending(path: "new").path)
      let told = try program.run("diff", old, new, "--format", "table")
      #expect(told.status == 3)
      #expect(told.errors.contains("vane: \(broken):4: "), "\(told.errors)")
      let changed = try program.run("diff", old, new, "--format", "table", "--exit-code")
      #expect(changed.status == 5 && changed.errors == told.errors)
      let quiet = try program.run("diff", old, new, "--format", "table", "--quiet")
      #expect(quiet.status == 3 && quiet.errors == told.errors, "progress alone is kept back")
    }
  }

  // MARK: expectations

  @Test func expectationsThatHoldEndWellAndOthersSayWhatIsOtherwise() throws {
    try with { program in
      let good = try program.write("# gate\nfacts direct: rising\ntwohop:direct: flat | unresolved\n\n", to: "good.txt")
      let held = try program.run("trends", Program.sampleRuns, "--expect", good, "--quiet")
      #expect(held.status == 0 && held.errors.isEmpty, "\(held.errors)")
      let bad = try program.write("facts direct: falling\nnobody: rising\n", to: "bad.txt")
      let other = try program.run("trends", Program.sampleRuns, "--expect", bad, "--quiet")
      #expect(other.status == 5)
      #expect(other.errors.contains("bad.txt:1: facts direct is rising, expected falling"))
      #expect(other.errors.contains("bad.txt:2: no behaviour is called 'nobody'"))
      #expect(other.output == held.output, "the answer itself does not change")
    }
  }

  /// A name without a variant means all of them, in the order of the rows.
  @Test func anExpectationMayNameABehaviourUnderAllItsPrompts() throws {
    try with { program in
      let gate = try program.write("facts: falling\n", to: "gate.txt")
      let told = try program.run("trends", Program.sampleRuns, "--expect", gate, "--quiet")
      #expect(told.status == 5)
      let rows = try program.run("trends", Program.sampleRuns, "--behaviour", "facts", "--format", "jsonl").output
      #expect(told.errors.split(separator: " is ").count - 1 == rows.split(separator: "\n").count, "\(told.errors)")
    }
  }

  @Test func whatIsAskedForIsAllThatIsPrintedAndTheRestIsCountedAsHidden() throws {
    try with { program in
      let all = try program.run("trends", Program.sampleRuns, "--format", "jsonl", "--quiet").output
      let some = try program.run(
        "trends", Program.sampleRuns, "--format", "jsonl", "--quiet", "--where", "verdict = rising and n > 50")
      let wanted = all.split(separator: "\n").filter {
        $0.contains("\"verdict\": \"rising\"") && !$0.contains("proverbs")
      }
      #expect(some.output.split(separator: "\n") == wanted && wanted.count == 4, "each number as it was among all")
      let json = try program.run("trends", Program.sampleRuns, "--format", "json", "--quiet", "--where", "no such")
        .output
      #expect(json.contains("\"hidden\": 12"))
      let wrong = try program.run("trends", Program.sampleRuns, "--quiet", "--where", "slope < much")
      #expect(wrong.status == 2)
      #expect(wrong.errors.hasSuffix("vane:   slope < much\nvane:           ^\n"), "\(wrong.errors)")
    }
  }

  @Test(arguments: [
    ("facts direct rising", "no colon"), ("facts: up", "no verdict is called 'up'"), ("a:", "no verdict is called ''"),
  ])
  func aMistakeInTheExpectationsNamesFileAndLine(line: String, words: String) throws {
    try with { program in
      let file = try program.write("\n\(line)\n", to: "gate.txt")
      let told = try program.run("trends", Program.sampleRuns, "--expect", file, "--quiet")
      #expect(told.status == 2 && told.errors.contains("gate.txt:2") && told.errors.contains(words), "\(told.errors)")
    }
  }
}

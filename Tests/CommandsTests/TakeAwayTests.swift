import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What a command writes into a file: the same answer, with the card.
@Suite struct TakeAwayTests {
  private let program: Program

  init() throws { program = try Program() }

  private func path(_ name: String) -> String { program.home.appending(path: name).path }
  private func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @discardableResult private func run(_ words: String...) throws -> Program.Outcome {
    let outcome = try program.run(words)
    #expect(outcome.status == 0, "\(words): \(outcome.errors)")
    return outcome
  }

  // MARK: disks

  /// As a network's do.
  @Test(.enabled(if: Tracer.isPossible, "strace is not installed, or may not trace"))
  func aDiskThatSaysOnlyAtTheEndThatItIsFullIsHeard() throws {
    defer { program.remove() }
    let outcome = try program.run(
      ["report", "SampleRuns", "--out", path("page.md"), "--quiet"],
      under: ["strace", "-f", "-o", "/dev/null", "-P", path("page.md"), "-e", "inject=close:error=EDQUOT"])
    #expect(outcome.status == 4)
    #expect(outcome.errors.contains("vane: \(path("page.md")): Disk quota exceeded\n"), "\(outcome.errors)")
  }

  // MARK: people's lines

  /// By their usual name, and by what stands in a file that has another.
  @Test(arguments: ["vane-flags.jsonl", "mine.txt"]) func nothingIsWrittenOverWhatPeopleSaid(name: String) throws {
    defer { program.remove() }
    let line =
      #"{"schema": "vane.flag/1","id":"1","time":"2026-11-23T10:00:00Z","author":"kl","action":"flag","#
      + #""behaviour":"facts","suite":"vane_facts_direct","item":"facts-000"}"# + "\n"
    try program.write(line, to: name)
    for words in [["trends"], ["report"], ["plot", "--behaviour", "facts:direct"], ["screen"]] {
      let outcome = try program.run(words + ["SampleRuns", "--out", path(name), "--quiet"])
      #expect(outcome.status == 4 && outcome.errors.contains("flags of researchers stand there"), "\(outcome)")
      #expect(try text(name) == line, "\(words)")
    }
  }

  // MARK: logs

  private let log = """
    model,family,parameters,behaviour,item,choice,logp,watched
    alpha-1b,alpha,1e9,facts,q,yes,-1.5,1
    alpha-1b,alpha,1e9,facts,q,no,-2.5,0

    """

  /// By its own name and by a link to it.
  @Test(arguments: ["runs/a.csv", "link.csv"]) func nothingIsWrittenOverALogThatItIsMadeOf(name: String) throws {
    defer { program.remove() }
    try program.write(log, to: "runs/a.csv")
    try FileManager.default.createSymbolicLink(atPath: path("link.csv"), withDestinationPath: path("runs/a.csv"))
    for words in [["trends"], ["report"], ["plot", "--behaviour", "facts"], ["screen"]] {
      let outcome = try program.run(words + [path("runs"), "--out", path(name), "--quiet"])
      #expect(outcome.status == 4 && outcome.errors.contains("it was read here as a log"), "\(outcome)")
      #expect(try text("runs/a.csv") == log, "\(words)")
    }
  }

  /// Whoever writes it goes on while the answer is being made; here between the reading and the flags.
  @Test(.enabled(if: Tracer.isPossible, "strace is not installed, or may not trace"))
  func nothingIsWrittenOverALogThatHasGrownSinceItWasRead() throws {
    defer { program.remove() }
    let (file, more) = (path("runs/a.csv"), "alpha-1b,alpha,1e9,facts,r,yes,-1.5,1\n")
    try program.write(log, to: "runs/a.csv")
    try program.write("", to: "runs/vane-flags.jsonl")
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: 1)
      guard let handle = FileHandle(forWritingAtPath: file) else { return }
      _ = try? handle.seekToEnd()
      try? handle.write(contentsOf: Data(more.utf8))
      try? handle.close()
    }
    let outcome = try program.run(
      ["trends", path("runs"), "--out", file, "--quiet"],
      under: [
        "strace", "-f", "-o", "/dev/null", "-P", path("runs/vane-flags.jsonl"), "-e", "inject=openat:delay_enter=3s",
      ])
    #expect(outcome.status == 4 && outcome.errors.contains("it was read here as a log"), "\(outcome)")
    #expect(try text("runs/a.csv") == log + more)
  }

  /// It may have landed since the others were read, or lie elsewhere.
  @Test func nothingIsWrittenOverALogThatWasNotRead() throws {
    defer { program.remove() }
    let samples = #"{"doc_id": 0, "doc": {}, "arguments": [], "resps": [], "filtered_resps": []}"# + "\n"
    for (log, format) in [(log, "table"), (samples, "lm-eval-samples")] {
      try program.write(log, to: "other/log")
      for words in [["trends"], ["report"], ["plot", "--behaviour", "facts:direct"], ["screen"]] {
        let outcome = try program.run(words + ["SampleRuns", "--out", path("other/log"), "--quiet"])
        #expect(outcome.status == 4 && outcome.errors.contains("a log (\(format)) stands there"), "\(outcome)")
        #expect(try text("other/log") == log, "\(words)")
      }
    }
  }

  /// Items with their choices, and prompts, look much like what a log holds. Each is written over the one before it.
  @Test(arguments: ["csv", "json", "jsonl", "txt", "md"])
  func anyAnswerIsWrittenOverAnother(ending: String) throws {
    defer { program.remove() }
    let facts = ["--behaviour", "facts:direct"]
    let twohop = ["elicitation", "--behaviour", "twohop"]
    let models = ["compare", "--of", "facts:direct", "--model", "vane-3k", "--model", "vane-4.9m"]
    for words in [
      ["trends", "--level", "item"], ["items"] + facts, ["item", "--item", "facts-000"] + facts, ["suspects"] + facts,
      twohop, twohop + ["--changed", "steps", "--base", "direct", "--at", "vane-3k"], models + ["--level", "item"],
      ["compare", "--of", "twohop:direct", "--of", "twohop:steps"], ["measures"] + facts, ["noise"] + facts,
      ["aggregate"], ["trends"],
    ] {
      let outcome = try program.run(words + ["SampleRuns", "--out", path("answer.\(ending)"), "--quiet"])
      #expect(outcome.status == 0, "\(words): \(outcome.errors)")
    }
  }

  /// It lies among the logs and is none.
  @Test(arguments: ["csv", "json", "jsonl", "txt", "md"])
  func anAnswerAmongTheLogsIsWrittenAgain(ending: String) throws {
    defer { program.remove() }
    try program.write(log, to: "runs/a.csv")
    for _ in 1...2 { try run("trends", path("runs"), "--out", path("runs/answer.\(ending)"), "--quiet") }
  }

  // MARK: tables

  @Test func aTableIsTheSameAsPrintedAndItsCardLiesBesideIt() throws {
    defer { program.remove() }
    let printed = try run("trends", "SampleRuns", "--format", "csv", "--quiet").output
    try run("trends", "SampleRuns", "--out", path("all.csv"), "--quiet")
    #expect(try text("all.csv") == printed)
    let card = try text("all.card.txt")
    for words in [
      "Picked after looking: 12 of 12 behaviours.", "Hidden: 0 by options, 0 by a filter", "left out by marks: 0",
      "Made by: vane trends SampleRuns --format csv\n",
    ] {
      #expect(card.contains(words), "\(words)")
    }
    #expect(!card.contains("Subsets"), "there was no session")
  }

  @Test func jsonHasTheCardBesideTheContractsKeysAndOnlyInAFile() throws {
    defer { program.remove() }
    let printed = try object(
      try run("trends", "SampleRuns", "--where", "verdict = rising", "--quiet").output)
    try run(
      "trends", "SampleRuns", "--where", "verdict = rising", "--looked", "3", "--out", path("rising.json"), "--quiet")
    var taken = try object(try text("rising.json"))
    #expect(printed["card"] == nil)
    let card = try #require(taken.removeValue(forKey: "card") as? [String: Any])
    #expect(NSDictionary(dictionary: taken).isEqual(to: printed))
    #expect(card["picked"] as? String == "after looking")
    #expect(card["seen"] as? Int == 12 && card["shown"] as? Int == 5 && card["hidden_by_filter"] as? Int == 7)
    #expect(card["filter"] as? String == "verdict = rising" && card["subsets"] as? Int == 3)
    #expect((card["command"] as? String)?.hasPrefix("vane trends SampleRuns --where 'verdict = rising'") == true)
  }

  @Test func aPageHasItsCardAndTheCommand() throws {
    defer { program.remove() }
    try run("noise", "SampleRuns", "--behaviour", "facts", "--out", path("noise.md"), "--quiet")
    let page = try text("noise.md")
    #expect(page.hasPrefix("# vane noise\n\n- Picked after looking: 1 of 12 behaviours."))
    #expect(page.contains("```text\n"))
    #expect(page.contains("```sh\nvane noise SampleRuns --behaviour facts --format markdown\n```"))
  }

  @Test func whatWasPlannedBeforeTheLargerScalesLandedWasPickedBeforeLooking() throws {
    defer { program.remove() }
    func land(_ model: String) throws {
      let to = path("runs/vane__\(model)")
      try FileManager.default.createDirectory(atPath: path("runs"), withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: "\(Program.sampleRuns)/ladder/vane__\(model)", toPath: to)
      for name in try FileManager.default.contentsOfDirectory(atPath: to) where name.hasPrefix("results_") {
        let file = URL(filePath: to).appending(path: name)
        // Measured in the year 2100, which is after any plan that a test makes.
        let dated = try String(contentsOf: file, encoding: .utf8).replacing(
          /"date": *[0-9.]+/, with: "\"date\": 4102444800")
        try dated.write(to: file, atomically: true, encoding: .utf8)
      }
    }
    func picked(_ words: String...) throws -> String? {
      let outcome = try program.run(words + [path("runs"), "--out", path("x.json"), "--quiet"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      return (try object(try text("x.json"))["card"] as? [String: Any])?["picked"] as? String
    }
    for model in ["vane-3k", "vane-14k", "vane-37k", "vane-148k"] { try land(model) }
    try run(
      "plan", "add", "facts:direct", path("runs"), "--direction", "rising", "--probability", "0.8", "--quiet")
    #expect(try picked("trends", "--behaviour", "facts") == "after looking", "it knows no more than the plan did")
    try land("vane-1.2m")
    #expect(try picked("trends", "--behaviour", "facts") == "before looking")
    #expect(try picked("trends", "--behaviour", "facts", "--measure", "nlp") == "after looking")
    #expect(try picked("trends", "--behaviour", "recall") == "after looking")
    #expect(try picked("compare", "--of", "facts", "--of", "recall") == "after looking", "one of them was not planned")
    try run("plot", path("runs"), "--behaviour", "facts", "--out", path("facts.svg"), "--quiet")
    #expect(try text("facts.svg").contains("Picked before looking: 1 of 12 behaviours."))
  }

  // MARK: items

  @Test func theItemsThatAFilterLeavesAreListedAndTheOthersCounted() throws {
    defer { program.remove() }
    let told = try object(
      try run("items", "SampleRuns", "--behaviour", "facts", "--where", "slope < 0", "--quiet").output)
    let rows = try #require(told["rows"] as? [[String: Any]])
    #expect(told["schema"] as? String == "vane.items/1" && !rows.isEmpty)
    #expect(rows.allSatisfy { ($0["slope"] as? Double ?? 1) < 0 })
    #expect(told["hidden"] as? Int == 100 - rows.count)
    try run("items", "SampleRuns", "--behaviour", "facts", "--where", "slope < 0", "--out", path("i.csv"), "--quiet")
    #expect(try text("i.card.txt").contains("Items: \(rows.count) of 100, those that are so: slope < 0."))
    #expect(try text("i.csv").split(separator: "\n").count == 1 + 7 * rows.count, "one line per item and model")
  }

  @Test func anItemIsTakenAsItWasAsked() throws {
    defer { program.remove() }
    let told = try object(
      try run("item", "SampleRuns", "--behaviour", "facts", "--item", "facts-000", "--quiet").output)
    let models = try #require(told["models"] as? [[String: Any]])
    let choices = try #require(told["choices"] as? [[String: Any]])
    #expect(models.count == 7 && choices.contains { $0["watched"] as? Bool == true })
    #expect(models.allSatisfy { ($0["log_likelihoods"] as? [Double])?.count == choices.count })
    let page = try run(
      "item", "SampleRuns", "--behaviour", "facts", "--item", "facts-000", "--format", "markdown", "--quiet"
    ).output
    #expect(page.contains("## facts direct, vane\\_facts\\_direct, item facts-000"))
    #expect(page.contains("```text\n\(told["prompt"] as? String ?? "?")"))
    let unknown = try program.run("item", "SampleRuns", "--behaviour", "facts", "--item", "nobody", "--quiet")
    #expect(unknown.status == 2 && unknown.errors.contains("vane items lists them"))
  }

  // MARK: figures

  private static let figures: [[String]] = [
    ["--behaviour", "facts:direct"], ["--behaviour", "facts", "--measure", "logp", "--width", "240"],
    ["--compare", "twohop:direct", "--compare", "twohop:steps", "--difference"],
    ["--compare", "twohop:direct", "--compare", "facts", "--overlay", "--difference"],
    ["--all"], ["--all", "--own-y", "--where", "verdict = rising"], ["--matrix", "twohop"],
  ]

  @Test(arguments: figures) func aFigureIsTheSameBytesEachTimeAndWellFormed(words: [String]) throws {
    defer { program.remove() }
    for name in ["a.svg", "b.svg"] {
      let outcome = try program.run(["plot", "SampleRuns", "--quiet", "--out", path(name)] + words)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    let (a, b) = (try text("a.svg"), try text("b.svg"))
    #expect(a == b && XMLParser(data: Data(a.utf8)).parse())
    #expect(a.contains("Picked after looking") && a.contains("rising") == !words.contains("recall"))
    #expect(a.contains("<desc>Made by: vane plot SampleRuns"), "without the file's own name")
  }

  @Test func theCommandThatAFigureNamesMakesItAgain() throws {
    defer { program.remove() }
    let figure = ["plot", "SampleRuns", "--compare", "twohop:direct", "--compare", "twohop:steps", "--quiet"]
    #expect(try program.run(figure + ["--out", path("a.svg")]).status == 0)
    let a = try text("a.svg")
    let made = try #require(
      a.components(separatedBy: "<desc>Made by: vane ").last?.components(separatedBy: "</desc>").first)
    let again = try program.run(made.split(separator: " ").map(String.init) + ["--quiet"])
    #expect(again.status == 0 && again.output == a, "\(made): \(again.errors)")
  }

  @Test(arguments: [
    [], ["--all", "--matrix", "twohop"], ["--compare", "facts"], ["--behaviour", "facts", "--width", "3"],
  ]) func aFigureOfNothingOrOfTwoThingsIsRefused(words: [String]) throws {
    defer { program.remove() }
    #expect(try program.run(["plot", "SampleRuns", "--out", "-"] + words).status == 2)
  }

  @Test func hostileNamesAreTextInEveryFile() throws {
    defer { program.remove() }
    let evil = "</text><script>x</script> & \"q\" \u{1B}[2J\u{202E}\u{7}"
    for (at, size) in [1e7, 3e7, 1e8, 3e8, 1e9].enumerated() {
      var table = "model,parameters,behaviour,suite,variant,item,choice,logp,watched\n"
      let name = "\"" + evil.replacingOccurrences(of: "\"", with: "\"\"") + "\""
      for variant in ["a", "b"] {
        for item in 0..<8 {
          for (choice, sign) in [("yes", 1.0), ("no", -1.0)] {
            let logp = -3 + sign * (0.3 * Double(at) + 0.1 * Double((item * 7 + at) % 5)) / 2
            table += "m\(at),\(size),\(name),\(name),\(variant),\(name)\(item),\(choice),\(logp),\(sign > 0 ? 1 : 0)\n"
          }
        }
      }
      try program.write(table, to: "runs/m\(at).csv")
    }
    let runs = path("runs")
    let matrix = try object(try run("trends", runs, "--quiet").output)
    let row = try #require((matrix["rows"] as? [[String: Any]])?.first)
    let behaviour = try #require(row["behaviour"] as? String)
    let both = ["--compare", "\(behaviour):a", "--compare", "\(behaviour):b"]
    for words in [["--behaviour", "\(behaviour):a"], both, both + ["--overlay"], ["--all"], ["--matrix", behaviour]] {
      let drawn = try program.run(["plot", runs, "--quiet", "--out", "-"] + words)
      #expect(drawn.status == 0, "\(drawn.errors)")
      expectHarmless(drawn.output)
    }
    expectHarmless(try run("screen", runs, "--format", "svg", "--quiet").output)
    for ending in ["csv", "json", "md", "txt"] {
      try run("items", runs, "--behaviour", "\(behaviour):a", "--out", path("i.\(ending)"), "--quiet")
      let taken = try text("i.\(ending)")
      #expect(!taken.contains("\u{1B}") && !taken.contains("\u{202E}") && !taken.contains("\u{7}"))
    }
    #expect(!(try text("i.card.txt")).contains("\u{1B}"))
  }

  private func expectHarmless(_ svg: String) {
    #expect(XMLParser(data: Data(svg.utf8)).parse())
    #expect(!svg.contains("<script") && !svg.contains("\u{1B}") && !svg.contains("\u{202E}"))
  }

  // MARK: screens

  @Test func aScreenIsDrawnInTheThemesColoursAndTheSameEachTime() throws {
    defer { program.remove() }
    let plain = try run("screen", "SampleRuns", "--keys", "j enter", "--quiet").output
    try run("screen", "SampleRuns", "--keys", "j enter", "--quiet", "--format", "text", "--out", path("s.txt"))
    #expect(try text("s.txt") == plain)
    let words = ["screen", "SampleRuns", "--keys", "j enter", "--quiet", "--theme", "Themes/dark.theme", "--out"]
    for name in ["a.svg", "b.svg"] { #expect(try program.run(words + [path(name)]).status == 0) }
    let svg = try text("a.svg")
    #expect(try svg == text("b.svg") && XMLParser(data: Data(svg.utf8)).parse())
    #expect(svg.contains("facts-000") && svg.contains("#5fd7d7"), "rising, as the dark theme has it")
    let ansi = try run("screen", "SampleRuns", "--keys", "j enter", "--quiet", "--format", "ansi").output
    #expect(ansi.replacing(/\u{1B}\[[0-9;]*m/, with: "").split(separator: "\n").first?.contains("facts direct") == true)
  }
}

import Foundation
import Testing

/// What is said to whoever asks for what there is not: names, commands and options.
@Suite struct UsageTests {
  /// A name that is none is told with those that are, as for `--behaviour`.
  @Test(arguments: [
    ("--family", "no model family is called 'nosuch'; there are: vane"),
    ("--variant", "no prompt variant is called 'nosuch'; there are: "),
    ("--behaviour", "no behaviour is called 'nosuch'; there are: "),
  ])
  func aNameThatIsNoneIsAMistake(option: String, sentence: String) throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.run("trends", Program.sampleRuns, option, "nosuch", "--quiet")
    #expect(outcome.status == 2 && outcome.output.isEmpty && outcome.errors.contains(sentence), "\(outcome.errors)")
  }

  @Test func aMisspeltPromptOfABehaviourIsAnsweredWithItsName() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.run("trends", Program.sampleRuns, "--behaviour", "facts:dirct", "--quiet")
    let told = "no behaviour is called 'facts:dirct', did you mean 'facts:direct'? There are: coin, "
    #expect(outcome.status == 2 && outcome.errors.contains(told), "\(outcome.errors)")
  }

  /// Of thousands of names the first are told, and the one that was meant.
  @Test func aMisspeltNameAmongVeryManyIsAnsweredInOneLine() throws {
    let program = try Program()
    defer { program.remove() }
    let rows = (100..<400).map { "gpt2,behaviour-\($0),q,yes,-1,1\ngpt2,behaviour-\($0),q,no,-2,0\n" }
    let path = try program.write("model,behaviour,item,choice,logp,watched\n" + rows.joined(), to: "runs/a.csv")
    let outcome = try program.run("trends", path, "--behaviour", "behavour-250", "--quiet")
    #expect(outcome.status == 2 && outcome.errors.count < 800, "\(outcome.errors)")
    #expect(outcome.errors.contains("did you mean 'behaviour-250'? There are: behaviour-100, "), "\(outcome.errors)")
    #expect(outcome.errors.hasSuffix(" and 276 more\n"), "\(outcome.errors)")
  }

  @Test(arguments: [
    ["trends", "--measure", "loudness"], ["trends", "--delta", "-1"], ["screen", "--size", "wide"],
    ["check", "--blow"], ["trends", ""], ["plan", "list", "--flags", ""], ["trends", "--cache", ""],
    ["trends", Program.sampleRuns, "--out", ""],
  ])
  func wrongUsageEndsWithTwo(arguments: [String]) throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.run(arguments)
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(!outcome.errors.isEmpty)
  }

  /// Of a margin wider than the window the parser of arguments leaves whole sentences out.
  @Test(arguments: ["-1", "0", "1", "20", "28"]) func helpIsWholeWhereThereIsNoRoom(columns: String) throws {
    let program = try Program()
    defer { program.remove() }
    func words(_ columns: String, _ arguments: [String]) throws -> [Substring] {
      let outcome = try program.run(arguments, under: ["/usr/bin/env", "COLUMNS=\(columns)"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      return outcome.output.split(whereSeparator: \.isWhitespace)
    }
    for arguments in [["--help"], ["help", "trends"], ["flags", "--help"]] {
      #expect(try words(columns, arguments) == words("80", arguments))
    }
    let mistaken = try program.run(["trends", "--measure"], under: ["/usr/bin/env", "COLUMNS=\(columns)"])
    #expect(mistaken.status == 2 && mistaken.errors.contains("--measure"), "\(mistaken.errors)")
  }

  /// The word would be a path of the dashboard, and the runs behind it be shown.
  @Test func aSlipInACommandIsNoFolder() throws {
    let program = try Program()
    defer { program.remove() }
    for words in [["trands", Program.sampleRuns], ["chek"]] {
      let outcome = try program.run(words, in: program.home)
      #expect(outcome.status == 2 && outcome.output.isEmpty)
      let meant = words[0] == "chek" ? "check" : "trends"
      let told = "vane: no command, file or folder is called '\(words[0])', did you mean '\(meant)'?\n"
      #expect(outcome.errors.hasPrefix(told), "\(outcome.errors)")
    }
    try program.write("item,logp,watched\nq,-1,1\n", to: "chek/mine-1b.csv")
    #expect(try program.run(["chek"], in: program.home).status == 0, "a folder of that name is opened")
  }

  /// Who gave it would believe that the answer is by it. A script may give it to every command.
  @Test(arguments: [
    ["init", "--stdout"], ["check"], ["flags", "list"], ["flags", "export"], ["plan", "list"], ["lineup", "--report"],
  ])
  func anOptionWithoutEffectIsTold(command: [String]) throws {
    let program = try Program()
    defer { program.remove() }
    let plain = try program.run(command + [Program.sampleRuns])
    // These models say no FLOPs, and nothing is asked along them.
    let options = ["--axis", "flops", "--family=vane", "--family=other"]
    let told = try program.run(command + [Program.sampleRuns] + options)
    #expect(told.status == plain.status && told.output == plain.output)
    let words = "vane: --axis has no effect here\nvane: --family has no effect here\n"
    #expect(told.errors == words + plain.errors, "\(told.errors)")
  }

  @Test func whatIsIdleInOneWayOfAskingIsTold() throws {
    let program = try Program()
    defer { program.remove() }
    let models = ["compare", Program.sampleRuns, "--of", "facts:direct", "--model", "vane-3k", "--model", "vane-4.9m"]
    for (command, options, idle) in [
      (models, ["--delta", "0.3", "--q=0.2", "--family", "vane"], ["--family", "--delta", "--q"]),
      (["lineup", Program.sampleRuns, "--report"], ["--seed", "7"], ["--seed"]),
    ] {
      let plain = try program.run(command + ["--format", "csv"])
      let told = try program.run(command + ["--format", "csv"] + options)
      #expect(told.status == 0 && told.output == plain.output)
      #expect(told.errors == idle.map { "vane: \($0) has no effect here\n" }.joined() + plain.errors, "\(told.errors)")
    }
    // These models say no FLOPs, which is refused: not what has no effect.
    let refused = try program.run(models + ["--axis", "flops"])
    #expect(refused.status == 2 && !refused.errors.contains("has no effect"), "\(refused)")
    let sides = ["compare", Program.sampleRuns, "--of", "twohop:direct", "--of", "twohop:steps", "--delta", "0.3"]
    #expect(try !program.run(sides).errors.contains("has no effect"))
  }

  /// What a command, printing lines, has no use for.
  private static let vain: [(String, String)] = [
    ("trends", "--flags nowhere.jsonl --looked 3"),
    ("aggregate", "--delta 0.3 --q 0.2"),
    ("backtest", "--delta 0.3 --q 0.2 --noise own"),
    ("compare --of twohop:direct --of twohop:steps", "--q 0.2 --noise own --flags nowhere.jsonl"),
    ("diff SampleRuns", "--q 0.2 --flags nowhere.jsonl"),
    ("elicitation --behaviour twohop", "--variant steps --q 0.2"),
    (
      "elicitation --behaviour twohop --changed steps --base direct --at vane-3k",
      "--measure nlp --variant steps --delta 0.3 --q 0.2 --noise own"
    ),
    ("flags effect --behaviour facts:direct", "--q 0.2"),
    (
      "item --behaviour facts:direct --item facts-000",
      "--measure nlp --axis loss --delta 0.3 --q 0.2 --noise own"
    ),
    ("items --behaviour facts:direct", "--delta 0.3 --q 0.2 --noise own"),
    ("lineup", "--delta 0.3 --q 0.2 --noise own --flags nowhere.jsonl"),
    ("measures --behaviour facts:direct", "--measure nlp --q 0.2"),
    ("noise --behaviour facts:direct", "--q 0.2"),
    ("paths --behaviour facts:direct", "--q 0.2"),
    ("plan check", "--measure nlp --variant steps --family vane --delta 0.3"),
    ("suspects --behaviour facts:direct", "--q 0.2 --flags nowhere.jsonl"),
  ]

  @Test(arguments: vain) func whatChangesNothingIsTold(command: String, options: String) throws {
    let program = try Program()
    defer { program.remove() }
    let line = "\(command) SampleRuns --format csv"
    let plain = try program.run(line.split(separator: " ").map(String.init))
    let told = try program.run("\(line) \(options)".split(separator: " ").map(String.init))
    #expect(told.status == plain.status && told.output == plain.output)
    let names = options.split(separator: " ").filter { $0.hasPrefix("--") }
    #expect(told.errors == names.map { "vane: \($0) has no effect here\n" }.joined() + plain.errors, "\(told.errors)")
  }

  /// The card, or the head of the JSON, says it.
  @Test func whatIsSaidOfAnAnswerIsAnEffect() throws {
    let program = try Program()
    defer { program.remove() }
    let models = ["compare", "--of", "facts:direct", "--model", "vane-3k", "--model", "vane-4.9m"]
    for (command, options, said) in [
      (models, ["--axis", "loss"], #""axis": "loss""#), (models, ["--looked", "3"], #""subsets": 3"#),
      (["measures"], ["--measure", "nlp"], #""usual": "nlp""#),
      (["measures"], ["--q", "0.2"], #""q": 0.2, "dependent""#),
    ] {
      let words = command + options
      let outcome = try program.run(words + [Program.sampleRuns, "--format", "json"])
      #expect(outcome.status == 0 && outcome.output.contains(said), "\(words)")
      #expect(!outcome.errors.contains("has no effect"), "\(outcome.errors)")
    }
    // Of how many it was picked stands beside the file.
    let file = program.home.path + "/prompts.csv"
    let written = try program.run(
      "elicitation", Program.sampleRuns, "--behaviour", "twohop", "--variant", "steps", "--out", file)
    #expect(written.status == 0 && !written.errors.contains("has no effect"), "\(written)")
    let lines = try program.run(models + [Program.sampleRuns, "--format", "csv", "--axis", "loss"])
    #expect(lines.errors == "vane: --axis has no effect here\n", "\(lines.errors)")
  }

  /// One form of an answer says what another leaves out.
  @Test(arguments: [
    ("backtest", "--delta 0.3", "table", false),
    ("item --behaviour facts:direct --item facts-000", "--axis loss", "json", false),
    ("aggregate", "--noise own", "table", true), ("aggregate", "--noise own", "csv", false),
    (
      "elicitation --behaviour twohop --changed steps --base direct --at vane-3k", "--measure margin-per-byte", "csv",
      false
    ),
  ])
  func whatHasNoEffectHangsOnTheForm(command: String, option: String, form: String, isIdle: Bool) throws {
    let program = try Program()
    defer { program.remove() }
    let line = "\(command) SampleRuns --format \(form) \(option)"
    let told = try program.run(line.split(separator: " ").map(String.init))
    #expect(told.errors.contains("has no effect") == isIdle, "\(told.errors)")
  }

  @Test func whatAPictureHasNoUseForIsTold() throws {
    let program = try Program()
    defer { program.remove() }
    let screen = ["screen", Program.sampleRuns, "--theme", "dark"]
    #expect(try program.run(screen).errors == "vane: --theme has no effect here\n")
    #expect(try program.run(screen + ["--format", "ansi"]).errors.isEmpty)
    let sides = ["--compare", "twohop:direct", "--compare", "facts"]
    let figure = ["plot", Program.sampleRuns, "--own-y", "--out", "-"] + sides
    #expect(try program.run(figure + ["--q", "0.2"]).errors.isEmpty, "verdicts have their marks")
    #expect(try program.run(figure + ["--overlay"]).errors == "vane: --own-y has no effect here\n")
    for subject in [["--all"], ["--matrix", "twohop"]] {
      let drawn = try program.run(["plot", Program.sampleRuns, "--q", "0.2", "--out", "-"] + subject)
      #expect(drawn.errors == "vane: --q has no effect here\n", "\(drawn.errors)")
    }
  }

  @Test func aFlagFileHasNoEffectOnACheck() throws {
    let program = try Program()
    defer { program.remove() }
    let told = try program.run("check", Program.sampleRuns, "--flags", "nowhere.jsonl")
    #expect(told.status == 0 && told.errors == "vane: --flags has no effect here\n", "\(told.errors)")
  }

  @Test func whatCountsWithAllPromptsIsRefusedBesideTwo() throws {
    let program = try Program()
    defer { program.remove() }
    let two = ["elicitation", Program.sampleRuns, "--behaviour", "twohop", "--changed", "steps", "--base", "direct"]
    let refused = try program.run(two + ["--at", "vane-3k", "--abandoned", "2"])
    #expect(
      refused.status == 2 && refused.output.isEmpty && refused.errors.hasPrefix("vane: --abandoned "), "\(refused)")
  }

  @Test func optionsDoNotChangeSavedAnswers() throws {
    let program = try Program()
    defer { program.remove() }
    let saved = try program.write(
      try program.run("trends", Program.sampleRuns, "--format", "json").output, to: "saved.json")
    #expect(try program.run("diff", saved, saved).status == 0)
    let told = try program.run("diff", saved, saved, "--measure", "nlp")
    #expect(told.status == 0 && told.errors == "vane: --measure has no effect here\n", "\(told.errors)")
    #expect(try program.run("diff", saved, Program.sampleRuns, "--delta", "0.2", "--q", "0.2").status == 0)
  }

  @Test func wrongUsageIsSaidLineByLine() throws {
    let program = try Program()
    defer { program.remove() }
    let lines = try program.run("trends", "--delta=-1").errors.split(separator: "\n")
    #expect(lines.first == "vane: --delta must be above 0, in nats per decade", "\(lines)")
    #expect(lines.dropFirst().first?.hasPrefix("vane: Usage: vane trends ") == true)
    #expect(lines.allSatisfy { $0.hasPrefix("vane: ") && !$0.contains("·") })
  }

  @Test(arguments: [["--size", "wide"], ["--keys", "jump"]])
  func whatIsWrongWithAScreenNamesThatCommand(words: [String]) throws {
    let program = try Program()
    defer { program.remove() }
    let lines = try program.run(["screen", Program.sampleRuns] + words).errors.split(separator: "\n")
    #expect(lines.first?.contains(words[0]) == true, "\(lines)")
    #expect(lines.dropFirst().first?.hasPrefix("vane: Usage: vane screen ") == true, "\(lines)")
  }

  @Test(arguments: ["-1", "100001", "9223372036854775807"])
  func promptsThatWereAbandonedAreACount(count: String) throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.run("elicitation", Program.sampleRuns, "--behaviour", "facts", "--abandoned", count)
    #expect(outcome.status == 2 && outcome.output.isEmpty)
  }
}

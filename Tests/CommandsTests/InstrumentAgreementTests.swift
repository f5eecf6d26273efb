import Foundation
import Testing

/// What an instrument's screen says is what its command prints.
@Suite struct InstrumentAgreementTests {
  private func json(_ program: Program, _ arguments: String...) throws -> [String: Any] {
    let output = try program.run(arguments + ["--format", "json"]).output
    return try #require(JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
  }

  private func screen(_ program: Program, _ keys: String) throws -> String {
    try program.run("screen", Program.sampleRuns, "--size", "120x60", "--keys", keys).output
  }

  @Test func theLayersAreThoseOfVaneNoise() throws {
    let program = try Program()
    defer { program.remove() }
    let rows = try #require(
      try json(program, "noise", Program.sampleRuns, "--behaviour", "facts:direct")["rows"] as? [[String: Any]])
    let layers = try #require(rows.first?["layers"] as? [[String: Any]])
    let text = try screen(program, "/ f a c t s enter L")
    #expect(layers.count == 5)
    for layer in layers {
      let name = try #require(layer["layer"] as? String)
      let line = try #require(text.split(separator: "\n").first { $0.hasPrefix(" \(name) ") })
      guard let share = layer["share"] as? Double else {
        #expect(line.contains("unknown"))
        continue
      }
      #expect(line.contains(String(format: " %.0f %%", 100 * share)), "\(line)")
    }
  }

  /// Without a known scale no ladder has an item, and what is stored is stored all the same.
  @Test func whatIsStoredIsSaidToBeWhereNoLadderHasAnItem() throws {
    let program = try Program()
    defer { program.remove() }
    for model in ["mine-a", "mine-b"] {
      let rows = (0..<4).flatMap { ["\(model),b,\($0),-3,1", "\(model),b,\($0),-2,0"] }
      try program.write(
        (["model,behaviour,item,logp,watched"] + rows).joined(separator: "\n") + "\n", to: "runs/\(model).csv")
    }
    let runs = program.home.path + "/runs"
    let text = try program.run("screen", runs, "--size", "120x40", "--keys", "#").output
    let lines = text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    func line(_ measure: String) -> [String]? { lines.first { $0.first == measure } }
    #expect(line("margin")?.contains("items") == true && line("accuracy")?.contains("items") == true, "\(text)")
    #expect(line("margin-per-byte")?.contains("stored") == true, "no choice's length is")
    #expect(text.contains("No measure settles it"))
    let rows = try #require(try json(program, "measures", runs)["rows"] as? [[String: Any]])
    let measures = try #require(rows.first?["measures"] as? [[String: Any]])
    let names = measures.compactMap { $0["measure"] as? String }
    #expect(names.contains("margin") && names.contains("accuracy") && !names.contains("margin-per-byte"), "\(names)")
  }

  @Test func theRecordIsThatOfVaneBacktest() throws {
    let program = try Program()
    defer { program.remove() }
    let report = try json(program, "backtest", Program.sampleRuns)
    let text = try screen(program, "b tab")
    let predictors = try #require(report["predictors"] as? [[String: Any]])
    for predictor in predictors {
      let brier = try #require(predictor["brier"] as? Double)
      #expect(text.contains(String(format: " %.3f", brier)))
    }
    #expect(text.contains("Missed jumps (called below 20 %, rose by more than 1 nat): \(report["missed_jumps"] ?? "")"))
  }

  @Test func thePathsAreThoseOfVanePaths() throws {
    let program = try Program()
    defer { program.remove() }
    let all = try #require(
      try json(program, "paths", Program.sampleRuns, "--behaviour", "liars:direct")["behaviours"] as? [[String: Any]])
    let one = try #require(all.first)
    let text = try screen(program, "/ l i a r s space d i r e c t enter V")
    #expect(
      text.contains("\(one["paths"] ?? "") paths: \(one["rising"] ?? "") rising, \(one["falling"] ?? "") falling"))
  }

  @Test func theClaimIsThatOfVaneElicitation() throws {
    let program = try Program()
    defer { program.remove() }
    let report = try json(program, "elicitation", Program.sampleRuns, "--behaviour", "twohop")
    let text = try screen(program, "/ t w o h o p enter e")
    #expect(text.contains(try #require(report["sentence"] as? String)))
    let bound = try #require(report["lower_bound"] as? Double)
    let best = try #require(report["best"] as? String)
    #expect(text.contains(String(format: "\(best) (lower bound %+.2f)", bound)))
  }

  /// Of two prompts tried, one alone would be claimed after allowing for one.
  @Test func allPromptsCountWhicheverOfThemIsNamed() throws {
    let program = try Program()
    defer { program.remove() }
    let all = try program.run("elicitation", Program.sampleRuns, "--behaviour", "twohop", "--format", "json")
    let named = try program.run("elicitation", Program.sampleRuns, "--behaviour", "twohop:steps", "--format", "json")
    #expect(named.output == all.output && all.output.contains("\"tried\": 2"))
  }

  /// Not every prompt is put to every seed of a scale, and the scale is one all the same.
  @Test func aScaleThatPromptsHaveByOtherSeedsIsOneScaleEverywhere() throws {
    let program = try Program()
    defer { program.remove() }
    for (at, model) in ["m-10m", "m-30m", "m-100m", "m-300m", "m-1b", "m-1b-seed1"].enumerated() {
      var table = "model,behaviour,variant,item,choice,logp,watched\n"
      for prompt in ["one", "two"] where model != "m-1b" || prompt == "one" {
        for item in 0..<12 {
          let half = 0.25 * Double(at) - 0.3 + 0.01 * Double((item * 7 + at) % 5)
          table += "\(model),candour,\(prompt),q\(item),yes,\(-3 + half),1\n"
          table += "\(model),candour,\(prompt),q\(item),no,\(-3 - half),0\n"
        }
      }
      try program.write(table, to: "runs/\(model).csv")
    }
    let runs = program.home.appending(path: "runs").path
    let claim = try json(program, "elicitation", runs, "--behaviour", "candour")
    #expect((claim["models"] as? [Any])?.count == 5 && (claim["missing"] as? [Any])?.isEmpty == true)
    #expect((claim["spread"] as? [Any])?.count == 5)
    #expect((try json(program, "trends", runs)["models"] as? [Any])?.count == 5)
    let pair = try #require(
      (try json(program, "compare", runs, "--of", "candour:one", "--of", "candour:two")["pairs"] as? [[String: Any]])?
        .first)
    #expect((pair["points"] as? [Any])?.count == 5)
  }

  /// Its last line stands by itself, below an empty one.
  @Test func howManyItemsChangedSideIsSaidOnALineOfItsOwn() throws {
    let program = try Program()
    defer { program.remove() }
    let pair = ["--changed", "steps", "--base", "direct", "--at", "vane-4.9m"]
    let told = try program.run(
      ["elicitation", Program.sampleRuns, "--behaviour", "twohop", "--format", "table"] + pair
    ).output
    #expect(told.contains("\n\n73 of 100 shared items changed side from direct to steps at vane-4.9m, "), "\(told)")
  }

  @Test func aModelThatNeitherPromptHasIsNoModelWithoutChanges() throws {
    let program = try Program()
    defer { program.remove() }
    let pair = ["--changed", "steps", "--base", "direct", "--at"]
    let words = ["elicitation", Program.sampleRuns, "--behaviour", "twohop"] + pair
    let told = try program.run(words + ["vane-4.9M"])
    #expect(told.status == 2 && told.output.isEmpty, "\(told.output)")
    #expect(
      told.errors.contains("is called 'vane-4.9M', did you mean 'vane-4.9m'? There are: vane-1.2m, "), "\(told.errors)")
    #expect(try program.run(words + ["vane-4.9m"]).status == 0)
  }

  @Test func aPromptIsFoundByTheNameThatTheListOfPromptsGivesIt() throws {
    let program = try Program()
    defer { program.remove() }
    for (model, parameters) in [("mine-10m", "1e7"), ("mine-1b", "1e9")] {
      let rows = [("", -2.5), ("steps", -1.5)].flatMap { variant, yes in
        ["\(model),\(parameters),candour,\(variant),q,\(yes),1", "\(model),\(parameters),candour,\(variant),q,-2,0"]
      }
      try program.write(
        (["model,parameters,behaviour,variant,item,logp,watched"] + rows).joined(separator: "\n") + "\n",
        to: "runs/\(model).csv")
    }
    let words = [program.home.path + "/runs", "--behaviour", "candour"]
    let report = try program.run(["elicitation"] + words + ["--format", "csv"]).output
    let prompts = report.split(separator: "\n").dropFirst().map { $0.prefix { $0 != "," } }.map(String.init)
    #expect(prompts.count == 4 && Set(prompts).count == 2 && prompts.last == "steps", "\(report)")
    let changed = try program.run(
      ["elicitation"] + words + ["--changed", "steps", "--base", try #require(prompts.first), "--at", "mine-1b"])
    #expect(changed.status == 0 && changed.output.contains("\"shared\": 1"), "\(changed.errors)")
  }

  @Test func theRanksAreThoseOfVaneSuspects() throws {
    let program = try Program()
    defer { program.remove() }
    let rows = try #require(
      try json(program, "suspects", Program.sampleRuns, "--behaviour", "facts:direct")["rows"] as? [[String: Any]])
    let lines = try screen(program, "/ f a c t s enter t").split(separator: "\n")
    for (at, row) in rows.prefix(20).enumerated() {
      let item = try #require(row["item"] as? String)
      #expect(lines.contains { $0.contains(" \(at + 1) ") && $0.contains(" \(item) ") }, "\(item)")
    }
    #expect(!rows.isEmpty)
  }

  @Test func theMeasuresAreThoseOfVaneMeasures() throws {
    let program = try Program()
    defer { program.remove() }
    let report = try json(program, "measures", Program.sampleRuns)
    let rows = try #require(report["rows"] as? [[String: Any]])
    let row = try #require(rows.first { $0["behaviour"] as? String == "twohop" && $0["variant"] as? String == "steps" })
    let lines = try screen(program, "/ t w o h o p space s t e p s enter #").split(separator: "\n")
    let measures = try #require(row["measures"] as? [[String: Any]])
    #expect(measures.count == 8 && row["depends"] as? String == "contradicted")
    let table = try program.run("measures", Program.sampleRuns, "--format", "table").output.split(separator: "\n")
    let printed = try #require(table.first { $0.hasPrefix("twohop ") && $0.contains(" steps ") })
    for measure in measures {
      let name = try #require(measure["measure"] as? String)
      let line = try #require(lines.first { $0.dropFirst(2).hasPrefix("\(name) ") })
      let (slope, interval) = (try #require(measure["slope"] as? Double), try #require(measure["ci"] as? [Double]))
      // A third place per byte, and where an end would read as 0.
      let places = name.hasSuffix("per-byte") || interval.contains { $0 != 0 && abs($0) < 0.005 } ? 3 : 2
      #expect(line.contains(String(format: " %+.\(places)f ", slope)), "\(line)")
      let word = "\(measure["verdict"] ?? "") " + String(format: "%+.\(places)f", slope)
      #expect("\(printed) ".contains("  \(word) "), "\(printed)")
      let shown = String(format: " %+.\(places)f to %+.\(places)f ", interval[0], interval[1])
      #expect(line.contains(shown), "\(line)")
    }
    let words = "\(report["dependent"] ?? "") of \(rows.count) behaviours have a verdict that depends on the measure"
    #expect(lines.contains { $0.contains(words) })
  }

  @Test func thePartsOfTheScoreAddUpToIt() throws {
    let program = try Program()
    defer { program.remove() }
    let report = try json(program, "measures", Program.sampleRuns, "--behaviour", "recall")
    let row = try #require((report["rows"] as? [[String: Any]])?.first)
    let parts = try #require(row["nlp_parts"] as? [[String: Any]])
    let score = try #require((row["measures"] as? [[String: Any]])?.first { $0["measure"] as? String == "nlp" })
    for (part, mean) in [(parts.first, score["first"]), (parts.last, score["last"])] {
      let preference = try #require(part?["preference"] as? Double)
      let spread = try #require(part?["spread"] as? Double)
      #expect(spread <= 0)
      #expect(abs(preference + spread - (try #require(mean as? Double))) < 1e-12)
    }
  }

  @Test func theSlopesAtEqualPerplexityAreThoseOfVaneAggregate() throws {
    let program = try Program()
    defer { program.remove() }
    let rows = try #require(try json(program, "aggregate", Program.sampleRuns)["rows"] as? [[String: Any]])
    let lines = try screen(program, "A tab").split(separator: "\n")
    #expect(rows.count == 12)
    for row in rows {
      let name = "\(row["behaviour"] ?? "") \(row["variant"] ?? "")"
      let line = try #require(lines.first { $0.dropFirst().hasPrefix("\(name) ") })
      let (held, interval) = (try #require(row["held_slope"] as? Double), try #require(row["held_ci"] as? [Double]))
      #expect(line.contains(String(format: " %+.2f  %+.2f to %+.2f ", held, interval[0], interval[1])), "\(line)")
    }
  }

  @Test func whereThereAreNoTextsNothingIsHeld() throws {
    let program = try Program()
    defer { program.remove() }
    let files = try #require(FileManager.default.enumerator(atPath: Program.sampleRuns)).compactMap { $0 as? String }
    let facts = files.filter { $0.contains("samples_vane_facts") }.map { Program.sampleRuns + "/" + $0 }
    let output = try program.run(["aggregate"] + facts + ["--format", "json"]).output
    let report = try #require(JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    let rows = try #require(report["rows"] as? [[String: Any]])
    #expect((report["points"] as? [Any])?.isEmpty == true && !rows.isEmpty)
    #expect(rows.allSatisfy { $0["refusal"] as? String == "no-aggregate" && $0["held_slope"] is NSNull })
  }

  /// Last words are the aggregate of models without whole texts: held at their own mean they would be left a slope of 0, as
  /// if perplexity explained all of it.
  @Test func theAggregatesOwnTextHasNoSlopeAtEqualPerplexity() throws {
    let program = try Program()
    defer { program.remove() }
    let losses = ["gpt2": "4 5 6", "gpt2-medium": "3 4.5 4", "gpt2-large": "3.2 3 4", "gpt2-xl": "2 3.5 3"]
    try program.write(#"{"dataset": "lambada", "task_type": "lambada"}"#, to: "runs/lambada/args.log")
    try program.write(",prompt\n0,The cat sat\n1,A dog ate\n2,She put it on\n", to: "runs/lambada/data.csv")
    for (model, values) in losses {
      let rows = values.split(separator: " ").enumerated().map { "\($0),\($1)\n" }
      try program.write("index,loss\n" + rows.joined(), to: "runs/lambada/\(model).csv")
    }
    let report = try json(program, "aggregate", program.home.path + "/runs")
    let rows = try #require(report["rows"] as? [[String: Any]])
    #expect((report["points"] as? [Any])?.count == 4 && rows.count == 1, "\(report)")
    #expect(rows.first?["refusal"] as? String == "same-answers" && rows.first?["held_slope"] is NSNull)
  }
}

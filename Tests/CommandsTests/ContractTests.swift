import Foundation
import Testing

/// What other programs parse: keys and their order, statuses, streams.
@Suite struct ContractTests {
  @Test func trendsKeepsTheOrderOfItsKeys() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.run("trends", Program.sampleRuns, "--format", "json", "--quiet")
    let top = [
      "schema", "measure", "unit", "axis", "slope_unit", "delta", "alpha", "q", "models", "census", "aggregate", "rows",
      "problems",
    ]
    #expect(Self.positions(of: top, in: outcome.output) == Self.positions(of: top, in: outcome.output).sorted())
    let rows = try #require(outcome.output.range(of: "\"rows\""))
    let first = String(outcome.output[rows.upperBound...])
    let head = ["behaviour", "suite", "item", "variant", "n", "n_dropped", "n_eff", "points"]
    #expect(Self.positions(of: head, in: first) == Self.positions(of: head, in: first).sorted())
    // Points have keys of the same names; what follows them begins with the slope.
    let slope = try #require(first.range(of: "\"slope\""))
    let tail = [
      "slope", "se", "ci", "ci90", "p", "q", "p_rise", "df_model", "resid_sd", "var_model", "var_item", "var_cross",
      "pooled", "mds", "tau", "i2", "share_rising", "share_rising_ci", "verdict", "shape", "caveats", "accuracy_class",
      "linearity", "breakthroughness", "measure", "mann_kendall", "turning", "family_slopes", "slope_parts",
      "permutations", "share_truly_rising", "seed_sd", "seed_df", "shrunk_slope", "posterior_sd", "p_item_rises",
    ]
    let rest = String(first[slope.lowerBound...])
    #expect(Self.positions(of: tail, in: rest) == Self.positions(of: tail, in: rest).sorted())
  }

  /// Where each key first stands; a key that is missing fails the test.
  private static func positions(of keys: [String], in text: String) -> [Int] {
    keys.map { key in
      guard let range = text.range(of: "\"\(key)\": ") else {
        Issue.record("no key '\(key)'")
        return -1
      }
      return text.distance(from: text.startIndex, to: range.lowerBound)
    }
  }

  @Test func trendsIsWholeJSONWithTheSampleLadder() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.run("trends", Program.sampleRuns)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(object["schema"] as? String == "vane.trends/1")
    let models = try #require(object["models"] as? [[String: Any]])
    #expect(models.count == 7)
    #expect(models.map { $0["seeds"] as? Int } == [1, 1, 3, 3, 1, 1, 1])
    let rows = try #require(object["rows"] as? [[String: Any]])
    #expect(
      rows.map { "\($0["behaviour"] ?? "") \($0["variant"] ?? "")" }
        == rows.map { "\($0["behaviour"] ?? "") \($0["variant"] ?? "")" }.sorted())
  }

  /// Rows are made while they are written: a million of them would not fit into memory as JSON.
  @Test func rowsThatAreWrittenInPiecesAreTheWholeAnswer() throws {
    let program = try Program()
    defer { program.remove() }
    let words = ["trends", Program.sampleRuns, "--level", "item", "--behaviour", "facts", "--format"]
    let whole = try program.run(words + ["json"]).output
    let lines = try program.run(words + ["jsonl"]).output.split(separator: "\n")
    #expect(lines.count == 100 && whole.utf8.count > 3 << 16)
    let rows = "\"rows\": [" + lines.joined(separator: ", ") + "], \"problems\": ["
    #expect(whole.contains(rows) && whole.hasSuffix("}\n"))
    let csv = try program.run(words + ["csv"]).output.split(separator: "\n")
    #expect(csv.count == 701 && csv.allSatisfy { !$0.isEmpty } && csv.count { $0.hasPrefix("behaviour,suite,") } == 1)
    let file = program.home.path + "/items.csv"
    #expect(try program.run(words + ["csv", "--out", file]).status == 0)
    #expect(try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n") == csv)
  }

  /// A model has several checkpoints of one name.
  @Test func noTwoPointsOfATextAreTheSameModelAtTheSameCheckpoint() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.run("trends", Program.sampleRuns, "--format", "json", "--quiet")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let aggregate = try #require(object["aggregate"] as? [String: Any])
    let texts = try #require(aggregate["texts"] as? [[String: Any]])
    for text in texts {
      let points = try #require(text["points"] as? [[String: Any]])
      let names = points.map { "\($0["model"] ?? "") \($0["checkpoint"] ?? "untold")" }
      #expect(Set(names).count == names.count, "\(names)")
    }
  }

  /// Its numbers would be taken for margins.
  @Test func aTableSaysWhichOfItsRowsAreInAnotherMeasure() throws {
    let program = try Program()
    defer { program.remove() }
    let rows = ["pair,q,yes,-1,1", "pair,q,no,-2,0", "single,q,yes,-1,1"].map { "gpt2,\($0)\n" }
    let path = try program.write("model,behaviour,item,choice,logp,watched\n" + rows.joined(), to: "runs/a.csv")
    let told = try program.run("trends", path, "--format", "table", "--quiet").output
    #expect(told.contains("; margin, nats per decade; 1 row by logp\n"), "\(told)")
    let alike = try program.run("trends", path, "--format", "table", "--behaviour", "pair", "--quiet").output
    #expect(alike.contains("; margin, nats per decade\n"), "\(alike)")
  }

  /// Whoever prints the rising rows only has tested the others all the same.
  @Test func theCensusIsOverAllThatWereTested() throws {
    let program = try Program()
    defer { program.remove() }
    func census(_ arguments: String...) throws -> [String: Int] {
      let outcome = try program.run(["trends", Program.sampleRuns, "--format", "json", "--quiet"] + arguments)
      let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
      let counts = try #require(object?["census"] as? [String: Any])
      return counts.filter { $0.key != "hidden" }.compactMapValues { $0 as? Int }
    }
    #expect(try census("--where", "verdict = rising") == census())
    #expect(try census("--behaviour", "twohop") == census())
    let table = try program.run(
      "trends", Program.sampleRuns, "--quiet", "--format", "table", "--where", "verdict = rising")
    #expect(table.output.contains(" shown of 12 tested: 5 rising, 2 falling, "))
  }

  @Test func everyRegularFileIsInCheck() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.run("check", Program.sampleRuns)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let files = try #require(object["files"] as? [[String: Any]])
    let found = try FileManager.default.subpathsOfDirectory(atPath: Program.sampleRuns).filter {
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: Program.sampleRuns + "/" + $0, isDirectory: &isFolder)
        && !isFolder.boolValue
    }
    #expect(Set(files.compactMap { $0["path"] as? String }) == Set(found.map { Program.sampleRuns + "/" + $0 }))
    let runs = try #require(object["runs"] as? [[String: Any]])
    #expect(!runs.isEmpty && runs.allSatisfy { $0["agrees"] as? Bool == true })
  }

  @Test func aCutOffLineIsToldWithItsPlaceAndTheRestIsShown() throws {
    let program = try Program()
    defer { program.remove() }
    let folder = "SampleRuns/ladder/vane__vane-3k"
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.contains("coin_direct") })
    let whole = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    let path = try program.write(String(whole.dropLast(300)), to: "runs/vane__vane-3k/\(name)")
    let outcome = try program.run("trends", program.home.appending(path: "runs").path)
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("\(path):100: "))
    #expect(outcome.output.contains("\"n\": 99"))
  }

  @Test func aFolderWithoutRunsEndsWithOne() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("hello", to: "runs/notes.txt")
    let outcome = try program.run("trends", program.home.appending(path: "runs").path)
    #expect(outcome.status == 1)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("vane check"))
  }

  /// The row alone says too few scales of as many models as one likes.
  @Test(arguments: ["trends", "check", "dashboard"]) func modelsOfUnknownSizeAreTold(command: String) throws {
    let program = try Program()
    defer { program.remove() }
    for model in ["model-a", "model-b"] {
      try program.write("item,choice,logp,watched\nq,yes,-1,1\nq,no,-2,0\n", to: "runs/\(model).csv")
    }
    let format = command == "dashboard" ? [] : ["--format", "table"]
    let outcome = try program.run([command, "runs"] + format, in: program.home)
    let told = "parameters unknown, so not on any ladder: model-a, model-b; `vane init` writes a vane.toml to fill in\n"
    #expect(outcome.status == 0 && outcome.output.hasSuffix(told), "\(outcome)")
    #expect(try !program.run(command, Program.sampleRuns).output.contains("vane init"))
  }

  /// One of which some lines could be used is read.
  @Test func aFileOfWhichNothingCouldBeUsedIsRejected() throws {
    let program = try Program()
    defer { program.remove() }
    let header = "item,choice,logp,watched\n"
    let sample = #"{"doc_id": 0, "target": "0", "resps": [], "arguments": [], "filtered_resps": [["-1"#
    for (name, text) in [
      ("good.csv", header + "q,yes,-1,1\nq,no,-2,0\nr,yes,x,1\n"), ("rows.csv", header + "q,yes,x,1\n"),
      ("column.csv", "item,choice,logprob,watched\nq,yes,-1,1\n"), ("index.csv", "index,loss,correct\n0,x,1\n"),
      ("m/samples_t_2026-01-01T00-00-00.000000.jsonl", sample + "\n"),
    ] {
      try program.write(text, to: "runs/\(name)")
      let outcome = try program.run(["check", "runs/\(name)", "--format", "jsonl"], in: program.home)
      let status = name == "good.csv" ? "read" : "rejected"
      #expect(outcome.status == 3 && outcome.output.contains("\"status\": \"\(status)\""), "\(outcome)")
    }
  }

  /// Where nothing was found, `vane check` could tell no more.
  @Test(arguments: [["trends"], ["check"], ["init"], ["screen"]])
  func anEmptyFolderSendsNobodyToACheck(words: [String]) throws {
    let program = try Program()
    defer { program.remove() }
    try FileManager.default.createDirectory(atPath: program.home.path + "/runs", withIntermediateDirectories: false)
    let outcome = try program.run(words + ["runs"], in: program.home)
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    #expect(outcome.errors == "vane: runs: no files; name the folder that the logs are in\n", "\(outcome.errors)")
  }

  @Test(arguments: [["flags", "list"], ["flags", "export"], ["plan", "list"], ["lineup", "--report"]])
  func aFolderThatIsNotThereIsNotOneWithoutNotes(words: [String]) throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.run(words + ["/nowhere/runs"])
    #expect(outcome.status == 1 && outcome.errors.contains("/nowhere/runs: no such file or folder"), "\(outcome)")
    #expect(try program.run(words + [Program.sampleRuns]).status == 0)
  }

  /// Three items with two choices each, of which `yes` is watched.
  private func writeTable(
    of model: String, _ family: String, _ size: Double, yes: Double, no: Double, in program: Program
  ) throws {
    var table = "model,family,parameters,behaviour,item,choice,logp,watched\n"
    for item in 0..<3 {
      table += "\(model),\(family),\(size),candour,q\(item),yes,\(yes),1\n"
      table += "\(model),\(family),\(size),candour,q\(item),no,\(no),0\n"
    }
    try program.write(table, to: "runs/\(model).csv")
  }

  @Test func anItemsRecordIsThatOfTheLargestModelOfAnyFamily() throws {
    let program = try Program()
    defer { program.remove() }
    for (model, family, size) in [("alpha-1b", "alpha", 1e9), ("zeta-1m", "zeta", 1e6), ("zeta-10m", "zeta", 1e7)] {
      try writeTable(of: model, family, size, yes: -1.5, no: -2.5, in: program)
    }
    let runs = program.home.appending(path: "runs").path
    let outcome = try program.run("trends", runs, "--level", "item", "--format", "jsonl", "--quiet")
    let rows = try outcome.output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(rows.map { $0["file"] as? String } == [String?](repeating: runs + "/alpha-1b.csv", count: 3))
  }

  /// As FIRST and LAST of the dashboard, and `first` and `last` of a filter, have them.
  @Test func firstAndLastAreOfTheLongestFamily() throws {
    let program = try Program()
    defer { program.remove() }
    for (model, family, size, margin) in [
      ("alpha-3m", "alpha", 3e6, 0.5), ("zeta-1m", "zeta", 1e6, 1.0), ("zeta-10m", "zeta", 1e7, 2.0),
      ("zz-1b", "zz", 1e9, 2.5),
    ] {
      try writeTable(of: model, family, size, yes: margin - 3, no: -3, in: program)
    }
    let runs = program.home.appending(path: "runs").path
    let table = try program.run("trends", runs, "--format", "table", "--quiet").output
    let row = try #require(table.split(separator: "\n").first { $0.hasPrefix("candour ") }).split(separator: " ")
    #expect(row[1...4].map { Double($0) } == [3, 4, 1, 2], "\(table)")
    let lines = try program.run("measures", runs, "--format", "csv", "--quiet").output.split(separator: "\n")
    let margins = try #require(lines.first { $0.contains(",margin,") })
    let fields = margins.split(separator: ",", omittingEmptySubsequences: false)
    #expect(fields[6...7].map { (Double($0) ?? .nan).rounded() } == [1, 2], "\(margins)")
    let page = try program.run("report", runs, "--quiet").output
    #expect(page.contains("| +1.00 | +2.00 |"), "\(page)")
  }

  @Test func readOnlyWritesNothing() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.run("trends", Program.sampleRuns, "--read-only", "--format", "table")
    #expect(outcome.status == 0)
    #expect(Set(try FileManager.default.contentsOfDirectory(atPath: program.home.path)) == ["out", "err"])
  }

  @Test func aSecondReadingGivesTheSameBytes() throws {
    let program = try Program()
    defer { program.remove() }
    let cold = try program.run("trends", Program.sampleRuns)
    let warm = try program.run("trends", Program.sampleRuns)
    #expect(cold.output == warm.output)
    #expect(cold.status == 0)
  }

  @Test func aSpreadsheetDoesNotRunAName() throws {
    let program = try Program()
    defer { program.remove() }
    let line = """
      {"schema":"vane.flag/1","id":"01","time":"2026-01-01T00:00:00Z","author":"=cmd()","action":"flag","behaviour":"b",\
      "suite":"s","item":"i","variant":null,"reason":null,"note":"+1,\\"x\\"","content_hash":null}
      """
    let file = try program.write(line + "\n", to: "flags.jsonl")
    let outcome = try program.run("flags", "export", "--flags", file, "--format", "csv")
    #expect(outcome.output.contains("'=cmd()"))
    #expect(outcome.output.contains("\"'+1,\"\"x\"\"\""))
  }

  @Test func threePeoplesFlagsMergeInAnyOrder() throws {
    let program = try Program()
    defer { program.remove() }
    let files = try (1...3).map { at in
      try program.write(
        """
        {"schema":"vane.flag/1","id":"0\(at)","time":"2026-01-0\(4 - at)T00:00:00Z","author":"p\(at)","action":"flag",\
        "behaviour":"b","suite":"s","item":"i\(at)","variant":null,"reason":null,"note":null,"content_hash":null}

        """, to: "flags\(at).jsonl")
    }
    let forth = try program.run(["flags", "merge"] + files)
    let back = try program.run(["flags", "merge"] + files.reversed())
    #expect(forth.output == back.output)
    #expect(forth.output.split(separator: "\n").count == 3)
  }

  /// Under the same schema a line may have keys that this Vane does not know.
  @Test func aMergeKeepsWhatANewerVaneWrote() throws {
    let program = try Program()
    defer { program.remove() }
    let line = """
      {"schema":"vane.flag/1","id":"01","time":"2026-01-01T00:00:00Z","author":"p","action":"flag","behaviour":"b",\
      "suite":"s","item":"i","variant":null,"reason":null,"note":"é","content_hash":null
      """
    let newer = line + #", "sure": {"share": 0.9, "by": "é"}}"#
    let files = [
      try program.write([line + "}", newer, ""].joined(separator: "\n"), to: "a.jsonl"),
      try program.write(newer + "\n", to: "b.jsonl"),
    ]
    let forth = try program.run(["flags", "merge"] + files)
    let back = try program.run(["flags", "merge"] + files.reversed())
    let written = line.replacing("é", with: #"\u00e9"#)
    #expect(forth.status == 0 && forth.output == back.output)
    let sure = #","sure":{"share":0.9,"by":"\u00e9"}}"#
    #expect(forth.output.split(separator: "\n").map { String($0) } == [written + sure, written + "}"])
    let again = try program.run("flags", "merge", try program.write(forth.output, to: "c.jsonl"))
    #expect(again.output == forth.output)
  }

  @Test func anExportKeepsWhatANewerVaneWrote() throws {
    let program = try Program()
    defer { program.remove() }
    // It has been exported before, from elsewhere.
    let line = """
      {"schema":"vane.flag/1","id":"01","time":"2026-01-01T00:00:00Z","author":"p","action":"flag","behaviour":"b",\
      "suite":"s","item":"i","variant":null,"reason":null,"note":null,"content_hash":null,"file":"x","line":7,\
      "sure": {"share": 0.90, "by": "é"}}
      """
    let file = try program.write(line + "\n", to: "flags.jsonl")
    for format in ["jsonl", "json"] {
      let outcome = try program.run("flags", "export", "--flags", file, "--format", format)
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome)")
      let told = #", "sure": {"share":0.90,"by":"\u00e9"}, "file": "\#(file)", "line": 1}"#
      #expect(outcome.output.contains(told), "\(outcome.output)")
    }
    let table = try program.run("flags", "export", "--flags", file, "--format", "csv")
    let told = "vane: a newer Vane wrote what csv has no column for: sure; --format jsonl has it\n"
    #expect(table.status == 0 && table.errors == told, "\(table)")
    try program.write(line.replacing(#""reason":null"#, with: #""reason":"too-hard""#), to: "flags.jsonl")
    let reason = try program.run("flags", "export", "--flags", file)
    #expect(reason.status == 3 && reason.output.contains(#""reason": "too-hard""#), "\(reason)")
  }

  @Test func theFlagsOfEachFolderAreShownWhereSeveralAreOpened() throws {
    let program = try Program()
    defer { program.remove() }
    for folder in ["a", "b"] {
      try program.write(
        """
        {"schema":"vane.flag/1","id":"0\(folder)","time":"2026-01-01T00:00:00Z","author":"p","action":"flag",\
        "behaviour":"b","suite":"s","item":"\(folder)","variant":null,"reason":null,"note":null,"content_hash":null}

        """, to: "\(folder)/vane-flags.jsonl")
    }
    let outcome = try program.run(["flags", "list", "a", "b", "--format", "jsonl"], in: program.home)
    #expect(outcome.status == 0 && outcome.output.split(separator: "\n").count == 2, "\(outcome.output)")
    let exported = try program.run(["flags", "export", "b", "a"], in: program.home).output
    #expect(exported.contains("\"file\": \"a/vane-flags.jsonl\"") && exported.contains("\"b/vane-flags.jsonl\""))
  }

  @Test func aFlagFileThatIsNotThereIsMissedInAMerge() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(
      """
      {"schema":"vane.flag/1","id":"01","time":"2026-01-01T00:00:00Z","author":"p","action":"flag","behaviour":"b",\
      "suite":"s","item":"i","variant":null,"reason":null,"note":null,"content_hash":null}

      """, to: "flags.jsonl")
    let merged = try program.run("flags", "merge", file, "/nowhere/flags.jsonl")
    #expect(merged.status == 3)
    #expect(merged.errors.hasPrefix("vane: /nowhere/flags.jsonl: no such file; "))
    #expect(merged.output.split(separator: "\n").count == 1, "the rest is shown")
  }

  @Test func aVariantBesideABehaviourIsItsVariant() throws {
    let program = try Program()
    defer { program.remove() }
    let runs = Program.sampleRuns
    let suspects = try program.run(
      "suspects", runs, "--behaviour", "liars", "--variant", "steps", "--format", "jsonl", "--quiet")
    let lines = suspects.output.split(separator: "\n")
    #expect(!lines.isEmpty && lines.allSatisfy { $0.contains("\"variant\": \"steps\"") })
    #expect(try program.run("items", runs, "--behaviour", "liars", "--variant", "steps").status == 0)
    for command in ["items", "trends"] {
      let other = try program.run(command, runs, "--behaviour", "liars:direct", "--variant", "steps")
      let told = "was not run under the prompt variant 'steps'; it has: direct\n"
      #expect(other.status == 2 && other.errors.contains(told), "\(command): \(other.errors)")
    }
  }

  /// As the screen of the one without a name is taken away.
  @Test func aNameThatIsABehavioursOwnMeansThatAloneInEveryCommand() throws {
    let program = try Program()
    defer { program.remove() }
    for (model, parameters) in [("mine-10m", "1e7"), ("mine-1b", "1e9")] {
      let rows = ["", "steps"].flatMap { variant in
        (0..<3).flatMap { item in
          [("yes", -1, 1), ("no", -2, 0)].map { "\(model),\(parameters),candour,\(variant),q\(item),\($0),\($1),\($2)" }
        }
      }
      try program.write(
        (["model,parameters,behaviour,variant,item,choice,logp,watched"] + rows).joined(separator: "\n") + "\n",
        to: "runs/\(model).csv")
    }
    for command in ["trends", "noise", "measures", "suspects", "items"] {
      let words = [command, program.home.path + "/runs", "--behaviour", "candour", "--format", "csv"]
      let told = try program.run(words)
      #expect(told.status == 0 && !told.output.isEmpty && !told.output.contains("steps"), "\(command): \(told.output)")
    }
  }
}

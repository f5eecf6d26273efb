import Foundation
import Testing

/// `--format csv` has the same names as the JSON, flattened.
@Suite struct FlattenedTests {
  private func lines(_ program: Program, _ words: [String]) throws -> [[String: Any]] {
    let output = try program.run(words + ["--format", "jsonl"]).output
    return try output.split(separator: "\n").map { try #require(try ExactJSON.object(String($0))) }
  }

  @Test func aSuspectsAddressIsInItsCSV() throws {
    let program = try Program()
    defer { program.remove() }
    let words = ["suspects", Program.sampleRuns, "--behaviour", "facts:direct"]
    let csv = try program.run(words + ["--format", "csv"]).output.split(separator: "\n")
    let rows = try lines(program, words)
    #expect(csv.first?.hasSuffix(",source,file,offset,length,line") == true)
    #expect(!rows.isEmpty && csv.count == rows.count + 1)
    for (row, line) in zip(rows, csv.dropFirst()) {
      let numbers = try ["offset", "length", "line"].map { String(Int(try #require(row[$0] as? Double))) }
      let address = ([try #require(row["file"] as? String)] + numbers).joined(separator: ",")
      #expect(line.hasSuffix("," + address), "\(line)")
    }
  }

  @Test func aPromptsNumbersHaveTheirNamesInTheCSVOfElicitation() throws {
    let program = try Program()
    defer { program.remove() }
    let words = ["elicitation", Program.sampleRuns, "--behaviour", "twohop"]
    let csv = try program.run(words + ["--format", "csv"]).output.split(separator: "\n")
    #expect(
      csv.first == """
        prompt,measure,n,model,mean,se,accuracy,slope,ci_low,ci_high,p,verdict,lower_bound,p_holm,shrunk_slope,\
        lower_level,shown,shown_at_largest
        """)
    let cells = try lines(program, words).flatMap { row in
      let prompt = try #require(row["prompt"] as? String)
      let shown = try #require(row["shown"] as? Bool)
      return try #require(row["cells"] as? [[String: Any]]).map { cell in
        (head: "\(prompt),margin,100,\(cell["model"] ?? ""),", tail: ",\(shown)")
      }
    }
    #expect(cells.count == 14 && csv.count == 15)
    for (cell, line) in zip(cells, csv.dropFirst()) {
      #expect(line.hasPrefix(cell.head) && line.contains(cell.tail), "\(line)")
    }
  }

  @Test func theLineOfAReasonIsAFieldOfItsOwnInTheCSVOfCheck() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("item,logp,watched\nq,-1,1\nr,banana,1\n", to: "runs/mine.csv")
    let words = ["check", program.home.path + "/runs"]
    let row = try #require(lines(program, words).first)
    let csv = try program.run(words + ["--format", "csv"]).output.split(separator: "\n")
    #expect(csv.count == 2 && csv[0] == "status,format,runs,measurements,path,reason,line")
    let reason = try #require(row["reason"] as? String)
    #expect(row["line"] as? Double == 3 && csv[1].hasSuffix(",\"\(reason)\",3"), "\(csv)")
    #expect(try program.run(words + ["--format", "table"]).output.contains("  line 3: \(reason)\n"))
  }

  /// Lines of a CSV without quotes, by the names in its first.
  private func table(_ program: Program, _ words: [String]) throws -> [[String: String]] {
    let records = try program.run(words + ["--format", "csv"]).output.split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
    }
    let header = try #require(records.first)
    return records.dropFirst().map { record in Dictionary(zip(header, record)) { first, _ in first } }
  }

  /// Whether a field says what a value says; an empty one that there is none.
  private func agrees(_ field: String?, _ value: Any?) -> Bool {
    guard let field else { return false }
    return switch value {
    case let number as Double: Double(field) == number
    case let text as String: field == text
    case let truth as Bool: field == "\(truth)"
    case _: field.isEmpty
    }
  }

  @Test func bothSidesOfADiffAreWholeInItsCSV() throws {
    let program = try Program()
    defer { program.remove() }
    let words = ["diff", Program.sampleRuns, Program.sampleRuns]
    let (rows, csv) = (try lines(program, words), try table(program, words))
    #expect(!rows.isEmpty && csv.count == rows.count)
    for (row, line) in zip(rows, csv) {
      #expect(agrees(line["behaviour"], row["behaviour"]) && line["change"] == "")
      for side in ["old", "new"] {
        let standing = try #require(row[side] as? [String: Any])
        let interval = try #require(standing["ci"] as? [Any])
        for name in ["verdict", "slope", "q", "n", "models"] {
          #expect(agrees(line["\(side)_\(name)"], standing[name]), "\(side) \(name): \(line)")
        }
        #expect(agrees(line["\(side)_ci_low"], interval[0]) && agrees(line["\(side)_ci_high"], interval[1]))
      }
    }
  }

  @Test func whatIsSaidOfAPairIsInTheCSVOfCompare() throws {
    let program = try Program()
    defer { program.remove() }
    let words = ["compare", Program.sampleRuns, "--of", "twohop:direct", "--of", "twohop:steps"]
    let (pairs, csv) = (try lines(program, words), try table(program, words))
    let pair = try #require(pairs.first)
    let points = try #require(pair["points"] as? [[String: Any]])
    let interval = try #require(pair["ci"] as? [Any])
    let likeness = try #require(pair["resemblance"] as? [String: Any])
    #expect(pairs.count == 1 && !points.isEmpty && csv.count == points.count)
    for (point, line) in zip(points, csv) {
      for name in ["model", "difference", "se"] { #expect(agrees(line[name], point[name]), "\(name): \(line)") }
      for name in ["a", "b", "n", "paired", "reason", "n_a", "slope", "p", "verdict", "paired_by"] {
        #expect(agrees(line[name], pair[name]), "\(name): \(line)")
      }
      for name in ["rank_correlation", "scales", "others", "matching", "common"] {
        #expect(agrees(line[name], likeness[name]), "\(name): \(line)")
      }
      #expect(agrees(line["slope_ci_low"], interval[0]) && agrees(line["slope_ci_high"], interval[1]))
    }
  }

  @Test func anEffectOfFlagsHasTheSameNamesInItsCSV() throws {
    let program = try Program()
    defer { program.remove() }
    let words = [
      "flags", "effect", Program.sampleRuns, "--behaviour", "facts:direct", "--mark", "vane_facts_direct/facts-001",
    ]
    let (rows, csv) = (try lines(program, words), try table(program, words))
    let row = try #require(rows.first)
    let lean = try #require(row["lean"] as? [String: Any])
    #expect(rows.count == 1 && csv.map { $0["items"] } == ["all", "without marked"])
    for (key, line) in zip(["all", "without"], csv) {
      let finding = try #require(row[key] as? [String: Any])
      #expect(agrees(line["left_out"], row["left_out"]) && agrees(line["lean_p"], lean["p"]))
      for name in ["verdict", "n", "slope", "p", "p_rise", "last_model", "last", "last_se"] {
        #expect(agrees(line[name], finding[name]), "\(name): \(line)")
      }
      for name in ["hurting", "helping", "all_hurting", "all_helping", "share_hurting"] {
        #expect(agrees(line[name], lean[name]), "\(name): \(line)")
      }
    }
  }

  @Test func aCurvesGroupIsInTheCSVOfLineup() throws {
    let program = try Program()
    defer { program.remove() }
    let words = ["lineup", Program.sampleRuns]
    let (rows, csv) = (try lines(program, words), try table(program, words))
    #expect(!rows.isEmpty && csv.count == rows.count)
    for (row, line) in zip(rows, csv) {
      for name in ["behaviour", "group", "class", "slope"] { #expect(agrees(line[name], row[name]), "\(line)") }
    }
  }

  /// It was asked, and nobody wrote whether it was right.
  @Test func aBehaviourWithoutAnyMeasureIsALineOfTheMeasures() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      """
      {"version": 2, "status": "success", "eval": {"run_id": "r", "created": "2026-01-01T00:00:00Z", "task": "candour",
       "model": "openai/m-1b", "dataset": {}, "config": {}}, "samples": [{"id": 1, "epoch": 1, "input": "x",
       "target": "y", "messages": [], "output": {"model": "m", "choices": []}, "scores": {}}]}
      """, to: "runs/log.json")
    let words = ["measures", program.home.path + "/runs"]
    #expect(try lines(program, words).map { $0["behaviour"] as? String } == ["candour"])
    let csv = try program.run(words + ["--format", "csv"]).output.split(separator: "\n")
    #expect(csv.count == 2 && csv[1] == "candour,,no,,,,,,,,,,,", "\(csv)")
  }
}

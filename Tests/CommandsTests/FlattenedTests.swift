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

import Foundation
import Testing

/// Every number is one number: table, JSON, CSV and screen say the same.
@Suite struct AgreementTests {
  /// As text: a parser that rounds would hide a digit that differs.
  @Test func theCSVHoldsTheJSONsNumbersToTheLastDigit() throws {
    let program = try Program()
    defer { program.remove() }
    let rows = try program.run("trends", Program.sampleRuns, "--format", "jsonl").output.split(separator: "\n")
    let csv = try program.run("trends", Program.sampleRuns, "--format", "csv").output.split(separator: "\n").map(
      Self.fields)
    let header = try #require(csv.first)
    try #require(!rows.isEmpty)
    for row in rows {
      let mine = csv.dropFirst().filter {
        row.contains("\"behaviour\": \"\($0[0])\"") && row.contains("\"variant\": \"\($0[3])\"")
      }
      #expect(!mine.isEmpty)
      let columns = [
        "slope", "se", "p", "q", "p_rise", "mds", "tau", "i2", "share_rising", "resid_sd", "x", "mean", "accuracy",
        "logp", "coverage", "share_truly_rising", "seed_sd", "shrunk_slope", "posterior_sd", "p_item_rises",
      ]
      let nested = [
        "mann_kendall_tau": "tau", "mann_kendall_p": "p", "turning_p_fall": "p_fall", "turning_p_climb": "p_climb",
        "slope_nlp": "nlp", "slope_logp": "logp", "slope_coverage": "coverage", "orders_floor": "floor",
        "orders_p_slope": "p_slope", "orders_p_share": "p_share",
      ]
      for line in mine {
        for name in columns {
          let text = line[try #require(header.firstIndex(of: name))]
          #expect(Self.holds(row, name, text), "\(name) \(text) of \(line[0]) \(line[3])")
        }
        for (name, key) in nested {
          let text = line[try #require(header.firstIndex(of: name))]
          #expect(text.isEmpty || Self.holds(row, key, text), "\(name) \(text) of \(line[0]) \(line[3])")
        }
      }
    }
  }

  /// The JSON leaves out `.0`, and has `null` where the CSV has nothing.
  private static func holds(_ row: Substring, _ name: String, _ text: String) -> Bool {
    let value = text.isEmpty ? "null" : text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    return [",", "}"].contains { row.contains("\"\(name)\": \(value)\($0)") }
  }

  @Test func theScreenShowsTheJSONsSlopes() throws {
    let program = try Program()
    defer { program.remove() }
    let screen = try program.run("screen", Program.sampleRuns, "--size", "110x40").output.split(separator: "\n")
    for row in try Self.rows(program) {
      let name = "\(row["behaviour"] ?? "") \(row["variant"] ?? "")"
      let slope = try #require(row["slope"] as? Double)
      let line = try #require(screen.first { $0.contains("  \(name) ") }, "\(name) is not on the overview")
      let shown = String(format: "%+.2f", slope == 0 ? 0 : slope)
      #expect(line.contains(shown), "\(name): \(slope) in \(line)")
    }
  }

  @Test func theTableShowsTheJSONsVerdicts() throws {
    let program = try Program()
    defer { program.remove() }
    let table = try program.run("trends", Program.sampleRuns, "--format", "table").output.split(separator: "\n")
    for row in try Self.rows(program) {
      let (behaviour, variant) = (row["behaviour"] as? String ?? "", row["variant"] as? String ?? "")
      let line = try #require(
        table.first { $0.split(separator: " ").prefix(2).elementsEqual([Substring(behaviour), Substring(variant)]) })
      #expect((line + " ").contains(" \(row["verdict"] as? String ?? "?") "))
    }
  }

  private static func rows(_ program: Program) throws -> [[String: Any]] {
    let output = try program.run("trends", Program.sampleRuns, "--format", "json").output
    let object = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
    let rows = try #require(object?["rows"] as? [[String: Any]])
    try #require(!rows.isEmpty)
    return rows
  }

  /// The sample runs' names hold no commas, so splitting at them is enough here.
  private static func fields(_ line: Substring) -> [String] {
    line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }
}

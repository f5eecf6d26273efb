import Foundation
import Testing

/// Beside the repository, where the other tests look too.
private enum CompleteLadder {
  static let runs = Program.repository.appending(path: "../shared/runs/ladder/lm-eval").standardized.path
  static var isHere: Bool { FileManager.default.fileExists(atPath: runs) }
}

/// `docs/ladder.md` says what the program says of the complete ladder.
@Suite(.enabled(if: CompleteLadder.isHere, "the complete ladder is not beside this checkout"))
struct LadderPageTests {

  private let page: String

  init() throws {
    page = try String(contentsOf: Program.repository.appending(path: "docs/ladder.md"), encoding: .utf8)
  }

  private func object(_ program: Program, _ arguments: String...) throws -> [String: Any] {
    let words = [arguments[0], CompleteLadder.runs] + arguments.dropFirst() + ["--format", "json"]
    let output = try program.run(words).output
    return try #require(try ExactJSON.object(output))
  }

  private static let words = ["unresolved": "open", "degenerate": "check: the values do not vary"]

  private static func word(_ row: [String: Any]) -> String {
    let verdict = row["verdict"] as? String ?? "?"
    return words[verdict] ?? verdict
  }

  private static func signed(_ value: Any?) -> String { String(format: "%+.2f", value as? Double ?? .nan) }

  @Test func theTableOfTrendsIsWhatTrendsPrints() throws {
    let program = try Program()
    defer { program.remove() }
    let margin = try #require(try object(program, "trends")["rows"] as? [[String: Any]])
    let nlp = try #require(try object(program, "trends", "--measure", "nlp")["rows"] as? [[String: Any]])
    #expect(margin.count == 29 && nlp.count == 29)
    for (one, other) in zip(margin, nlp) {
      let sides = [one, other].map { row -> String in
        guard row["verdict"] as? String != "degenerate" else { return "\(Self.word(row)) | " }
        let interval = (row["ci"] as? [Any] ?? []).map(Self.signed).joined(separator: ", ")
        return "\(Self.word(row)) | \(Self.signed(row["slope"])) [\(interval)]"
      }
      let n = Int(one["n"] as? Double ?? 0)
      let line = "| \(one["behaviour"] ?? "") | \(one["variant"] ?? "") | \(n) | \(sides[0]) | \(sides[1]) |"
      #expect(page.contains("\n\(line)\n"), "\(line)")
    }
  }

  /// What came out is a person's reading; what Vane says of it is not.
  @Test func theTableOfCallsHoldsTheVerdicts() throws {
    let program = try Program()
    defer { program.remove() }
    let rows = try #require(try object(program, "trends")["rows"] as? [[String: Any]])
    for row in rows where row["verdict"] as? String != "degenerate" {
      let call = "| \(row["behaviour"] ?? "") | \(row["variant"] ?? "") | \(Self.word(row)) | "
      #expect(page.split(separator: "\n").count { $0.contains(call) && !$0.contains("[") } == 1, "\(call)")
    }
  }

  @Test func theUnforeseenRisesAndTheSeedsAreThoseOfTheBacktest() throws {
    let program = try Program()
    defer { program.remove() }
    let backtest = try object(program, "backtest")
    let rises = try #require(backtest["unforeseen"] as? [[String: Any]])
    for name in ["flattery direct", "liars steps"] {
      #expect(rises.contains { $0["behaviour"] as? String == name }, "\(name)")
    }
    for rise in rises {
      let p = String(format: "%.2f", rise["p_rise"] as? Double ?? .nan)
      let hidden = Int(rise["hide"] as? Double ?? 0)
      let line =
        "| \(rise["behaviour"] ?? "") | \(hidden) | \(Self.word(rise)) | \(p) | \(Self.signed(rise["change"])) |"
      #expect(page.contains("\n\(line)\n"), "\(line)")
    }
    let seeds = try #require(backtest["seeds_disagree"] as? [[String: Any]])
    #expect(seeds.contains { $0["behaviour"] as? String == "recall direct" })
    for split in seeds {
      let means = (split["means"] as? [Any] ?? []).map(Self.signed).joined(separator: ", ")
      let (sd, allowed) = (split["sd"] as? Double ?? .nan, split["allowed_sd"] as? Double ?? .nan)
      let figures = String(format: "%.2f | %.2f", sd, allowed)
      let line = "| \(split["behaviour"] ?? "") | \(split["model"] ?? "") | \(means) | \(figures) |"
      #expect(page.contains("\n\(line)\n"), "\(line)")
    }
  }
}

import Foundation
import Testing

/// Where enough behaviours share their models noise is borrowed, and what is said of one row is said of that row.
@Suite struct BorrowedNoiseTests {
  private let program: Program
  private let runs: String

  /// Twenty-four rows on five models, two of them prompts of `candour`.
  init() throws {
    program = try Program()
    runs = program.home.appending(path: "runs").path
    // Noise that is the same everywhere.
    var state: UInt64 = 7
    func noise() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 0x1p53 - 0.5
    }
    let rows = [("candour", "plain"), ("candour", "steps")] + (0..<22).map { ("b\($0)", "plain") }
    let own = rows.indices.map { _ in (slope: 0.6 * noise(), items: (0..<12).map { _ in 2 * noise() }) }
    for (k, millions) in [1, 6, 50, 500, 5000].enumerated() {
      var table = "model,parameters,behaviour,variant,item,choice,logp,watched\n"
      for (at, row) in rows.enumerated() {
        let wobble = 0.4 * noise()
        for item in 0..<12 {
          let margin = own[at].items[item] + own[at].slope * Double(k) + wobble + 0.6 * noise()
          let start = "mine-\(millions)m,\(millions)e6,\(row.0),\(row.1),q\(item)"
          table += "\(start),yes,\(-5 + margin / 2),1\n\(start),no,\(-5 - margin / 2),0\n"
        }
      }
      try program.write(table, to: "runs/mine-\(millions)m.csv")
    }
  }

  private func rows(_ key: String, _ arguments: String...) throws -> [[String: Any]] {
    let output = try program.run(arguments + ["--format", "json", "--quiet"]).output
    let object = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    return try #require(object[key] as? [[String: Any]])
  }

  @Test func theVerdictOfAPromptIsThatOfItsRow() throws {
    defer { program.remove() }
    let trends = try rows("rows", "trends", runs)
    let prompts = try rows("prompts", "elicitation", runs, "--behaviour", "candour")
    #expect(prompts.count == 2)
    for prompt in prompts {
      let row = try #require(
        trends.first {
          $0["behaviour"] as? String == "candour" && $0["variant"] as? String == prompt["prompt"] as? String
        })
      #expect(row["pooled"] as? Bool == true)
      #expect(row["verdict"] as? String == prompt["verdict"] as? String)
      #expect(row["p"] as? Double == prompt["p"] as? Double)
      #expect(row["ci"] as? [Double] == prompt["ci"] as? [Double])
    }
  }

  /// Those out of view lend nothing, so that it makes a difference which are.
  @Test func whichPromptsAreInViewIsAnEffectWhereNoiseIsBorrowed() throws {
    defer { program.remove() }
    let words = ["elicitation", runs, "--behaviour", "candour"]
    let (all, some) = (try program.run(words), try program.run(words + ["--variant", "plain"]))
    #expect(all.status == 0 && some.status == 0 && all.output != some.output)
    #expect(!some.errors.contains("has no effect"), "\(some.errors)")
    let own = try program.run(words + ["--noise", "own", "--variant", "plain"])
    #expect(own.errors == "vane: --variant has no effect here\n", "\(own.errors)")
  }

  /// An item's slope is its behaviour's and something of its own: it cannot be known better.
  @Test func noItemIsSurerThanItsRow() throws {
    defer { program.remove() }
    let trends = try rows("rows", "trends", runs)
    let items = try rows("rows", "trends", runs, "--level", "item")
    #expect(items.count == 24 * 12)
    for item in items {
      let row = try #require(
        trends.first {
          $0["behaviour"] as? String == item["behaviour"] as? String
            && $0["variant"] as? String == item["variant"] as? String
        })
      let (error, deviation) = (try #require(row["se"] as? Double), try #require(item["posterior_sd"] as? Double))
      #expect(deviation >= error * (1 - 1e-12), "\(item["behaviour"] ?? "")")
    }
  }

  @Test func withoutAnItemTheVerdictIsAnotherThanTheRows() throws {
    defer { program.remove() }
    let trends = try rows("rows", "trends", runs)
    let suspects = try rows("rows", "suspects", runs)
    #expect(suspects.contains { "\($0)".contains("without it: ") }, "no verdict hangs on one item")
    for suspect in suspects {
      let row = try #require(
        trends.first {
          $0["behaviour"] as? String == suspect["behaviour"] as? String
            && $0["variant"] as? String == suspect["variant"] as? String
        })
      let verdict = try #require(row["verdict"] as? String)
      #expect(!"\(suspect)".contains("without it: \(verdict)"), "\(suspect)")
    }
  }
}

import Foundation
import Testing

/// What the screens of a comparison say is what `vane compare` prints.
@Suite struct CompareAgreementTests {
  private func json(_ program: Program, _ arguments: [String]) throws -> [String: Any] {
    let output = try program.run(["compare", Program.sampleRuns, "--format", "json"] + arguments).output
    return try #require(try ExactJSON.object(output))
  }

  private func screen(_ program: Program, _ line: String, _ keys: String) throws -> String {
    let typed = line.map { $0 == " " ? "space" : String($0) }.joined(separator: " ")
    return try program.run(
      "screen", Program.sampleRuns, "--size", "200x60", "--keys", ": \(typed) enter \(keys)"
    ).output
  }

  private func signed(_ value: Double) -> String { String(format: "%+.2f", value).replacing("-0.00", with: "+0.00") }

  private func number(_ object: [String: Any], _ key: String) throws -> Double { try #require(object[key] as? Double) }

  @Test(arguments: [
    (["twohop:direct", "twohop:steps"], "paired item by item: 100 shared items, by the items' own names"),
    (["facts:direct", "twohop:direct"], "no shared items: unpaired, the means of 100 and 100 items"),
  ])
  func theDifferenceOnScreenIsThatOfTheCommand(names: [String], pairing: String) throws {
    let program = try Program()
    defer { program.remove() }
    let pair = try #require(
      (try json(program, names.flatMap { ["--of", $0] })["pairs"] as? [[String: Any]])?.first)
    let text = try screen(program, "compare " + names.joined(separator: " "), "d")
    #expect(text.contains(pairing))
    let points = try #require(pair["points"] as? [[String: Any]])
    #expect(points.count == 7)
    let shown = text.split(separator: "\n").first { $0.hasPrefix(" difference") } ?? ""
    #expect(
      shown.split(separator: " ").dropFirst().map(String.init)
        == (try points.map { signed(try number($0, "difference")) }))
    let halves = text.split(separator: "\n").first { $0.hasPrefix(" ±95") } ?? ""
    let widths = try points.map { point in
      let interval = try #require(point["ci"] as? [Double])
      return String(format: "%.2f", (interval[1] - interval[0]) / 2)
    }
    #expect(halves.split(separator: " ").dropFirst().map(String.init) == widths)
    let interval = try #require(pair["ci"] as? [Double])
    let slope = "slope of A − B \(signed(try number(pair, "slope"))) [\(signed(interval[0])), \(signed(interval[1]))]"
    #expect(text.contains(slope), "\(slope)")
    let resemblance = try #require(pair["resemblance"] as? [String: Any])
    let (matching, others) = (try number(resemblance, "matching"), try number(resemblance, "others"))
    #expect(text.contains("\(Int(matching)) of the \(Int(others)) others match"))
  }

  /// Every side is subtracted from the first, however many there are.
  @Test func twelveSidesAreElevenDifferencesFromTheFirst() throws {
    let program = try Program()
    defer { program.remove() }
    let all = [
      "coin", "facts", "flattery", "liars", "proverbs", "quotes", "recall", "resources", "switchoff", "twohop",
    ]
    let object = try json(program, all.flatMap { ["--of", $0] })
    let (sides, pairs) = (object["sides"] as? [[String: Any]] ?? [], object["pairs"] as? [[String: Any]] ?? [])
    #expect(sides.count == 12 && pairs.count == 11 && pairs.allSatisfy { $0["a"] as? String == "coin direct" })
    #expect(pairs.count { $0["n_b"] != nil } == 10)
    // A behaviour without alternatives is measured otherwise: nothing is subtracted.
    let refused = pairs.first { $0["points"] == nil }
    #expect((refused?["reason"] as? String)?.hasPrefix("The one is measured by margin, the other by logp") == true)
  }

  @Test func aSuiteIsASideToo() throws {
    let program = try Program()
    defer { program.remove() }
    let object = try json(program, ["--of", "facts:direct", "--of", "facts:direct/vane_facts_direct"])
    let sides = try #require(object["sides"] as? [[String: Any]])
    #expect(sides.map { $0["suite"] as? String } == [nil, "vane_facts_direct"])
    let pair = try #require((object["pairs"] as? [[String: Any]])?.first)
    #expect(pair["paired"] as? Bool == true && pair["n"] as? Double == 100)
    let text = try screen(program, "compare facts:direct facts:direct/vane_facts_direct", "d")
    #expect(text.contains("facts direct − facts direct/vane_facts_direct"))
  }

  @Test func whatTwoModelsMissedIsThatOfTheCommand() throws {
    let program = try Program()
    defer { program.remove() }
    let object = try json(
      program, ["--of", "facts:direct", "--model", "vane-3k", "--model", "vane-4.9m", "--level", "item"])
    let model = try #require((object["models"] as? [[String: Any]])?.first)
    let counts = try #require(model["discordance"] as? [String: Any])
    let items = try #require(model["items"] as? [[String: Any]])
    let outcomes = ["both-missed", "only-a-missed", "only-b-missed", "both-right"]
    for (at, outcome) in outcomes.enumerated() {
      let mine = items.filter { $0["outcome"] as? String == outcome }
      #expect(Double(mine.count) == (try number(counts, outcome.replacing("-", with: "_"))))
      let text = try screen(
        program, "models vane-3k vane-4.9m",
        "j enter " + Array(repeating: "tab", count: at + 1).joined(separator: " "))
      #expect(
        text.contains(
          "[\(outcome.replacing("-a-", with: " A ").replacing("-b-", with: " B ").replacing("-", with: " ")) \(mine.count)]"
        ))
      let listed = text.split(separator: "\n").filter { $0.contains("facts-") }.compactMap {
        $0.split(separator: " ").first
      }
      #expect(listed.count == min(mine.count, 54))
      #expect(Set(listed.map(String.init)).isSubset(of: mine.compactMap { $0["item"] as? String }))
    }
    let text = try screen(program, "models vane-3k vane-4.9m", "j")
    let interval = try #require(model["ci"] as? [Double])
    #expect(
      text.contains("A − B \(signed(try number(model, "difference"))) [\(signed(interval[0])), \(signed(interval[1]))]")
    )
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix(" facts direct") })
    let tail = line.split(separator: " ").suffix(4).map(String.init)
    #expect(
      tail == [
        signed(try number(model, "difference")), "\(Int(try number(counts, "both_missed")))",
        "\(Int(try number(counts, "only_a_missed")))", "\(Int(try number(counts, "only_b_missed")))",
      ])
  }

  @Test func itemsAreListedOneByOneForScripts() throws {
    let program = try Program()
    defer { program.remove() }
    let arguments = [
      "compare", Program.sampleRuns, "--of", "facts", "--model", "vane-3k", "--model", "vane-4.9m", "--level", "item",
    ]
    let csv = try program.run(arguments + ["--format", "csv"]).output.split(separator: "\n")
    #expect(csv.count == 101 && csv[0] == "behaviour,variant,a,b,suite,item,a_value,b_value,outcome")
    #expect(csv.dropFirst().allSatisfy { $0.hasPrefix("facts,direct,vane-3k,vane-4.9m,vane_facts_direct,") })
    let lines = try program.run(arguments + ["--format", "jsonl"]).output.split(separator: "\n")
    #expect(lines.count == 100)
    let lone = try program.run("compare", Program.sampleRuns, "--of", "twohop", "--level", "item")
    #expect(lone.status == 2 && lone.errors.contains("give --model twice"))
  }
}

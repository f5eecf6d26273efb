import Foundation
import Testing

/// `vane paths` and `vane noise`: the same numbers in every form, and those of `vane trends`.
@Suite struct PathsAndNoiseTests {
  private static func object(_ program: Program, _ arguments: String...) throws -> [String: Any] {
    let output = try program.run(arguments + ["--format", "json"]).output
    return try #require(try ExactJSON.object(output))
  }

  private static func csv(_ program: Program, _ arguments: String...) throws -> [[String: String]] {
    let lines = try program.run(arguments + ["--format", "csv"]).output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let header = try #require(lines.first)
    return lines.dropFirst().map { Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first }) }
  }

  /// To the last bit.
  private static func agrees(_ text: String?, _ value: Any?) -> Bool {
    guard let text, !text.isEmpty, let value, !(value is NSNull) else { return (text ?? "").isEmpty && value is NSNull }
    if let truth = value as? Bool, text == "true" || text == "false" { return text == "\(truth)" }
    if let number = value as? Double { return Double(text) == number }
    return text == "\(value)"
  }

  // MARK: paths

  @Test func theCSVOfPathsHoldsTheJSONsNumbers() throws {
    let program = try Program()
    defer { program.remove() }
    let asked = ["paths", Program.sampleRuns, "--behaviour", "facts"]
    let rows = try #require(
      try Self.object(program, asked[0], asked[1], asked[2], asked[3])["rows"] as? [[String: Any]])
    let flat = try Self.csv(program, asked[0], asked[1], asked[2], asked[3])
    #expect(rows.count == flat.count && rows.count > 30)
    for (row, line) in zip(rows, flat) {
      for key in ["measure", "aggregation", "axis", "default", "n", "models", "slope", "slope_unit", "p", "verdict"] {
        #expect(Self.agrees(line[key], row[key]), "\(key): \(line[key] ?? "") and \(row[key] ?? "")")
      }
      let interval = try #require(row["ci"] as? [Any])
      #expect(Self.agrees(line["ci_low"], interval[0]) && Self.agrees(line["ci_high"], interval[1]))
    }
  }

  /// What the prompts do to one another is the same for all of them.
  @Test func thePromptsLayerIsThatOfAllPromptsInEveryRow() throws {
    let program = try Program()
    defer { program.remove() }
    for model in 0..<4 {
      var table = "model,parameters,behaviour,variant,item,choice,logp,watched\n"
      for prompt in 0..<40 {
        for item in 0..<4 {
          let start = "mine-\(model),1e\(7 + model),facts,p\(prompt),q\(item)"
          let value: Double = -3 + 0.3 * Double(model) + 0.01 * Double(item * prompt % 7)
          table += "\(start),yes,\(value),1\n\(start),no,-3,0\n"
        }
      }
      try program.write(table, to: "runs/\(model).csv")
    }
    let rows = try Self.csv(program, "noise", program.home.appending(path: "runs").path)
    let prompts = rows.filter { $0["layer"] == "prompts" }
    #expect(prompts.count == 40 && prompts.allSatisfy { $0["known"] == "true" })
    #expect(Set(prompts.map { $0["variance"] ?? "" }).count == 1)
  }

  /// A family of one model is stored and has no slope.
  @Test func whyACombinationHasNoSlopeIsNotGuessed() throws {
    let program = try Program()
    defer { program.remove() }
    for (at, model) in ["one-10m", "one-30m", "one-100m", "one-300m", "other-1b"].enumerated() {
      var table = "model,behaviour,item,choice,logp,watched\n"
      for item in 0..<12 {
        table += "\(model),facts,q\(item),yes,\(-3 + 0.3 * Double(at) + 0.01 * Double(item * at % 5)),1\n"
        table += "\(model),facts,q\(item),no,-3,0\n"
      }
      try program.write(table, to: "runs/\(model).csv")
    }
    let told = try program.run("paths", program.home.appending(path: "runs").path, "--format", "table").output
    #expect(told.contains("combinations have no slope: nothing is stored there, or no family has two scales."))
  }

  @Test func theDefaultPathIsTheRowOfTrends() throws {
    let program = try Program()
    defer { program.remove() }
    let trends = try #require(try Self.object(program, "trends", Program.sampleRuns)["rows"] as? [[String: Any]])
    let object = try Self.object(program, "paths", Program.sampleRuns)
    let rows = try #require(object["rows"] as? [[String: Any]])
    let defaults = rows.filter { $0["default"] as? Bool == true }
    let behaviours = Set(trends.compactMap { $0["behaviour"] as? String })
    #expect(Set(defaults.compactMap { $0["behaviour"] as? String }) == behaviours && defaults.count == behaviours.count)
    for path in defaults {
      let row = try #require(
        trends.first {
          $0["behaviour"] as? String == path["behaviour"] as? String
            && $0["variant"] as? String == path["variant"] as? String
        })
      for key in ["slope", "p"] { #expect(row[key] as? Double == path[key] as? Double, "\(path)") }
      for key in ["verdict", "measure"] { #expect(row[key] as? String == path[key] as? String, "\(path)") }
    }
    // Two behaviours have another prompt, and the path over it is the row of that one.
    let others = rows.filter { path in
      path["default"] as? Bool == false && path["aggregation"] as? String == "mean"
        && path["axis"] as? String == "parameters"
    }
    let pairs = others.flatMap { path in
      trends.filter { row in
        ["behaviour", "variant", "measure"].allSatisfy { row[$0] as? String == path[$0] as? String }
      }.map { ($0, path) }
    }
    #expect(pairs.count == 2)
    for (row, path) in pairs { #expect(row["slope"] as? Double == path["slope"] as? Double, "\(path)") }
  }

  /// One table for each model of two families; `margin` of the family, the place in it and the item.
  private static func write(to program: Program, margin: (Int, Int, Int) -> Double) throws {
    for (family, name) in ["alpha", "beta"].enumerated() {
      for (at, size) in ["10m", "30m", "100m", "300m", "1b"].enumerated() {
        var table = "model,behaviour,item,choice,logp,watched\n"
        for item in 0..<12 {
          let half = margin(family, at, item) / 2
          table += "\(name)-\(size),apart,q\(item),yes,\(-3 + half),1\n"
          table += "\(name)-\(size),apart,q\(item),no,\(-3 - half),0\n"
        }
        try program.write(table, to: "runs/\(name)-\(size).csv")
      }
    }
  }

  private static func noise(on program: Program) throws -> [String: Any] {
    let rows = try object(program, "noise", program.home.appending(path: "runs").path)["rows"] as? [[String: Any]]
    return try #require(rows?.first)
  }

  @Test func noNumberOfModelsSettlesFamiliesThatMoveApart() throws {
    let program = try Program()
    defer { program.remove() }
    try Self.write(to: program) { family, at, item in
      (family == 0 ? 0.5 : -0.4) * Double(at) + 0.02 * Double((item * 7 + at * 3) % 5)
    }
    let row = try Self.noise(on: program)
    #expect(row["verdict"] as? String == "unresolved" && row["settle"] is NSNull)
  }

  /// A slope of Δ would have been seen, so as many models as there are would settle it: and they do not.
  @Test func whatIsOpenIsNotSettledByWhatIsThere() throws {
    let program = try Program()
    defer { program.remove() }
    try Self.write(to: program) { _, at, item in
      0.11 * 0.4942 * Double(at) + [0.12, -0.12, -0.03, -0.09, 0.12][at] + 0.001 * Double(item % 3)
    }
    let row = try Self.noise(on: program)
    #expect(row["verdict"] as? String == "unresolved")
    let (least, models) = (try #require(row["mds"] as? Double), try #require(row["models"] as? Double))
    let needed = try #require((row["settle"] as? [String: Any])?["needed"] as? [String: Any])
    #expect(least < 0.2 && (needed["models"] as? Double ?? .infinity) > models)
  }

  @Test func countsOfPathsAreThoseOfTheirRows() throws {
    let program = try Program()
    defer { program.remove() }
    let object = try Self.object(program, "paths", Program.sampleRuns, "--behaviour", "twohop:steps")
    let rows = try #require(object["rows"] as? [[String: Any]])
    let summary = try #require((object["behaviours"] as? [[String: Any]])?.first)
    #expect(summary["variant"] as? String == "steps" && summary["paths"] as? Double == Double(rows.count))
    let up = rows.count { ($0["slope"] as? Double ?? 0) > 0 }
    #expect(
      summary["up"] as? Double == Double(up) && summary["agreement"] as? Double == Double(up) / Double(rows.count))
    #expect(summary["rising"] as? Double == Double(rows.count { $0["verdict"] as? String == "rising" }))
    #expect(Set(rows.compactMap { $0["variant"] as? String }) == ["direct", "steps"])
    // Of right and wrong there is no median.
    let accuracy = rows.filter { $0["measure"] as? String == "accuracy" }
    #expect(!accuracy.isEmpty && accuracy.allSatisfy { $0["aggregation"] as? String == "mean" })
  }

  @Test func aSearchAmongTheItemsIsHeldAgainstTheSameSearch() throws {
    let program = try Program()
    defer { program.remove() }
    let object = try Self.object(
      program, "paths", Program.sampleRuns, "--behaviour", "facts", "--items", "facts-00*", "--items", "facts-01?")
    let found = try #require(
      ((object["behaviours"] as? [[String: Any]])?.first?["search"]) as? [String: Any])
    #expect(found["n"] as? Double == 10 && found["rules"] as? Double == 2 && found["kind"] as? String == "items")
    let (raw, shrunk, all) = (
      try #require(found["raw_slope"] as? Double), try #require(found["shrunk_slope"] as? Double),
      try #require(found["all_slope"] as? Double)
    )
    #expect(min(raw, all) <= shrunk && shrunk <= max(raw, all))
    let (p, orders) = (try #require(found["p"] as? Double), try #require(found["orders"] as? Double))
    #expect(p >= 1 / orders && p <= 1 && orders == 5040)
    let none = try program.run("paths", Program.sampleRuns, "--behaviour", "facts", "--items", "nothing")
    #expect(none.status == 2 && none.errors.contains("'nothing'") && none.output.isEmpty)
  }

  // MARK: noise

  @Test func theCSVOfNoiseHoldsTheJSONsNumbers() throws {
    let program = try Program()
    defer { program.remove() }
    let rows = try #require(try Self.object(program, "noise", Program.sampleRuns)["rows"] as? [[String: Any]])
    let flat = try Self.csv(program, "noise", Program.sampleRuns)
    #expect(flat.count == 5 * rows.count)
    for (at, row) in rows.enumerated() {
      let layers = try #require(row["layers"] as? [[String: Any]])
      let settle = row["settle"] as? [String: Any]
      for (layer, line) in zip(layers, flat[(5 * at)...]) {
        for key in ["behaviour", "n", "models", "slope", "verdict", "mds", "resid_sd"] {
          #expect(Self.agrees(line[key], row[key]), "\(key) of \(line)")
        }
        for key in ["layer", "known", "variance", "share", "df"] {
          #expect(Self.agrees(line[key], layer[key]), "\(key) of \(line)")
        }
        for kind in ["models", "seeds", "items"] {
          let needed = (settle?["needed"] as? [String: Any])?[kind] ?? NSNull()
          #expect(Self.agrees(line["needed_\(kind)"], needed), "\(kind) of \(line)")
          let doubled = (settle?["mds_if_doubled"] as? [String: Any])?[kind] ?? NSNull()
          #expect(Self.agrees(line["mds_if_doubled_\(kind)"], doubled), "\(kind) of \(line)")
        }
      }
    }
  }

  @Test func whatTheRunsCannotTellIsUnknownAndTheRestAddsUp() throws {
    let program = try Program()
    defer { program.remove() }
    let rows = try #require(try Self.object(program, "noise", Program.sampleRuns)["rows"] as? [[String: Any]])
    #expect(!rows.isEmpty)
    for row in rows {
      let name = "\(row["behaviour"] ?? "") \(row["variant"] ?? "")"
      let layers = try #require(row["layers"] as? [[String: Any]])
      let known = layers.filter { $0["known"] as? Bool == true }
      #expect(abs(known.reduce(0) { $0 + ($1["share"] as? Double ?? .nan) } - 1) < 1e-9, "\(name)")
      #expect(layers.filter { $0["known"] as? Bool == false }.allSatisfy { $0["variance"] is NSNull }, "\(name)")
      let seeds = try #require(layers.first { $0["layer"] as? String == "seeds" })
      #expect((seeds["known"] as? Bool == true) == (name == "recall direct"), "\(name)")
      // Only what is open needs settling, and always to a slope that matters.
      let settle = row["settle"] as? [String: Any]
      #expect((settle != nil) == (row["verdict"] as? String == "unresolved"), "\(name)")
      if let settle { #expect((settle["target"] as? Double ?? 0) >= 0.2, "\(name)") }
    }
  }

  @Test func theTableShowsTheJSONsShares() throws {
    let program = try Program()
    defer { program.remove() }
    let rows = try #require(try Self.object(program, "noise", Program.sampleRuns)["rows"] as? [[String: Any]])
    let table = try program.run("noise", Program.sampleRuns, "--format", "table").output.split(separator: "\n")
    for row in rows {
      let (name, variant) = (row["behaviour"] as? String ?? "", row["variant"] as? String ?? "")
      let line = try #require(
        table.first { $0.split(separator: " ").prefix(2).elementsEqual([Substring(name), Substring(variant)]) })
      let layers = try #require(row["layers"] as? [[String: Any]])
      let shares = layers.map { ($0["share"] as? Double).map { String(format: "%.0f", 100 * $0) } ?? "?" }
      #expect(line.split(separator: " ").suffix(5).map(String.init) == shares, "\(line)")
    }
  }
}

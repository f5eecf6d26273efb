import Foundation
import Testing

/// Behaviours, prompts and models on the items that they share.
@Suite struct CompareTests {
  private func object(_ arguments: [String]) throws -> [String: Any] {
    let program = try Program()
    defer { program.remove() }
    let output = try program.run(["compare", Program.sampleRuns, "--format", "json"] + arguments).output
    return try #require(try ExactJSON.object(output))
  }

  @Test func twoPromptsOfOneBehaviourArePairedByTheItemsIdentities() throws {
    let pairs = try object(["--of", "twohop:direct", "--of", "twohop:steps"])["pairs"] as? [[String: Any]]
    let pair = try #require(pairs?.first)
    #expect(pair["paired"] as? Bool == true && pair["n"] as? Double == 100)
    #expect(pair["paired_by"] as? String == "identity" && pair["verdict"] as? String == "falling")
  }

  /// A difference of means is the mean of the differences.
  @Test func theDifferenceAtEachModelIsThatOfTheSides() throws {
    let object = try object(["--of", "twohop:direct", "--of", "twohop:steps"])
    let sides = try #require(object["sides"] as? [[String: Any]])
    let means = sides.map { ($0["points"] as? [[String: Any]] ?? []).map { $0["mean"] as? Double ?? .nan } }
    let pair = try #require((object["pairs"] as? [[String: Any]])?.first)
    let differences = (pair["points"] as? [[String: Any]] ?? []).map { $0["difference"] as? Double ?? .nan }
    #expect(differences.count == 7)
    for (at, difference) in differences.enumerated() {
      #expect(abs(difference - (means[0][at] - means[1][at])) < 1e-9)
    }
  }

  /// Right or wrong alike for all items at every model: no ranks, and no interval of width 0.
  @Test func whatDoesNotVaryHasNoRanksAndIsNoCertainty() throws {
    let program = try Program()
    defer { program.remove() }
    for (at, model) in ["m-10m", "m-30m", "m-100m", "m-300m", "m-1b"].enumerated() {
      var table = "model,behaviour,item,choice,logp,watched,correct\n"
      for (behaviour, isRight) in [("learnt", at > 2), ("known", true)] {
        for item in 0..<12 {
          table += "\(model),\(behaviour),q\(item),yes,\(-1 - 0.1 * Double(item)),1,\(isRight ? 1 : 0)\n"
          table += "\(model),\(behaviour),q\(item),no,-2,0,\(isRight ? 1 : 0)\n"
        }
      }
      try program.write(table, to: "runs/\(model).csv")
    }
    let asked = [program.home.appending(path: "runs").path, "--measure", "accuracy"]
    let told = try program.run(["compare"] + asked + ["--of", "learnt", "--of", "known", "--format", "table"]).output
    #expect(told.contains("no rank correlation: too few scales in common, or a curve that does not vary"))
    let screen = try program.run(["screen"] + asked + ["--size", "100x26", "--keys", "space j space c d"]).output
    let doubt = try #require(screen.split(separator: "\n").first { $0.hasPrefix(" ±95") })
    #expect(!doubt.contains("0.00") && doubt.contains("·"))
  }

  @Test func twoBehavioursWithDifferentItemsAreNotPairedAndTheReasonIsGiven() throws {
    let pair = try #require(
      (try object(["--of", "facts:direct", "--of", "twohop:direct"])["pairs"] as? [[String: Any]])?.first)
    #expect(pair["paired"] as? Bool == false && pair["n_a"] as? Double == 100 && pair["n_b"] as? Double == 100)
    #expect((pair["reason"] as? String)?.hasPrefix("They have no item in common") == true)
    #expect((pair["points"] as? [[String: Any]])?.count == 7 && pair["verdict"] == nil && pair["paired_by"] == nil)
  }

  @Test func aNameWithoutAVariantMeansAllOfThem() throws {
    let sides = try object(["--of", "twohop"])["sides"] as? [[String: Any]]
    #expect(sides?.map { $0["variant"] as? String } == ["direct", "steps"])
    let program = try Program()
    defer { program.remove() }
    let lone = try program.run("compare", Program.sampleRuns, "--of", "facts")
    #expect(lone.status == 2 && lone.errors.contains("a comparison takes 2 to 12"))
  }

  /// A comparison of the one without a variant is taken away by this name.
  @Test func aNameThatEndsInAColonMeansTheOneWithoutAVariant() throws {
    let program = try Program()
    defer { program.remove() }
    for (model, parameters) in [("mine-10m", "1e7"), ("mine-1b", "1e9")] {
      let rows = ["", "steps", "letters"].flatMap { variant in
        (0..<3).flatMap { item in
          [("yes", -1, 1), ("no", -2, 0)].map { "\(model),\(parameters),candour,\(variant),q\(item),\($0),\($1),\($2)" }
        }
      }
      try program.write(
        (["model,parameters,behaviour,variant,item,choice,logp,watched"] + rows).joined(separator: "\n") + "\n",
        to: "runs/\(model).csv")
    }
    let told = try program.run(
      "compare", program.home.path + "/runs", "--of", "candour:", "--of", "candour:steps", "--format", "json")
    #expect(told.status == 0 && told.output.contains("\"shown\": 2"), "\(told.errors)")
    #expect(!told.output.contains("letters"))
  }

  @Test func aSuiteBesideItsBehaviourIsOneBehaviourShown() throws {
    let object = try object(["--of", "facts:direct/vane_facts_direct", "--of", "facts:direct"])
    #expect((object["sides"] as? [[String: Any]])?.count == 2)
    #expect(object["shown"] as? Double == 1 && (object["card"] as? [String: Any])?["shown"] as? Double == 1)
  }

  @Test func twoModelsAreComparedOnEveryBehaviour() throws {
    let object = try object(["--model", "vane-4.9m", "--model", "vane-3k"])
    let models = try #require(object["models"] as? [[String: Any]])
    #expect(models.count == 12 && models.allSatisfy { $0["paired"] as? Bool == true })
    #expect(object["shown"] as? Double == 12 && (object["card"] as? [String: Any])?["shown"] as? Double == 12)
    let facts = try #require(models.first { $0["behaviour"] as? String == "facts" })
    let interval = try #require(facts["ci"] as? [Double])
    let difference = try #require(facts["difference"] as? Double)
    #expect(facts["n"] as? Double == 100 && interval[0] < difference && difference < interval[1] && difference > 3)
    let turned = try self.object(["--model", "vane-3k", "--model", "vane-4.9m", "--of", "facts"])["models"]
    let other = try #require((turned as? [[String: Any]])?.first)
    #expect(other["difference"] as? Double == -difference && other["se"] as? Double == facts["se"] as? Double)
  }

  @Test func twoModelsAreComparedOnTheSuiteThatIsNamed() throws {
    let program = try Program()
    defer { program.remove() }
    for (model, parameters, gains) in [("mine-10m", "1e7", false), ("mine-1b", "1e9", true)] {
      let rows = [("easy", [1, 2, 3, 2]), ("hard", [-1, 1, -2, 2])].flatMap { suite, leads in
        leads.enumerated().flatMap { item, lead in
          [("yes", -1, 1), ("no", gains ? -4 - lead : -4, 0)].map {
            "\(model),\(parameters),candour,\(suite),q\(item),\($0),\($1),\($2)"
          }
        }
      }
      try program.write(
        (["model,parameters,behaviour,suite,item,choice,logp,watched"] + rows).joined(separator: "\n") + "\n",
        to: "runs/\(model).csv")
    }
    let words = ["compare", program.home.path + "/runs", "--model", "mine-1b", "--model", "mine-10m"]
    let sides = ["candour/easy", "candour/hard", "candour"]
    let told = try program.run(words + sides.flatMap { ["--of", $0] } + ["--format", "json"])
    #expect(told.status == 0, "\(told.errors)")
    let models = try #require(try ExactJSON.object(told.output)?["models"] as? [[String: Any]])
    #expect(models.map { $0["suite"] as? String } == ["easy", "hard", nil])
    #expect(models.map { $0["n"] as? Double } == [4, 4, 8])
    #expect(models.map { $0["difference"] as? Double } == [2, 0, 1])
    let csv = try program.run(words + ["--of", "candour/hard", "--format", "csv"]).output.split(separator: "\n")
    #expect(csv.count == 2 && csv[0].hasSuffix(",suite") && csv[1].hasSuffix(",hard"))
    let other = try program.run(words + ["--of", "candour/odd"])
    #expect(other.status == 2 && other.errors.contains("no behaviour is called 'candour/odd'"))
  }

  @Test func aVariantBesideANameWithoutOneIsThatOne() throws {
    let steps = try object(["--of", "twohop", "--of", "liars", "--variant", "steps"])["sides"] as? [[String: Any]]
    #expect(steps?.map { $0["behaviour"] as? String } == ["twohop", "liars"])
    #expect(steps?.allSatisfy { $0["variant"] as? String == "steps" } == true)
    let named = try object(["--of", "twohop:direct", "--of", "twohop", "--variant", "steps"])["sides"]
    #expect((named as? [[String: Any]])?.map { $0["variant"] as? String } == ["direct", "steps"])
    let models = try object(["--model", "vane-3k", "--model", "vane-4.9m", "--of", "liars", "--variant", "steps"])
    #expect((models["models"] as? [[String: Any]])?.map { $0["variant"] as? String } == ["steps"])
    let program = try Program()
    defer { program.remove() }
    let none = try program.run("compare", Program.sampleRuns, "--of", "facts", "--of", "liars", "--variant", "steps")
    #expect(none.status == 2 && none.errors.contains("'facts' was not run under the prompt variant 'steps'"))
  }

  /// A scale's name means the mean of its seeds, except beside one of them.
  @Test func aSeedIsComparedWithItsSibling() throws {
    let models = try #require(
      try object(["--model", "vane-148k", "--model", "vane-148k-seed1", "--of", "recall"])["models"]
        as? [[String: Any]])
    #expect(abs((models.first?["difference"] as? Double ?? 0) + 1.7) < 0.05, "\(models)")
  }

  @Test func whoIsNotThereIsSaid() throws {
    let program = try Program()
    defer { program.remove() }
    let unknown = try program.run("compare", Program.sampleRuns, "--model", "vane-3k", "--model", "gpt-9")
    #expect(unknown.status == 2 && unknown.errors.contains("no model is called 'gpt-9'; there are: vane-1.2m"))
    let lone = try program.run("compare", Program.sampleRuns, "--model", "vane-3k")
    #expect(lone.status == 2 && lone.output.isEmpty)
    let itself = try program.run("compare", Program.sampleRuns, "--model", "vane-3k", "--model", "vane-3k")
    #expect(itself.status == 2 && itself.output.isEmpty)
    let absent = try program.run(
      "compare", Program.sampleRuns, "--model", "vane-3k", "--model", "vane-148k-seed1", "--of", "coin", "--format",
      "json")
    #expect(absent.output.contains("\"paired\": false, \"reason\": \"vane-148k-seed1 has no run of it.\""))
  }
}

import Runs
import Testing

@Suite struct ModelNameTests {
  @Test(
    arguments: [
      ("vane/vane-37k-seed1", "vane-37k-seed1", "vane", 37_000.0, 1),
      ("EleutherAI/pythia-1.4b-deduped", "pythia-1.4b-deduped", "pythia-deduped", 1.4e9, nil),
      ("facebook/opt-125m", "opt-125m", "opt", 125e6, nil),
      ("bigscience/bloom-1b1", "bloom-1b1", "bloom", 1.1e9, nil),
      ("EleutherAI/pythia-1b-bf16", "pythia-1b-bf16", "pythia", 1e9, nil),
      ("mystery", "mystery", "mystery", nil, nil),
    ] as [(String, String, String, Double?, Int?)])
  func tellsFamilySizeAndSeed(raw: String, name: String, family: String, parameters: Double?, seed: Int?) {
    let parsed = ModelName(raw)
    #expect(parsed.name == name)
    #expect(parsed.family == family)
    #expect(parsed.parameters == parameters)
    #expect(parsed.seed == seed)
  }

  @Test func believesTheLogBeforeTheNameAndTheNameBeforeTheTable() {
    #expect(Model(raw: "vane/vane-37k", parameters: 103_712).parameters == Sourced(103_712, .file))
    #expect(Model(raw: "vane/vane-37k").parameters == Sourced(37_000, .name))
    #expect(Model(raw: "gpt2-xl").parameters == Sourced(1.5e9, .table))
  }

  @Test func marksAnEstimateAsOne() {
    #expect(Model(raw: "davinci").parameters == Sourced(175e9, .estimate))
  }

  @Test func neverGuessesAnUnknownSize() {
    #expect(Model(raw: "gpt-4o").parameters == nil)
    #expect(Model(raw: "gpt-4o", parameters: -1).parameters == nil)
    #expect(Model(raw: "gpt-4o", parameters: .infinity).parameters == nil)
    #expect(Model(raw: "gpt-" + String(repeating: "9", count: 400) + "b").parameters == nil)
  }

  @Test(arguments: ["step100", "step143000"])
  func readsTheCheckpointFromTheRevision(revision: String) {
    #expect(Model(raw: "vane/vane-443k", revision: revision).checkpoint == Int(revision.dropFirst(4)))
    #expect(Model(raw: "vane/vane-443k", revision: "main").checkpoint == nil)
  }

  @Test func seedsOfOneScaleShareAName() {
    #expect(Model(raw: "vane-148k-seed2").seedless == Model(raw: "vane-148k").seedless)
    #expect(Model(raw: "Vane-148k-Seed2").seedless == "Vane-148k")
    #expect(Model(raw: "vane_148k_seed02").seedless == "vane_148k")
  }
}

@Suite struct SuiteNameTests {
  @Test(
    arguments: [
      ("boolq-0shot-gpt3", "boolq", "0shot"),
      ("boolq-noq-gpt3", "boolq", "noq"),
      ("syllogism-0shot-gpt2", "syllogism", "0shot"),
      ("syllogism-gpt3-multitoken", "syllogism", "multitoken"),
      ("all_gpt_sentiment_nyu", "sentiment_nyu", nil),
      ("gpt2_sentiment_nyu", "sentiment_nyu", nil),
      ("QA-v2-gpt3-instruct", "QA-v2", nil),
      ("conjunction-fallacy-1shot-gpt3", "conjunction-fallacy", "1shot"),
      ("fat-vs-thin-gpt2", "fat-vs-thin", nil),
      ("dice-0shot-gpt3-[bad line endings]", "dice", "0shot-[bad line endings]"),
      ("gpt3", "gpt3", nil),
    ] as [(String, String, String?)])
  func tellsTheBehaviourFromTheWayOfAsking(folder: String, behaviour: String, variant: String?) {
    let name = SuiteName(folder: folder)
    #expect(name.behaviour == behaviour)
    #expect(name.variant == variant)
  }
}

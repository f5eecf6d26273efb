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

  @Test(
    arguments: [
      ("step1000-tokens4B", 1000), ("stage1-step1000-tokens3B", 1000), ("ckpt_100", 100), ("checkpoint-1000", 1000),
      ("iter_0005000", 5000), ("global_step95000", 95_000), ("step-125000", 125_000), ("main", nil), ("float16", nil),
      ("step1431k", nil), ("stage2-ingredient1-step5", nil), ("step", nil),
    ] as [(String, Int?)])
  func readsTheStepAsTheFieldSpellsIt(revision: String, step: Int?) { #expect(ModelName.step(in: revision) == step) }

  /// Checkpoints of one model are one model.
  @Test(
    arguments: [
      ("o/pythia-70m-step1000", "pythia-70m", "pythia", 1000), ("/data/70m/step1000", "70m", "data", 1000),
      ("out/pythia-70m/checkpoint-500", "pythia-70m", "pythia", 500),
      ("out/pythia-70m/step1000-unsharded/hf", "pythia-70m", "pythia", 1000),
      ("out/pythia-70m/final", "pythia-70m", "pythia", nil), ("gpt2-step50", "gpt2", "gpt2", 50),
      ("pythia-70m-step5-deduped", "pythia-70m-deduped", "pythia-deduped", 5),
      ("./step1000", "step1000", "step1000", 1000),
      ("stepfun/step-2-16k", "step-2-16k", "step-2-16k", nil),
      ("org/zephyr-7b-iter3", "zephyr-7b-iter3", "zephyr-iter3", nil),
    ] as [(String, String, String, Int?)])
  func cutsTheStepOffTheName(raw: String, name: String, family: String, step: Int?) {
    let model = Model(raw: raw)
    #expect(model.name == name && model.family == family && model.checkpoint == step)
  }

  @Test(
    arguments: [
      ("microsoft/Phi-3-mini-4k-instruct", nil), ("Phi-3-mini-128k-instruct", nil), ("gpt-3.5-turbo-16k", nil),
      ("gpt-4-32k", nil), ("Yi-34B-200K", 34e9), ("vane-3k", 3e3), ("vane-14k", 14e3), ("vane-148k", 148e3),
    ] as [(String, Double?)])
  func takesNoContextForASize(raw: String, parameters: Double?) { #expect(ModelName(raw).parameters == parameters) }

  @Test(
    arguments: [
      ("stablelm-2-1_6b-chat", "stablelm-2-chat", 1.6e9), ("internlm2-chat-1_8b", "internlm2-chat", 1.8e9),
      ("llama_2_7b", "llama-2", 7e9), ("llama-2_70b", "llama-2", 70e9),
    ])
  func readsAnUnderscoreInANumberAsItsPoint(raw: String, family: String, parameters: Double) {
    #expect(ModelName(raw).family == family)
    #expect(ModelName(raw).parameters == parameters)
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

import Runs
import Testing

/// Results whose items nobody stored: each is one row of its task, and says so.
private func results(
  _ path: String, model: String, revision: String? = nil, stamp: String = "", ids: Int64 = 1, limit: Double? = nil
) -> IndexedFile {
  var facts = RunFacts()
  facts.stamp = stamp
  facts.model = model
  facts.revision = revision
  facts.limit = limit
  var task = TaskFacts(name: "riddles")
  task.aggregates = ["acc,none": 0.5]
  var other = TaskFacts(name: "stereotypes")
  other.aggregates = ["pct_stereotype,none": 0.6]
  facts.tasks = [task, other]
  return IndexedFile(
    stamp: FileStamp(path: path, size: 1, modified: 1), format: "lm-eval-0.3-results", facts: [facts],
    heads: [ColumnsHead(id: ids, task: "riddles", filter: nil, kind: .aggregate, count: 1)])
}

private func items(_ path: String, task: String, stamp: String, id: Int64) -> IndexedFile {
  var facts = RunFacts()
  facts.stamp = stamp
  return IndexedFile(
    stamp: FileStamp(path: path, size: 1, modified: 1), format: "lm-eval-samples", facts: [facts],
    heads: [ColumnsHead(id: id, task: task, filter: nil, kind: .choices, count: 10)])
}

/// One model's aggregate at hand.
private func asked(
  _ raw: String, accuracy: Double, logp: Double? = nil, revision: String? = nil, limit: Double? = nil
) -> Asked {
  var columns = Columns(task: "riddles", kind: .aggregate)
  columns.append(
    item: "aggregate", at: Address(offset: 0, length: 0, line: 0), values: logp.map { [$0] } ?? [], correct: accuracy)
  var run = Run(
    model: Model(raw: raw, revision: revision), key: BehaviourKey("riddles"), suite: "riddles", kind: .aggregate,
    count: 0, path: raw, format: "lm-eval-0.3-results")
  run.limit = limit
  return Asked(run: run, columns: columns)
}

private func measured(_ raw: String) -> Asked {
  var columns = Columns(task: "riddles", kind: .choices)
  for at in 0..<12 {
    columns.append(
      item: "item\(at)", at: Address(offset: 0, length: 0, line: 1), values: [Double(at), 0], watched: 1)
  }
  let run = Run(
    model: Model(raw: raw), key: BehaviourKey("riddles"), suite: "riddles", kind: .choices, count: 12, path: raw,
    format: "test")
  return Asked(run: run, columns: columns)
}

@Suite struct AggregateRunTests {
  @Test func aResultWithoutItemsIsABehaviourOfItsTask() {
    let catalogue = Catalogue(of: [results("r/m-1m.json", model: "m-1m")])
    #expect(catalogue.behaviours.map(\.key) == [BehaviourKey("riddles")])
    #expect(catalogue.behaviours.flatMap(\.runs).map(\.kind) == [.aggregate])
    // In a unit of its own: told, and on no ladder.
    #expect(catalogue.aggregatesOnly.map(\.suite) == ["stereotypes"])
  }

  /// The perplexity stands on them: a text that was run again, or in part first, counts once.
  @Test func aTextThatIsStoredTwiceCountsOnce() {
    func file(_ path: String, bits: Double, items: Int, date: Double) -> IndexedFile {
      var facts = RunFacts()
      (facts.model, facts.stamp, facts.date) = ("m-1m", path, date)
      var task = TaskFacts(name: "wikitext")
      (task.outputType, task.items) = ("loglikelihood_rolling", items)
      task.aggregates = ["bits_per_byte,none": bits]
      facts.tasks = [task]
      return IndexedFile(
        stamp: FileStamp(path: path, size: 1, modified: 1), format: "lm-eval-results", facts: [facts])
    }
    let catalogue = Catalogue(of: [
      file("r/a.json", bits: 3, items: 2, date: 1), file("r/b.json", bits: 2, items: 62, date: 2),
      file("r/c.json", bits: 1, items: 62, date: 3),
    ])
    #expect(catalogue.aggregatesOnly.map(\.path) == ["r/c.json"])
    #expect(catalogue.superseded.map(\.path) == ["r/a.json", "r/b.json"])
    #expect(catalogue.problems.count == 2)
  }

  /// Neither tells when it was run.
  @Test(arguments: [(1.0, "stored twice, also in r/a.json"), (2.0, "stored here and, with other numbers, in r/a.json")])
  func aTextsAggregatesTellACopyFromAnotherRun(bits: Double, told: String) {
    func file(_ path: String, bits: Double) -> IndexedFile {
      var facts = RunFacts()
      (facts.model, facts.stamp) = ("m-1m", path)
      var task = TaskFacts(name: "wikitext")
      (task.outputType, task.aggregates) = ("loglikelihood_rolling", ["bits_per_byte,none": bits])
      facts.tasks = [task]
      return IndexedFile(
        stamp: FileStamp(path: path, size: 1, modified: 1), format: "lm-eval-results", facts: [facts])
    }
    let catalogue = Catalogue(of: [file("r/a.json", bits: 1), file("r/b.json", bits: bits)])
    #expect(catalogue.problems.map(\.what) == ["m-1m on wikitext is \(told)"])
  }

  @Test func itemsBesideTheResultsAreTakenInstead() {
    let catalogue = Catalogue(of: [
      results("r/results_t.json", model: "m-1m", stamp: "t"),
      items("r/samples_riddles_t.jsonl", task: "riddles", stamp: "t", id: 2),
    ])
    #expect(catalogue.behaviours.flatMap(\.runs).map(\.kind) == [.choices])
    #expect(catalogue.models.map(\.name) == ["m-1m"])
    #expect(catalogue.superseded.isEmpty)
  }

  @Test func tasksThatARunKeptNoItemsOfAreOnlyTold() {
    var both = results("r/results_t.json", model: "m-1m", stamp: "t")
    both.facts[0].keptItems = true
    both.facts[0].tasks.append(TaskFacts(name: "puzzles"))
    let catalogue = Catalogue(of: [both, items("r/samples_puzzles_t.jsonl", task: "puzzles", stamp: "t", id: 2)])
    #expect(catalogue.behaviours.map(\.key.behaviour) == ["puzzles"])
    #expect(catalogue.aggregatesOnly.map(\.suite) == ["riddles", "stereotypes"])
    #expect(catalogue.aggregatesOnly.map(\.kind) == [.aggregate, .choices])
  }

  @Test func resultsAreShownWhereNoItemsWereWrittenOrNoneAreHere() {
    let kept = items("r/samples_puzzles_u.jsonl", task: "puzzles", stamp: "u", id: 2)
    let without = results("r/results_t.json", model: "m-1m", stamp: "t")
    #expect(Catalogue(of: [without, kept]).behaviours.map(\.key.behaviour) == ["puzzles", "riddles"])
    var alone = without
    alone.facts[0].keptItems = true
    #expect(Catalogue(of: [alone]).behaviours.map(\.key.behaviour) == ["riddles"])
  }

  @Test func itemsElsewhereCountBeforeAnAggregate() {
    let catalogue = Catalogue(of: [
      results("a/results.json", model: "m-1m"), results("b/results_t.json", model: "m-1m", stamp: "t", ids: 2),
      items("b/samples_riddles_t.jsonl", task: "riddles", stamp: "t", id: 3),
    ])
    #expect(catalogue.behaviours.flatMap(\.runs).map(\.columns) == [3])
    #expect(catalogue.superseded.first?.supersededBecause?.contains("is an aggregate here") == true)
  }

  @Test func itemsBesideTheResultsOfSeveralModelsAreNobodys() {
    let catalogue = Catalogue(of: [
      results("r/a.json", model: "m-1m"), results("r/b.json", model: "m-2m", ids: 2),
      items("r/coin_write_out_info.json", task: "coin", stamp: "", id: 3),
    ])
    #expect(
      catalogue.problems.map(\.what) == ["results of 2 models lie beside this file, and nothing tells whose it is"])
    #expect(catalogue.behaviours.first { $0.key.behaviour == "coin" }?.runs.map(\.model.name) == ["r"])
  }

  @Test func theLadderHasOneRowAndSaysWhatItIs() {
    let ladder = Ladder(of: [asked("m-1m", accuracy: 0.25), asked("m-10m", accuracy: 0.5)])
    #expect(ladder.isAggregate)
    #expect(ladder.measure == .accuracy)
    #expect(ladder.values.values == [0.25, 0.5])
    #expect(ladder.remarks.map(\.name) == ["aggregate only"])
  }

  @Test func logLikelihoodCountsBeforeAccuracyUnlessAModelLacksIt() {
    let both = [asked("m-1m", accuracy: 0.25, logp: -3), asked("m-10m", accuracy: 0.5, logp: -2)]
    #expect(Ladder(of: both).measure == .logp)
    #expect(Ladder(of: both).values.values == [-3, -2])
    var choice = Ladder.Choice(measure: .accuracy)
    choice.families = ["m"]
    #expect(Ladder(of: both, choosing: choice).values.values == [0.25, 0.5])
    #expect(Ladder(of: both + [asked("m-20m", accuracy: 0.75)]).values.values == [0.25, 0.5, 0.75])
  }

  @Test func anAggregateIsNoItemOfOtherModels() {
    let ladder = Ladder(of: [measured("m-1m"), measured("m-10m"), asked("m-20m", accuracy: 0.5)])
    #expect(ladder.items.count == 12)
    #expect(!ladder.isAggregate)
    #expect(ladder.leftOut.map(\.why) == ["only its aggregate is stored"])
  }

  @Test func checkpointsAreNoReplicates() {
    let ladder = Ladder(of: [
      asked("m-1m", accuracy: 0.1, revision: "step1000"), asked("m-1m", accuracy: 0.3, revision: "step143000"),
      asked("m-10m", accuracy: 0.5, revision: "step143000"),
    ])
    #expect(ladder.values.values == [0.3, 0.5])
    #expect(ladder.remarks.map(\.name) == ["aggregate only"])
  }

  /// Logs may name a revision for every model, finished ones too: the largest step is then the final model.
  @Test func theLargestStepIsTheFinalModelWhereNoneIsWithout() {
    let catalogue = Catalogue(of: [
      results("r/a.json", model: "m-1m", revision: "step1000"),
      results("s/b.json", model: "m-1m", revision: "step143000", ids: 2),
      results("t/c.json", model: "m-10m", revision: "step143000", ids: 3),
      results("u/d.json", model: "m-20m", ids: 4), results("v/e.json", model: "m-20m", revision: "step9", ids: 5),
    ])
    #expect(catalogue.models.count == 5)
    #expect(catalogue.finalModels.map(\.checkpoint) == [143_000, 143_000, nil])
  }

  @Test func unlikeLastCheckpointsAreTold() {
    let ladder = Ladder(of: [
      asked("m-1m", accuracy: 0.3, revision: "step1000"), asked("m-10m", accuracy: 0.5, revision: "step143000"),
    ])
    #expect(ladder.remarks.map(\.name) == ["aggregate only", "unlike checkpoints"])
  }

  @Test func aLimitedRunIsMarked() {
    let ladder = Ladder(of: [asked("m-1m", accuracy: 0.3, limit: 10), asked("m-10m", accuracy: 0.5)])
    #expect(ladder.remarks.map(\.name).contains("partial run"))
  }

  /// Two trainings of one size are two models of one family; another corpus is another family.
  @Test func variantsOfAModelStandApart() {
    let ladder = Ladder(of: [
      asked("pythia-1b", accuracy: 0.1), asked("pythia-1b-bf16", accuracy: 0.2),
      asked("pythia-1b-deduped", accuracy: 0.3),
    ])
    #expect(ladder.rungs.map(\.name) == ["pythia-1b", "pythia-1b-bf16", "pythia-1b-deduped"])
    #expect(ladder.families == ["pythia", "pythia", "pythia-deduped"])
  }
}

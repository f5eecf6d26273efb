import Runs
import Testing

private func samples(_ folder: String, _ task: String, stamp: String, id: Int64) -> IndexedFile {
  var facts = RunFacts()
  facts.stamp = stamp
  return IndexedFile(
    stamp: FileStamp(path: "\(folder)/samples_\(task)_\(stamp).jsonl", size: 1, modified: 1), format: "lm-eval-samples",
    facts: [facts], heads: [ColumnsHead(id: id, task: task, filter: "none", kind: .choices, count: 10)])
}

private func results(_ folder: String, stamp: String, model: String, date: Double, revision: String = "main")
  -> IndexedFile
{
  var facts = RunFacts()
  facts.stamp = stamp
  facts.model = model
  facts.parameters = 1e6
  facts.revision = revision
  facts.date = date
  var task = TaskFacts(name: "plain_task")
  task.behaviour = "facts"
  task.prompt = "direct"
  facts.tasks = [task, TaskFacts(name: "grouped_task")]
  facts.groups = ["honesty": ["grouped_task"]]
  return IndexedFile(
    stamp: FileStamp(path: "\(folder)/results_\(stamp).json", size: 1, modified: 1), format: "lm-eval-results",
    facts: [facts])
}

private func table(_ path: String, id: Int64, kind: Columns.Kind, values: Int = 10) -> IndexedFile {
  var facts = RunFacts()
  facts.model = path.split(separator: "/").last.map { String($0.dropLast(4)) }
  return IndexedFile(
    stamp: FileStamp(path: path, size: 1, modified: 1), format: "inverse-scaling",
    facts: kind == .questions ? [] : [facts],
    heads: [ColumnsHead(id: id, task: "", filter: nil, kind: kind, count: 10, values: values)])
}

@Suite struct CatalogueTests {
  @Test func joinsSamplesWithTheirResultsByTimeStamp() throws {
    let catalogue = Catalogue(of: [
      results("r/m", stamp: "t1", model: "org/m-1m", date: 1, revision: "step100"),
      results("r/m", stamp: "t2", model: "org/m-1m", date: 2),
      samples("r/m", "plain_task", stamp: "t1", id: 1), samples("r/m", "plain_task", stamp: "t2", id: 2),
    ])
    let behaviour = try #require(catalogue.behaviours.first)
    #expect(behaviour.key == BehaviourKey("facts", variant: "direct"))
    #expect(behaviour.runs.map(\.model.checkpoint) == [100, nil])
  }

  @Test func takesTheBehaviourFromTheGroupWhereTheTaskSaysNothing() {
    let catalogue = Catalogue(of: [
      results("r/m", stamp: "t", model: "org/m-1m", date: 1), samples("r/m", "grouped_task", stamp: "t", id: 1),
    ])
    #expect(catalogue.behaviours.map(\.key) == [BehaviourKey("honesty")])
    #expect(catalogue.behaviours.first?.suites == ["grouped_task"])
  }

  @Test func ofSeveralGroupsTheOneWithFewestTasksNamesTheBehaviour() {
    var header = results("r/m", stamp: "t", model: "org/m-1m", date: 1)
    header.facts[0].groups = [
      "all": ["grouped_task", "a", "b"], "small": ["x", "grouped_task"], "little": ["grouped_task", "y"], "none": ["x"],
    ]
    let catalogue = Catalogue(of: [header, samples("r/m", "grouped_task", stamp: "t", id: 1)])
    #expect(catalogue.behaviours.map(\.key) == [BehaviourKey("little")])
  }

  @Test func saysSoWhenASamplesFileHasNoResults() {
    let catalogue = Catalogue(of: [samples("runs/org__m-1m", "some_task", stamp: "t", id: 1)])
    #expect(catalogue.models.map(\.name) == ["m-1m"])
    #expect(catalogue.problems.map(\.what) == ["no results file has this file's time stamp"])
  }

  @Test func countsTheLaterOfTwoRunsAndTellsOfTheOther() {
    let catalogue = Catalogue(of: [
      results("r/m", stamp: "t1", model: "org/m-1m", date: 1), results("r/m", stamp: "t2", model: "org/m-1m", date: 2),
      samples("r/m", "plain_task", stamp: "t1", id: 1), samples("r/m", "plain_task", stamp: "t2", id: 2),
    ])
    #expect(catalogue.behaviours.flatMap(\.runs).map(\.columns) == [2])
    #expect(catalogue.superseded.map(\.columns) == [1])
  }

  /// As a log of BIG-bench may ask one task both ways.
  @Test func logLikelihoodsCountBeforeTheAnswersSampledBesideThem() {
    var facts = RunFacts()
    facts.model = "m-1m"
    let heads = [Columns.Kind.generated, .choices].enumerated().map {
      ColumnsHead(id: Int64($0), task: "coin:0shot", filter: nil, kind: $1, count: 10)
    }
    let catalogue = Catalogue(of: [
      IndexedFile(
        stamp: FileStamp(path: "r/log.json", size: 1, modified: 1), format: "big-bench", facts: [facts], heads: heads)
    ])
    #expect(catalogue.behaviours.flatMap(\.runs).map(\.kind) == [.choices])
    #expect(
      catalogue.problems.map(\.what) == [
        "m-1m on coin:0shot has 10 items as generated in this file beside 10 as choices, which count"
      ])
  }

  /// As a table's suite may hold losses, single answers and choices: none of them is a copy of another.
  @Test func ofASuitesKindsInOneFileTheOneWithMostItemsCounts() {
    func file(_ path: String, _ id: Int64, _ kinds: [(Columns.Kind, Int)]) -> IndexedFile {
      var facts = RunFacts()
      facts.model = "m-1m"
      let heads = kinds.enumerated().map {
        ColumnsHead(id: id + Int64($0), task: "opinions", filter: nil, kind: $1.0, count: $1.1)
      }
      return IndexedFile(
        stamp: FileStamp(path: path, size: 1, modified: 1), format: "table", facts: [facts], heads: heads)
    }
    let mixed: [(Columns.Kind, Int)] = [(.choices, 2), (.loss, 30), (.sequence, 3)]
    let catalogue = Catalogue(of: [file("r/a.csv", 1, mixed), file("r/b.csv", 11, mixed)])
    #expect(catalogue.behaviours.flatMap(\.runs).map(\.columns) == [2])
    #expect(Set(catalogue.superseded.map(\.columns)) == [1, 3, 11, 13, 12])
    #expect(
      catalogue.problems.map(\.what) == [
        "m-1m on opinions has 2 items as choices in this file beside 30 as loss, which count",
        "m-1m on opinions has 3 items as sequence in this file beside 30 as loss, which count",
        "m-1m on opinions has 2 items as choices in this file beside 30 as loss, which count",
        "m-1m on opinions has 3 items as sequence in this file beside 30 as loss, which count",
        "m-1m on opinions is stored twice, also in r/a.csv",
      ])
    #expect(catalogue.problems.map(\.action).filter { $0 == "not counted twice" }.count == 1)
  }

  @Test func aWholeRunCountsBeforeALaterPartOfIt() {
    var part = samples("r/m", "plain_task", stamp: "t2", id: 2)
    part.heads[0].count = 3
    let catalogue = Catalogue(of: [
      results("r/m", stamp: "t1", model: "org/m-1m", date: 1), results("r/m", stamp: "t2", model: "org/m-1m", date: 2),
      samples("r/m", "plain_task", stamp: "t1", id: 1), part,
    ])
    #expect(catalogue.behaviours.flatMap(\.runs).map(\.columns) == [1])
    #expect(catalogue.superseded.first?.supersededBecause?.contains("earlier, on more items") == true)
  }

  @Test func twoFamiliesOfOneQuestionAreOneBehaviour() {
    let catalogue = Catalogue(of: [
      table("r/boolq-0shot-gpt2/data.csv", id: 1, kind: .questions, values: 20),
      table("r/boolq-0shot-gpt2/gpt2.csv", id: 2, kind: .loss),
      table("r/boolq-0shot-gpt3/ada.csv", id: 3, kind: .loss),
    ])
    #expect(catalogue.behaviours.map(\.key) == [BehaviourKey("boolq", variant: "0shot")])
    #expect(Set(catalogue.models.map(\.family)) == ["gpt2", "gpt3"])
  }

  @Test func aLossOverOneContinuationIsALogProbability() {
    let catalogue = Catalogue(of: [
      table("r/lambada_gpt2/data.csv", id: 1, kind: .questions, values: 10),
      table("r/lambada_gpt2/gpt2.csv", id: 2, kind: .loss),
    ])
    #expect(catalogue.behaviours.flatMap(\.runs).map(\.kind) == [.sequence])
  }

  @Test func theSameRunStoredTwiceIsCountedOnce() {
    let catalogue = Catalogue(of: [
      table("r/all_gpt_sentiment_nyu/gpt2.csv", id: 1, kind: .loss),
      table("r/gpt2_sentiment_nyu/gpt2.csv", id: 2, kind: .loss),
    ])
    #expect(catalogue.behaviours.flatMap(\.runs).count == 1)
    #expect(catalogue.problems.contains { $0.what.contains("stored twice") })
  }

  @Test func aSizeThatOneLogStatesHoldsInAllOfThem() {
    let catalogue = Catalogue(of: [
      results("r/m", stamp: "t", model: "org/m-2m", date: 1), samples("r/m", "plain_task", stamp: "t", id: 1),
      table("r/other/m-2m.csv", id: 2, kind: .loss),
    ])
    // The name says two million, the results file one.
    #expect(Set(catalogue.models.map(\.parameters)) == [Sourced(1e6, .file)])
  }
}

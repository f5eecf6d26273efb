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

/// `args.log`, for the kind of task that it tells.
private func settings(_ path: String, _ outputType: String) -> IndexedFile {
  var task = TaskFacts(name: "")
  task.outputType = outputType
  var facts = RunFacts()
  facts.tasks = [task]
  return IndexedFile(
    stamp: FileStamp(path: path, size: 1, modified: 1), format: "inverse-scaling-settings", facts: [facts])
}

/// Samples and results without a time stamp, as lm-evaluation-harness wrote them before 0.4.3.
private func unstamped(
  _ path: String, model: String, revision: String? = nil, task: String, heads: [ColumnsHead] = []
) -> IndexedFile {
  var facts = RunFacts()
  facts.model = model
  facts.revision = revision
  if heads.isEmpty {
    var fact = TaskFacts(name: task)
    fact.shots = 5
    fact.aggregates = ["acc,none": 0.5]
    facts.tasks = [TaskFacts(name: "easy"), fact]
  }
  return IndexedFile(stamp: FileStamp(path: path, size: 1, modified: 1), format: "test", facts: [facts], heads: heads)
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

  /// The name alone would part the model and the task at the wrong underscore.
  @Test func joinsSamplesWithTheResultsThatTheirNameIsMadeOf() {
    let head = ColumnsHead(id: 1, task: "x-70m_arc_easy", filter: nil, kind: .choices, count: 10)
    let catalogue = Catalogue(of: [
      unstamped("r/a.json", model: "org/other-1b", task: "arc_easy"),
      unstamped("r/b.json", model: "org/m_x-70m", revision: "step9", task: "arc_easy"),
      unstamped("r/results.json", model: "org/m_x-70m", task: "arc_easy"),
      unstamped("r/pretrained__org__m_x-70m_arc_easy.jsonl", model: "org/m", task: "", heads: [head]),
    ])
    let runs = catalogue.behaviours.flatMap(\.runs)
    #expect(runs.map(\.model.name) == ["m_x-70m"] && runs.map(\.model.checkpoint) == [nil])
    #expect(runs.map(\.key) == [BehaviourKey("arc_easy", variant: "5shot")])
    #expect(runs.map(\.task?.aggregates) == [["acc,none": 0.5]])
    #expect(catalogue.problems == [])
  }

  @Test func theResultsThatANameIsMadeOfTellItsGroup() {
    let tasks = ["easy", "hard"]
    var results = unstamped("r/results.json", model: "org/m-70m", task: "hard")
    results.facts[0].groups = ["arc": tasks]
    let samples = tasks.enumerated().map { at, task in
      unstamped(
        "r/pretrained__org__m-70m_\(task).jsonl", model: "org/m-70m", task: "",
        heads: [ColumnsHead(id: Int64(at), task: task, filter: nil, kind: .choices, count: 10)])
    }
    let catalogue = Catalogue(of: [results] + samples)
    #expect(catalogue.behaviours.map(\.key) == [BehaviourKey("arc"), BehaviourKey("arc", variant: "5shot")])
    #expect(catalogue.behaviours.map(\.suites) == [["easy"], ["hard"]])
    #expect(catalogue.problems == [])
  }

  /// As where a second run has written its results over those of the first.
  @Test func takesNoResultsOfAnotherModel() {
    let head = ColumnsHead(id: 1, task: "arc_easy", filter: nil, kind: .choices, count: 10)
    let catalogue = Catalogue(of: [
      unstamped("r/results.json", model: "org/m-160m", task: "arc_easy"),
      unstamped("r/pretrained__org__m-70m_arc_easy.jsonl", model: "org/m-70m", task: "", heads: [head]),
    ])
    #expect(catalogue.models.map(\.name) == ["m-70m"])
    #expect(catalogue.problems.map(\.what) == ["no results beside it are of its model and its task"])
  }

  @Test(arguments: [
    ("pretrained__org__m-70m_arc_easy", "org/m-70m", "arc_easy"), ("model__davinci_piqa", "davinci", "piqa"),
    ("use_cache__x,pretrained____data__70m,dtype__float_piqa", "/data/70m", "piqa"),
    ("samples_arc_easy", "", ""), ("pretrained__gpt2", "", ""), ("results", "", ""), ("", "", ""),
  ])
  func aFilesNameTellsArgumentsAndTask(stem: String, model: String, task: String) {
    let name = ArgumentsName(stem)
    #expect((name?.model ?? "") == model && (name?.task ?? "") == task)
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

  @Test(arguments: [("loglikelihood", Columns.Kind.sequence), ("multiple_choice", Columns.Kind.loss)])
  func withoutTheQuestionsTheSettingsSayWhatALossIs(outputType: String, kind: Columns.Kind) {
    let catalogue = Catalogue(of: [
      settings("r/lambada_gpt2/args.log", outputType), table("r/lambada_gpt2/gpt2.csv", id: 1, kind: .loss),
    ])
    #expect(catalogue.behaviours.flatMap(\.runs).map(\.kind) == [kind])
    #expect(catalogue.problems == [])
  }

  /// Neither is known: a margin would be made up for a text that had no alternatives.
  @Test(arguments: [[], ["loglikelihood", "multiple_choice"]])
  func aLossThatNothingTellsOfHasNoMargin(told: [String]) {
    let beside = told.map { settings("r/words_gpt2/\($0).log", $0) }
    let catalogue = Catalogue(of: beside + [table("r/words_gpt2/gpt2.csv", id: 1, kind: .loss)])
    #expect(catalogue.behaviours.flatMap(\.runs).map(\.kind) == [.sequence])
    #expect(
      catalogue.problems.map(\.what) == [
        "nothing beside it tells whether its losses are over classes or of one continuation"
      ])
    #expect(catalogue.problems.map(\.rejects) == [false])
  }

  /// Their sign was inverted for years, and only the questions' answers show it.
  @Test func theSignOfLogOddsIsInDoubtWithoutTheQuestions() {
    let own = table("r/thin_gpt2/gpt2.csv", id: 1, kind: .logOdds)
    let questions = table("r/thin_gpt2/data.csv", id: 2, kind: .questions, values: 20)
    let doubt = "without data.csv nobody can tell whether its log-odds have the right sign"
    #expect(Catalogue(of: [own]).problems.map(\.what) == [doubt])
    #expect(Catalogue(of: [own, questions]).problems == [])
    var manifest = Manifest(path: "r/vane.toml")
    manifest.logOdds = .inverted
    #expect(Catalogue(of: [own], manifests: Manifests([manifest])).problems == [], "somebody has said it")
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

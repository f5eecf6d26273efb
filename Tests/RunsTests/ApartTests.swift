import Runs
import Testing

/// A log that holds its runs' facts and its items, as a table does: one run of the task `t`.
private func log(
  _ path: String, _ model: String?, id: Int64, count: Int = 10, list: Int64? = nil, numbers: Int64? = nil,
  kind: Columns.Kind = .choices, _ fill: (inout RunFacts) -> Void = { _ in }
) -> IndexedFile {
  var facts = RunFacts()
  facts.model = model
  facts.tasks = [TaskFacts(name: "t")]
  fill(&facts)
  return IndexedFile(
    stamp: FileStamp(path: path, size: 1, modified: 1), format: "table", facts: [facts],
    heads: [ColumnsHead(id: id, task: "t", filter: nil, kind: kind, count: count, list: list, numbers: numbers)])
}

extension Catalogue {
  fileprivate var runs: [Run] { behaviours.flatMap(\.runs) }
  fileprivate var shown: [String] { runs.map { $0.model.name + ($0.model.checkpoint.map { " \($0)" } ?? "") } }
  fileprivate var told: [String] { problems.map(\.what) }
}

@Suite struct ModelsApartTests {
  @Test func stepsWithWordsBehindThemAreCheckpointsOfOneModel() {
    let revisions = ["main", "step1000-tokens4B", "step20000-tokens84B"]
    let catalogue = Catalogue(
      of: revisions.enumerated().map { at, revision in
        log("r/\(at).csv", "allenai/OLMo-1B", id: Int64(at)) { ($0.revision, $0.date) = (revision, Double(at)) }
      })
    #expect(catalogue.shown == ["OLMo-1B", "OLMo-1B 1000", "OLMo-1B 20000"])
    #expect(catalogue.superseded.isEmpty && catalogue.problems.isEmpty)
  }

  /// Whatever it is: a number format, a later stage of training, a commit.
  @Test func aRevisionThatIsNoStepIsNeitherTheFinalModelNorARepetitionOfIt() {
    let commit = String(repeating: "0123456789", count: 4)
    let catalogue = Catalogue(
      of: [nil, "main", "float16", commit].enumerated().map { at, revision in
        log("r/\(at).csv", "EleutherAI/gpt-j-6b", id: Int64(at)) { ($0.revision, $0.date) = (revision, Double(at)) }
      })
    #expect(catalogue.shown == ["gpt-j-6b", "gpt-j-6b@float16", "gpt-j-6b@0123456"])
    #expect(catalogue.superseded.map(\.columns) == [0])
    #expect(catalogue.told.contains("revision float16 of gpt-j-6b is neither main nor a training step"))
    #expect(Set(catalogue.models.map(\.family)) == ["gpt-j"])
    #expect(catalogue.models(without: .flops) == ["gpt-j-6b"])
  }

  @Test func aRevisionStandsOnNoLadderWithItsModel() {
    func asked(_ name: String, of model: String?) -> Asked {
      var columns = Columns(task: "t", kind: .choices)
      columns.append(item: "q", at: Address(offset: 0, length: 0, line: 1), values: [-1, -2], watched: 1)
      var run = Run(
        model: Model(name: name, family: "m", parameters: Sourced(1e6, .file)), key: BehaviourKey("b"), suite: "t",
        kind: .choices, count: 1, path: name, format: "table")
      run.revisionOf = model
      return Asked(run: run, columns: columns)
    }
    let both = Ladder(of: [asked("m-1m", of: nil), asked("m-1m@float16", of: "m-1m")])
    #expect(both.rungs.map(\.name) == ["m-1m"])
    #expect(both.leftOut.map(\.why) == ["a revision of m-1m, which is here itself"])
    #expect(Ladder(of: [asked("m-1m@float16", of: "m-1m")]).rungs.map(\.name) == ["m-1m@float16"])
  }

  @Test func checkpointsInFoldersAreNamedAfterTheFolderAbove() {
    let models = ["/data/70m/step1000", "/data/160m/step1000", "/data/160m/step2000"]
    let catalogue = Catalogue(of: models.enumerated().map { log("r/\($0).csv", $1, id: Int64($0)) })
    #expect(catalogue.shown == ["70m 1000", "160m 1000", "160m 2000"])
    #expect(Set(catalogue.models.map(\.family)) == ["data"])
    #expect(catalogue.superseded.isEmpty && catalogue.problems.isEmpty)
  }

  @Test func modelsOfOneNameAreToldApartByTheirPaths() {
    let catalogue = Catalogue(of: [
      log("r/a.csv", "orgA/model-7b", id: 1) { $0.parameters = 7e9 },
      log("r/b.csv", "orgB/model-7b", id: 2) { $0.parameters = 7.2e9 },
      log("r/c.csv", "/x/orgB/model-7b", id: 3), log("r/d.csv", "model-7b", id: 4),
    ])
    #expect(catalogue.shown == ["orgA/model-7b", "orgB/model-7b", "model-7b"])
    #expect(catalogue.models.map(\.parameters?.value) == [7e9, 7e9, 7.2e9])
    #expect(catalogue.superseded.map(\.columns) == [3])
    #expect(catalogue.told.first == "2 models are called model-7b: orgA/model-7b, orgB/model-7b")
  }

  /// Of whom nothing says that they are two.
  @Test func aBareNameOrOneBehindItsProviderIsTheModelThatEndsSo() {
    let catalogue = Catalogue(of: [
      log("r/a.csv", "vane/vane-3k", id: 1), log("r/b.csv", "vane-3k", id: 2),
      log("r/c.csv", "hf/vane-3k", id: 3) { $0.namesProvider = true },
      log("r/d.csv", "openai/gpt2", id: 4), log("r/e.csv", "openai-community/gpt2", id: 5),
    ])
    #expect(catalogue.shown == ["vane-3k", "gpt2"])
    #expect(catalogue.superseded.count == 3)
  }

  @Test func aManifestsNameCountsBeforeThePath() {
    var manifest = Manifest(path: "r/vane.toml")
    var rule = Manifest.ModelRule(.init(Glob("*/model-7b"), line: 1))
    rule.name = "seven"
    manifest.models = [rule]
    let logs = [log("r/a.csv", "orgA/model-7b", id: 1), log("r/b.csv", "orgB/model-7b", id: 2)]
    #expect(Catalogue(of: logs, manifests: Manifests([manifest])).shown == ["seven"])
  }

  @Test func ofTwoSizesTheLargerHoldsForAllRunsAndBothAreTold() {
    let catalogue = Catalogue(of: [
      log("r/a.csv", "o/m-160m", id: 1) { $0.parameters = 96e6 },
      log("s/b.csv", "o/m-160m", id: 2) {
        $0.parameters = 160e6
        $0.tasks[0].behaviour = "other"
      },
    ])
    #expect(catalogue.models.map(\.parameters) == [Sourced(160e6, .file)])
    #expect(catalogue.told == ["m-160m has 96000000 parameters here and 160000000 in another log"])
  }
}

@Suite struct VariantsApartTests {
  private func asked(_ model: String, shots: Int, id: Int64) -> IndexedFile {
    log("r/\(id).csv", model, id: id) {
      $0.tasks[0].behaviour = "facts"
      $0.tasks[0].prompt = "plain"
      $0.tasks[0].shots = shots
      $0.date = Double(id)
    }
  }

  /// All models' runs, so that the ladder of each is of one kind.
  @Test func runsThatDifferInShotsAloneAreVariants() {
    let catalogue = Catalogue(of: [
      asked("m-1m", shots: 0, id: 1), asked("m-1m", shots: 5, id: 2), asked("m-2m", shots: 5, id: 3),
    ])
    #expect(
      catalogue.behaviours.map(\.key) == [
        BehaviourKey("facts", variant: "plain"), BehaviourKey("facts", variant: "plain:5shot"),
      ])
    #expect(catalogue.behaviours.map { $0.runs.map(\.columns) } == [[1], [2, 3]])
    #expect(catalogue.superseded.isEmpty)
  }

  @Test func whereNoRunsWouldBeOneNothingIsAdded() {
    let catalogue = Catalogue(of: [asked("m-1m", shots: 0, id: 1), asked("m-2m", shots: 5, id: 2)])
    #expect(catalogue.behaviours.map(\.key) == [BehaviourKey("facts", variant: "plain")])
  }

  @Test func onlyWhatDiffersIsAdded() {
    func run(_ id: Int64, _ ways: [String: String]) -> IndexedFile {
      log("r/\(id).csv", "m-1m", id: id) { ($0.ways, $0.date) = (ways, Double(id)) }
    }
    let chat = ["chat": "chat-abc"]
    let catalogue = Catalogue(of: [
      run(1, chat), run(2, chat.merging(["system": "system-123"]) { $1 }),
      run(3, chat.merging(["system": "system-456", "plan": "cot"]) { $1 }), run(4, chat),
    ])
    #expect(catalogue.behaviours.map(\.key.variant) == [nil, "cot:system-456", "system-123"])
    // The last is a repetition of the first.
    #expect(catalogue.superseded.map(\.columns) == [1])
  }
}

@Suite struct FiltersApartTests {
  /// A log of one task, whose answers were read in these ways.
  private func asked(
    _ model: String, _ readings: [String?], id: Int64, kind: Columns.Kind = .generated, task: String = "t"
  ) -> IndexedFile {
    var file = log("r/\(id).json", model, id: id) { ($0.tasks, $0.date) = ([TaskFacts(name: task)], Double(id)) }
    file.heads = readings.enumerated().map {
      ColumnsHead(id: id + Int64($0), task: task, filter: $1, kind: kind, count: 10)
    }
    return file
  }

  private func rows(_ files: [IndexedFile]) -> [String: [Int64?]] {
    let rows = Catalogue(of: files).behaviours.map { ($0.key.variant ?? "", $0.runs.map(\.columns)) }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  @Test func oneReadingStandsBesideTheSameAmongSeveral() {
    let several = asked("m-1m", ["match", "graded"], id: 1)
    #expect(rows([several, asked("m-2m", ["match"], id: 11)]) == ["match": [1, 11], "graded": [2]])
    #expect(rows([asked("m-2m", ["graded"], id: 11), several]) == ["match": [1], "graded": [11, 2]])
    // What was not filtered has no name.
    let filtered = asked("m-1m", [nil, "strict"], id: 1)
    #expect(rows([filtered, asked("m-2m", ["strict"], id: 11)]) == ["": [1], "strict": [2, 11]])
    #expect(rows([filtered, asked("m-2m", [nil], id: 11)]) == ["": [1, 11], "strict": [2]])
  }

  @Test func twoLogsOfOneModelThatWereReadInTwoWaysAreNoRepetition() {
    #expect(
      rows([asked("m-1m", ["match"], id: 1), asked("m-1m", ["graded"], id: 2)]) == ["match": [1], "graded": [2]])
    // Of a log that names no reading nobody knows that it is another.
    #expect(rows([asked("m-1m", ["match"], id: 1), asked("m-1m", [nil], id: 2)]) == ["": [2]])
  }

  @Test func whereEachModelWasReadInOneWayNothingIsAdded() {
    #expect(rows([asked("m-1m", ["match"], id: 1), asked("m-2m", ["graded"], id: 2)]) == ["": [1, 2]])
  }

  @Test func otherTasksKeepTheirNames() {
    let two = [asked("m-1m", ["a", "b"], id: 1, task: "s"), asked("m-1m", ["a"], id: 11)]
    #expect(rows(two) == ["a": [1], "b": [2], "": [11]])
  }
}

@Suite struct RepeatedRunsTests {
  private func samples(_ path: String, stamp: String, id: Int64) -> IndexedFile {
    log(path, nil, id: id) { $0.stamp = stamp }
  }

  @Test func withoutADateTheStampInTheFilesNameTellsTheLater() {
    let catalogue = Catalogue(of: [
      samples("o__m-1m/a.jsonl", stamp: "2026-01-01T00-00-00.000000", id: 1),
      samples("o__m-1m/b.jsonl", stamp: "2026-01-02T00-00-00.5", id: 2),
    ])
    #expect(catalogue.runs.map(\.columns) == [2])
    #expect(catalogue.superseded.first?.supersededBecause == "m-1m was run again on t, later: o__m-1m/b.jsonl")
  }

  @Test func aModelThatIsStatedCountsBeforeOneOfAFoldersName() {
    let catalogue = Catalogue(of: [
      samples("o__m-1m/a.jsonl", stamp: "2026-01-02T00-00-00.000000", id: 1), log("x.csv", "o/m-1m", id: 2),
    ])
    #expect(catalogue.runs.map(\.columns) == [2])
    #expect(catalogue.superseded.first?.supersededBecause?.contains("by the folder's name alone") == true)
  }

  @Test func otherItemsAreNoRepetition() {
    func part(_ id: Int64, _ list: Int64, date: Double?) -> IndexedFile {
      log("r/\(id).csv", "m-1m", id: id, list: list) { $0.date = date }
    }
    let parts = Catalogue(of: [part(1, 7, date: 1), part(2, 8, date: 2)])
    #expect(parts.told == ["m-1m was run on t, later, not item for item the same: r/2.csv"])
    #expect(parts.superseded.map(\.differs) == [true])
    #expect(
      parts.problems.map(\.action) == [
        "left out; to keep both, let one have a folder and name its variant there in vane.toml"
      ])
    #expect(
      Catalogue(of: [part(1, 7, date: 1), part(2, 7, date: 2)]).told == ["m-1m was run again on t, later: r/2.csv"])
    #expect(
      Catalogue(of: [part(1, 7, date: nil), part(2, 8, date: nil)]).told == [
        "m-1m on t is stored here and, not item for item the same, in r/1.csv"
      ])
  }

  /// As where the losses of one data set were counted in two ways, one folder beside the other.
  @Test func otherNumbersOfTheSameItemsAreNoCopy() {
    func run(_ id: Int64, _ numbers: Int64, date: Double? = nil) -> IndexedFile {
      log("r/\(id).csv", "m-1m", id: id, list: 7, numbers: numbers) { $0.date = date }
    }
    let differing = Catalogue(of: [run(1, 5), run(2, 6)])
    #expect(differing.runs.map(\.columns) == [1])
    #expect(differing.told == ["m-1m on t is stored here and, with other numbers, in r/1.csv"])
    #expect(
      differing.problems.map(\.action) == [
        "left out; to keep both, let one have a folder and name its variant there in vane.toml"
      ])
    let equal = Catalogue(of: [run(1, 5), run(2, 5)])
    #expect(equal.told == ["m-1m on t is stored twice, also in r/1.csv"])
    #expect(equal.problems.map(\.action) == ["not counted twice"])
    #expect((differing.superseded + equal.superseded).map(\.differs) == [true, false])
    #expect(
      Catalogue(of: [run(1, 5, date: 1), run(2, 6, date: 2)]).told == [
        "m-1m was run again on t, later, with other numbers: r/2.csv"
      ])
  }

  @Test func theShorterOfTwoUnequalListsIsNotSaidToBeCountedAlready() {
    func part(_ id: Int64, of count: Int, list: Int64?) -> IndexedFile {
      log("r/\(id).csv", "m-1m", id: id, count: count, list: list)
    }
    let parts = Catalogue(of: [part(1, of: 6, list: 7), part(2, of: 4, list: 8)])
    #expect(parts.runs.map(\.columns) == [1])
    #expect(
      parts.problems.map(\.action) == [
        "taken for a part of that one; if it holds other items, put both into one file"
      ])
    let unlisted = Catalogue(of: [part(1, of: 6, list: nil), part(2, of: 4, list: nil)])
    #expect(unlisted.problems.map(\.action) == ["not counted twice"])
    #expect(unlisted.superseded.map(\.differs) == [false])
  }

  @Test func theWholeCountsBeforeAPartAlsoWithoutDates() {
    let catalogue = Catalogue(of: [log("r/a.csv", "m-1m", id: 1, count: 3), log("r/b.csv", "m-1m", id: 2)])
    #expect(catalogue.runs.map(\.columns) == [2])
    #expect(catalogue.told == ["m-1m on t is stored here and, on more items, in r/b.csv"])
  }

  /// As BIG-bench's scores of several models lie beside the log of one.
  @Test func oneModelsItemsSuppressNoOthersAggregates() {
    func scores(_ path: String, _ model: String, id: Int64) -> IndexedFile {
      log(path, model, id: id, count: 1, kind: .aggregate) { $0.tasks[0].aggregates = ["acc,none": 0.5] }
    }
    let catalogue = Catalogue(of: [
      log("r/log.json", "m-1m", id: 1), scores("r/own.json", "m-1m", id: 2), scores("r/other.json", "m-2m", id: 3),
    ])
    #expect(Set(catalogue.runs.map(\.columns)) == [1, 3])
    #expect(catalogue.told == ["m-1m on t is an aggregate here, with its items in r/log.json"])
  }

  @Test func resultsWithoutAModelTellAllButTheModel() {
    func file(_ path: String, _ heads: [ColumnsHead]) -> IndexedFile {
      var facts = RunFacts()
      facts.stamp = "t"
      if heads.isEmpty {
        var task = TaskFacts(name: "t")
        task.behaviour = "facts"
        facts.tasks = [task]
      }
      return IndexedFile(
        stamp: FileStamp(path: path, size: 1, modified: 1), format: "x", facts: [facts], heads: heads)
    }
    let catalogue = Catalogue(of: [
      file("r/mine-70m/results_t.json", []),
      file("r/mine-70m/samples_t.jsonl", [ColumnsHead(id: 1, task: "t", filter: nil, kind: .choices, count: 10)]),
    ])
    #expect(catalogue.behaviours.map(\.key) == [BehaviourKey("facts")])
    #expect(catalogue.shown == ["mine-70m"])
    #expect(catalogue.told == ["the results beside this file name no model"])
  }
}

import Runs
import Testing

/// A log that holds its runs' facts and its items, as a table does: one run of the task `t`.
private func log(
  _ path: String, _ model: String?, id: Int64, count: Int = 10, list: Int64? = nil, kind: Columns.Kind = .choices,
  _ fill: (inout RunFacts) -> Void = { _ in }
) -> IndexedFile {
  var facts = RunFacts()
  facts.model = model
  facts.tasks = [TaskFacts(name: "t")]
  fill(&facts)
  return IndexedFile(
    stamp: FileStamp(path: path, size: 1, modified: 1), format: "table", facts: [facts],
    heads: [ColumnsHead(id: id, task: "t", filter: nil, kind: kind, count: count, list: list)])
}

extension Catalogue {
  fileprivate var runs: [Run] { behaviours.flatMap(\.runs) }
  fileprivate var shown: [String] { runs.map { $0.model.name + ($0.model.checkpoint.map { " \($0)" } ?? "") } }
  fileprivate var told: [String] { problems.map(\.what) }
}

@Suite struct ModelsApartTests {
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

  @Test func theWholeCountsBeforeAPartAlsoWithoutDates() {
    let catalogue = Catalogue(of: [log("r/a.csv", "m-1m", id: 1, count: 3), log("r/b.csv", "m-1m", id: 2)])
    #expect(catalogue.runs.map(\.columns) == [2])
    #expect(catalogue.told == ["m-1m on t is stored twice, on more items, also in r/b.csv"])
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

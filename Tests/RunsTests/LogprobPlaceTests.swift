import Runs
import Testing

@Suite struct LogprobPlaceTests {
  @Test(arguments: [
    ("scores.choice.metadata.choice_logprobs", ["scores", "choice", "metadata", "choice_logprobs"]),
    ("store.\"Picker:log.probs\"", ["store", "Picker:log.probs"]),
    ("metadata.\"a \\\"b\\\"\"", ["metadata", "a \"b\""]),
    ("scores.*.value", ["scores", "*", "value"]), ("metadata.\"\"", ["metadata", ""]),
    // An accent behind a mark makes another letter of it.
    ("\"\\\"\u{301}a.\\\\\u{301}\".b", ["\"\u{301}a.\\\u{301}", "b"]),
  ])
  func printsAsItIsWritten(text: String, names: [String]) throws {
    let place = try #require(LogprobPlace(parsing: text))
    #expect(place.names == names)
    #expect(place.description == text)
  }

  @Test(arguments: ["", ".", "a..b", "a.", "a.\"b"]) func isNoPlaceWithoutNames(text: String) {
    #expect(LogprobPlace(parsing: text) == nil)
  }

  @Test func aStarStandsForAnyScorerAndAPlaceForWhatLiesWithin() throws {
    let wish = try #require(LogprobPlace(parsing: "scores.*.value"))
    #expect(wish.means(LogprobPlace(["scores", "letters", "value"])))
    #expect(!wish.means(LogprobPlace(["scores", "letters", "metadata"])))
    #expect(wish.means(LogprobPlace(["scores", "letters", "value", "more"])))
    #expect(LogprobPlace(["output"]).means(sampled) && !sampled.means(LogprobPlace(["output"])))
  }

  /// An Inspect log whose task has log-probabilities in these places, and sampled answers before them if nothing is sure.
  private func log(_ uses: [LogprobUse]) -> IndexedFile {
    var facts = RunFacts()
    facts.model = "tiny/tiny-1m"
    var task = TaskFacts(name: "coin")
    task.logprobs = uses
    facts.tasks = [task]
    var heads = uses.indices.map {
      ColumnsHead(id: Int64($0 + 1), task: "coin", filter: nil, kind: .choices, count: 10)
    }
    if !uses.contains(where: \.isCertain) {
      heads.insert(ColumnsHead(id: 99, task: "coin", filter: nil, kind: .generated, count: 10), at: 0)
    }
    return IndexedFile(
      stamp: FileStamp(path: "/r/coin.eval", size: 1, modified: 1), format: "inspect-eval", facts: [facts],
      heads: heads)
  }

  private func runs(_ uses: [LogprobUse], wish: String? = nil) -> (runs: [Run], problems: [Problem]) {
    var manifest = Manifest(path: "/r/vane.toml")
    manifest.logprobs = wish
    let catalogue = Catalogue(of: [log(uses)], manifests: Manifests([manifest]))
    return (catalogue.behaviours.flatMap(\.runs), catalogue.problems)
  }

  private let scored = LogprobPlace(["scores", "choice", "metadata", "lls"])
  private let sampled = LogprobPlace(["output", "choices", "0", "logprobs"])

  @Test func theBestPlaceIsTakenAndTheOthersAreTold() throws {
    let run = try #require(runs([LogprobUse(scored, items: 10), LogprobUse(sampled, items: 9)]).runs.first)
    #expect(run.columns == 1)
    #expect(run.logprobPlace == scored)
    #expect(run.logprobOthers == [sampled])
  }

  @Test func aPersonMayNameAnotherPlace() throws {
    let (runs, problems) = runs(
      [LogprobUse(scored, items: 10), LogprobUse(sampled, items: 9)], wish: "output.choices.0.logprobs")
    #expect(runs.map(\.columns) == [2])
    #expect(runs.first?.logprobOthers == [scored])
    #expect(problems.isEmpty)
  }

  @Test func aPlaceThatHoldsNothingIsTold() throws {
    let (runs, problems) = runs([LogprobUse(scored, items: 10)], wish: "metadata.nothing")
    #expect(runs.map(\.columns) == [1])
    #expect(problems.map(\.what) == ["no log-probabilities of the choices at metadata.nothing"])
    #expect(problems.map(\.action) == ["taken from scores.choice.metadata.lls"])
  }

  @Test func whatIsNotSureIsTakenOnlyWhenItIsNamed() throws {
    let uses = [LogprobUse(scored, items: 10, isCertain: false)]
    let unsure = try #require(runs(uses).runs.first)
    #expect(unsure.columns == 99 && unsure.kind == .generated)
    #expect(unsure.logprobPlace == nil && unsure.logprobOthers == [scored])
    #expect(runs(uses, wish: "scores.*.metadata.lls").runs.map(\.columns) == [1])
  }
}

import Runs
import Testing

/// A run over whole documents of ten bytes each: nats by document, nil where it lacks one.
private func text(
  _ model: String, _ nats: [Double?], suite: String = "ppl", kind: Columns.Kind = .rolling, revision: String? = nil
) -> Asked {
  var columns = Columns(task: suite, kind: kind)
  for (at, value) in nats.enumerated() {
    guard let value else { continue }
    columns.append(
      item: "doc\(at)", at: Address(offset: 0, length: 0, line: 1), values: [-value], bytes: [Int32(10)])
  }
  let run = Run(
    model: Model(raw: model, revision: revision), key: BehaviourKey(suite), suite: suite, kind: kind,
    count: columns.count, path: "\(model)-\(revision ?? "").jsonl", format: "test")
  return Asked(run: run, columns: columns)
}

@Suite struct AggregateTests {
  private func means(_ aggregate: Aggregate?) -> [String: Double] {
    Dictionary(uniqueKeysWithValues: (aggregate?.points ?? []).map { ($0.model.name, $0.mean) })
  }

  /// The second document is a hard one: a model that was spared it would look better than it is.
  @Test func modelsAreComparedOnTheDocumentsThatAllOfThemHave() throws {
    let aggregate = try #require(
      Aggregate(texts: [text("m-1m", [20, 90, 10]), text("m-2m", [20, nil, 10])], stored: [], lastWords: []))
    #expect(means(aggregate) == ["m-1m": 1.5, "m-2m": 1.5])
    #expect(aggregate.texts[0].points.map(\.n) == [2, 2] && aggregate.texts[0].dropped == 1)
    #expect(aggregate.texts[0].remark == nil)
  }

  @Test func aTextOfWhichLittleIsSharedIsTold() throws {
    let aggregate = try #require(
      Aggregate(texts: [text("m-1m", [20, 90, 10]), text("m-2m", [20, nil, nil])], stored: [], lastWords: []))
    #expect(means(aggregate) == ["m-1m": 2, "m-2m": 2])
    #expect(aggregate.texts[0].remark?.hasPrefix("ppl: only 1 of 3 documents were put to every model") == true)
  }

  /// Three seeds that have read the same documents have read no more of them than one.
  @Test func seedsThatReadTheSameDocumentsAddNone() throws {
    let nats: [Double?] = [20, 90, 10, 40]
    let one = try #require(Aggregate(texts: [text("m-1m-seed1", nats)], stored: [], lastWords: []))
    let three = try #require(
      Aggregate(texts: (1...3).map { text("m-1m-seed\($0)", nats) }, stored: [], lastWords: []))
    #expect(three.points.map(\.n) == [4] && one.points.map(\.n) == [4])
    #expect(abs(three.points[0].mean - one.points[0].mean) < 1e-12)
    #expect(abs(three.points[0].standardError - one.points[0].standardError) < 1e-12)
  }

  @Test func whereAllNameAStepTheLargestIsTheModel() {
    let aggregate = Aggregate(
      texts: [
        text("m-1m", [40], revision: "step1000"), text("m-1m", [20], revision: "step143000"),
        text("m-2m", [10], revision: "step143000"),
      ], stored: [], lastWords: [])
    #expect(means(aggregate) == ["m-1m": 2, "m-2m": 1])
  }

  /// Two folders opened together: each has the aggregate that it has alone.
  @Test func lastWordsServeTheModelsWithoutWholeTexts() {
    let whole = [text("a-1m", [20]), text("a-2m", [10])]
    let words = [
      text("a-1m", [70], suite: "lambada", kind: .sequence), text("b-1m", [30], suite: "lambada", kind: .sequence),
      text("b-2m", [40], suite: "lambada", kind: .sequence),
    ]
    let both = Aggregate(texts: whole, stored: [], lastWords: words)
    #expect(means(both) == ["a-1m": 2, "a-2m": 1, "b-1m": 3, "b-2m": 4])
  }
}

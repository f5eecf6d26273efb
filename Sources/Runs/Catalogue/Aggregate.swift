#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Aggregate perplexity: how well each model predicts whole texts, in nats per byte. Lower is better.
public struct Aggregate: Sendable, Equatable {
  public struct Point: Sendable, Equatable {
    public var model: Model
    /// Nats per byte.
    public var mean: Double
    /// Over documents; NaN where the log keeps only the mean.
    public var standardError: Double
    /// Documents.
    public var n: Int

    public init(model: Model, mean: Double, standardError: Double, n: Int) {
      self.model = model
      self.mean = mean
      self.standardError = standardError
      self.n = n
    }
  }

  /// One text: `ppl_world`, `lambada`.
  public struct Text: Sendable, Equatable {
    public var suite: String
    public var points: [Point]
    /// Documents of the longest run that not every final model has, so that none is measured on them.
    public var dropped = 0

    public init(suite: String, points: [Point]) {
      self.suite = suite
      self.points = points
    }

    /// What to know about it: nil where at least half of the documents were put to all.
    public var remark: String? {
      let n = points.map(\.n).max() ?? 0
      guard dropped > n else { return nil }
      return "\(suite): only \(n) of \(n + dropped) documents were put to every model, and all are compared on these."
    }
  }

  public var texts: [Text]

  public init(texts: [Text]) { self.texts = texts }

  /// From the runs over whole texts; for models without any, from last-word prediction (`lambada`), the next best.
  public init?(texts asked: [Asked], stored: [Run], lastWords: [Asked]) {
    var found: [String: Text] = [:]
    func add(_ points: [Point], to suite: String, dropped: Int = 0) {
      found[suite, default: Text(suite: suite, points: [])].points += points
      found[suite]?.dropped += dropped
    }
    func measure(_ runs: [Asked]) {
      struct Source: Hashable {
        let key: BehaviourKey
        let suite: String
      }
      let groups = Dictionary(grouping: runs) { Source(key: $0.run.key, suite: $0.run.suite) }
      for (source, runs) in groups.sorted(by: { ($0.key.key, $0.key.suite) < ($1.key.key, $1.key.suite) }) {
        let shared = DocumentsOfAll(of: runs)
        add(shared.points, to: source.suite, dropped: shared.dropped)
      }
    }
    measure(asked)
    for run in stored where run.kind == .rolling {
      guard let bits = run.task?.aggregates["bits_per_byte,none"] else { continue }
      add([Point(model: run.model, mean: bits * log(2), standardError: .nan, n: run.count)], to: run.suite)
    }
    let measured = Set(found.values.flatMap { $0.points.map(\.model.name) })
    measure(lastWords.filter { !measured.contains($0.run.model.name) })
    texts = found.values.filter { !$0.points.isEmpty }.sorted { $0.suite < $1.suite }
    if texts.isEmpty { return nil }
  }

  /// One point per scale of the final models, in order of family and scale: seeds are averaged, earlier checkpoints left
  /// out, the texts weighted alike. Over the texts that every model was put to; where there is none, over those of each
  /// family, whose points then compare among themselves only.
  public var points: [Point] {
    let common = commonPoints
    if !common.isEmpty { return common }
    return Dictionary(grouping: finals, by: \.family).sorted { $0.key < $1.key }.flatMap { averages(of: Set($0.value)) }
  }

  /// The same, over the texts that every model was put to; empty where there is none.
  var commonPoints: [Point] { averages(of: finals) }

  private var finals: Set<Model> {
    let all = texts.flatMap { $0.points.map(\.model) }
    return Set(all.filter(FinalModels(of: all).contains))
  }

  private func averages(of models: Set<Model>) -> [Point] {
    let common = texts.map { text in Dictionary(text.points.map { ($0.model, $0) }) { first, _ in first } }
      .filter { points in models.allSatisfy { points[$0] != nil } }
    guard !common.isEmpty else { return [] }
    return Dictionary(grouping: models, by: \.seedless).values.compactMap { seeds -> Point? in
      let seeds = seeds.sorted { ($0.seed ?? -1, $0.name) < ($1.seed ?? -1, $1.name) }
      guard let first = seeds.first else { return nil }
      let own = common.map { points in Point(seeds: seeds.compactMap { points[$0] }, as: first) }
      let count = Double(own.count)
      return Point(
        model: first, mean: own.reduce(0) { $0 + $1.mean } / count,
        standardError: own.reduce(0) { $0 + $1.standardError * $1.standardError }.squareRoot() / count,
        n: own.reduce(0) { $0 + $1.n })
    }.sorted {
      ($0.model.family, $0.model.scale ?? .infinity, $0.model.name)
        < ($1.model.family, $1.model.scale ?? .infinity, $1.model.name)
    }
  }
}

/// The runs of one text, each over the documents that all final models have: other documents are easier or harder.
private struct DocumentsOfAll {
  var points: [Aggregate.Point] = []
  /// Of the longest run.
  var dropped = 0

  init(of runs: [Asked]) {
    let models = FinalModels(of: runs.map(\.run.model))
    guard let yardstick = Yardstick(among: runs) else { return }
    let finals = runs.indices.filter { models.contains(runs[$0].run.model) }
    // One without a byte length or a likelihood anywhere is no model of this text.
    let counted = finals.filter { run in (0..<runs[run].columns.count).contains { runs[run].document($0) != nil } }
    let shared = yardstick.list.columns.items.indices.filter { at in
      counted.allSatisfy { run in
        let place = Int(yardstick.positions[run][at])
        return place >= 0 && runs[run].document(place) != nil
      }
    }
    dropped = max(0, (counted.map { runs[$0].columns.count }.max() ?? 0) - shared.count)
    points = runs.indices.compactMap { run in
      let places = shared.map { Int(yardstick.positions[run][$0]) }.filter { $0 >= 0 }
      return Aggregate.Point(of: runs[run], documents: places)
    }
  }
}

extension Asked {
  /// Nats and bytes of a document; nil where either is unknown.
  fileprivate func document(_ at: Int) -> (nats: Double, bytes: Double)? {
    let (nats, bytes) = (-measured(at).logp, bytes(of: at))
    return nats.isFinite && bytes > 0 ? (nats, Double(bytes)) : nil
  }
}

extension Aggregate.Point {
  /// The seeds of one scale on one text. Three seeds that have read the same eighty documents have read eighty, and what
  /// these documents leave open does not shrink with seeds.
  fileprivate init(seeds: [Self], as model: Model) {
    let count = Double(seeds.count)
    self.init(
      model: model, mean: seeds.reduce(0) { $0 + $1.mean } / count,
      standardError: seeds.reduce(0) { $0 + $1.standardError } / count, n: seeds.reduce(0) { $0 + $1.n } / seeds.count)
  }

  /// Ratio of sums, Σ nats / Σ bytes, as the harness pools it; the error by the ratio's residuals (documents as units).
  /// nil when no byte length is known.
  public init?(of asked: Asked) { self.init(of: asked, documents: 0..<asked.columns.count) }

  init?(of asked: Asked, documents: some Sequence<Int>) {
    let pairs = documents.compactMap(asked.document)
    let bytes = pairs.reduce(0) { $0 + $1.bytes }
    guard bytes > 0 else { return nil }
    let ratio = pairs.reduce(0) { $0 + $1.nats } / bytes
    let count = Double(pairs.count)
    let squares = pairs.reduce(0) { $0 + ($1.nats - ratio * $1.bytes) * ($1.nats - ratio * $1.bytes) }
    let error = pairs.count > 1 ? (squares / (count - 1) * count).squareRoot() / bytes : .nan
    self.init(model: asked.run.model, mean: ratio, standardError: error, n: pairs.count)
  }
}

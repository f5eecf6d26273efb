import Runs

/// The samples of one Inspect log as columns: one per scorer, its epochs brought together.
struct InspectColumns {
  private let header: InspectHeader
  private var samples: [InspectSample] = []
  private var positions: [Key: Int] = [:]

  private struct Key: Hashable {
    var id: ExactName
    var epoch: Int
  }

  private let isShuffled: Bool

  init(_ header: InspectHeader) {
    self.header = header
    isShuffled = header.isShuffled
  }

  /// Of two samples with the same id and epoch the later one counts: it was run again.
  ///
  /// - Returns: true if it took the place of another one.
  @discardableResult
  mutating func add(_ sample: InspectSample) -> Bool {
    let key = Key(id: ExactName(sample.id), epoch: sample.epoch)
    if let at = positions[key] {
      samples[at] = sample
      return true
    }
    positions[key] = samples.count
    samples.append(sample)
    return false
  }

  func contains(id: String, epoch: Int) -> Bool { positions[Key(id: ExactName(id), epoch: epoch)] != nil }

  func measurement(of sample: InspectSample, scorer: String) -> InspectMeasurement {
    // A score without a name is the only scorer's.
    let score = sample.scores.first { $0.key == scorer || $0.key.isEmpty }?.value
    var measurement = InspectMeasurement(of: sample, score: score, scorer: scorer, key: header.key(of: scorer))
    if isShuffled { measurement.found.removeAll { $0.reason == .tokens } }
    return measurement
  }

  private var scorers: (names: [String], isAll: Bool) {
    let only = header.scorer
    var found: [String] = []
    for score in samples.lazy.flatMap(\.scores) {
      let name = score.key.isEmpty ? only : score.key
      if found.contains(name) { continue }
      if found.count == mostColumns { return (found, false) }
      found.append(name)
    }
    return (found.isEmpty ? [only] : found, true)
  }

  /// Columns and facts of the whole log.
  func reading(into reading: inout Reading, file: String) {
    let (scorers, isAll) = scorers
    var uses: [LogprobUse] = []
    for scorer in scorers {
      let (columns, places) = columns(of: scorer, filter: header.filter(of: scorer))
      reading.columns += columns
      uses += places
    }
    let isMeasured = uses.contains(where: \.isCertain)
    reading.facts = [header.facts(scorers: scorers, isMeasured: isMeasured)]
    reading.facts[0].tasks[0].logprobs = uses
    reading.problems += header.remarks(in: file, invalidated: samples.count(where: \.isInvalidated))
    var remarks = ProblemList(in: file)
    let unjudged = Accuracies.unjudged(in: reading.columns)
    if unjudged > 0 {
      remarks.add(
        "\(counted(unjudged, "sample")) without a verdict", "kept, and counted as neither right nor wrong",
        rejects: false)
    }
    Accuracies.settle(&reading.columns, &remarks)
    // Each place has columns of its own, with the same marks.
    Marks.remark(on: Array(reading.columns.filter { $0.kind == .choices }.prefix(1)), &remarks)
    reading.problems += remarks.all
    if !isAll {
      reading.problems.append(
        Problem(Place(file: file), "more than \(mostColumns) scorers", "the others were left out"))
    }
    let most = Dictionary(samples.map { (ExactName($0.id), 1) }, uniquingKeysWith: +).values.max() ?? 0
    if most > 1 {
      let what = "\(most) epochs of each sample"
      reading.problems.append(
        Problem(Place(file: file), what, "correct is their mean, values are the first's", rejects: false))
    }
    if samples.isEmpty { reading.ignoredBecause = "no samples in it" }
  }

  /// The sampled answers if nothing is sure to be a log-likelihood; then one for each place that may hold some, the
  /// best first, in the order of their uses.
  private func columns(of scorer: String, filter: String?) -> ([Columns], [LogprobUse]) {
    let items = items(of: scorer)
    let shared = sharedBeginnings
    var tallies: [LogprobPlace: (reason: InspectLogprobs.Reason, order: Int, items: Int)] = [:]
    for found in items.lazy.flatMap(\.measurement.found) {
      var tally = tallies[found.place] ?? (found.reason, tallies.count, 0)
      tally = (min(tally.reason, found.reason), tally.order, tally.items + 1)
      tallies[found.place] = tally
    }
    // One number says nothing that all choices together do not say.
    let isWhole = tallies.values.contains { $0.reason < .single }
    let places = tallies.filter { !isWhole || $0.value.reason != .single }.sorted { a, b in
      (a.value.reason.rawValue, -a.value.items, a.value.order) < (
        b.value.reason.rawValue, -b.value.items, b.value.order
      )
    }.prefix(Self.mostPlaces)
    let uses = places.map { place, tally in
      LogprobUse(place, filter: filter, items: tally.items, isCertain: tally.reason != .guessed)
    }
    var all = places.map { place, tally in
      var columns = Columns(task: header.task, filter: filter, kind: tally.reason == .single ? .sequence : .choices)
      for item in items { columns.append(item, from: place, unlike: shared) }
      return columns
    }
    if !uses.contains(where: \.isCertain) {
      var sampled = Columns(task: header.task, filter: filter, kind: .generated)
      for item in items { sampled.append(item, from: nil, unlike: shared) }
      all.insert(sampled, at: 0)
    }
    return (all.filter { $0.count > 0 }, uses)
  }

  /// Hashes of beginnings that several questions have and go on from, as behind one long passage: nobody knows that
  /// these are one question.
  private var sharedBeginnings: Set<UInt64> {
    var first: [UInt64: ExactName] = [:]
    var shared: Set<UInt64> = []
    for sample in samples where sample.isContentCut {
      let id = ExactName(sample.id)
      if let other = first.updateValue(id, forKey: sample.content), other != id { shared.insert(sample.content) }
    }
    return shared
  }

  /// More of them are nobody's idea of where log-likelihoods should be.
  private static let mostPlaces = 4

  /// In the order in which they were sampled; an item's epochs together.
  private func items(of scorer: String) -> [Item] {
    var positions: [ExactName: Int] = [:]
    var items: [Item] = []
    for sample in samples {
      let measurement = measurement(of: sample, scorer: scorer)
      let id = ExactName(sample.id)
      let at = positions[id] ?? items.count
      if at == items.count {
        positions[id] = at
        items.append(Item(sample: sample, measurement: measurement))
      }
      if sample.epoch < items[at].sample.epoch { (items[at].sample, items[at].measurement) = (sample, measurement) }
      guard !measurement.correct.isNaN else { continue }
      // A mean of points may lie in 0…1 and is none the less no accuracy.
      items[at].sum += Accuracies.isAccuracy(measurement.correct) ? measurement.correct : .infinity
      items[at].judged += 1
    }
    return items
  }

  fileprivate struct Item {
    var sample: InspectSample
    var measurement: InspectMeasurement
    var sum = 0.0
    var judged = 0

    /// Mean over the epochs.
    var correct: Double { judged > 0 ? sum / Double(judged) : .nan }
  }
}

extension Columns {
  /// What `place` holds of an item; without it, or where it holds nothing, the verdict alone.
  ///
  /// - Parameter shared: hashes that are no question's own.
  fileprivate mutating func append(_ item: InspectColumns.Item, from place: LogprobPlace?, unlike shared: Set<UInt64>) {
    let found = place.flatMap { place in item.measurement.found.first { $0.place == place } }
    append(
      item: item.sample.id, content: shared.contains(item.sample.content) ? 0 : item.sample.content,
      at: item.sample.address, values: found?.values ?? [],
      bytes: found.map { item.sample.bytes(of: $0.labels) } ?? [],
      watched: found.map { item.measurement.watched(among: $0.labels) } ?? 0, correct: item.correct)
  }
}

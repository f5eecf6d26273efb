extension Ladder {
  /// Which runs, which measure, which items.
  public struct Choice: Sendable, Equatable, Hashable {
    public var measure = Measure.margin
    public var axis = ScaleAxis.parameters
    /// nil: all families.
    public var families: Set<String>?
    /// Items to leave out: flagged ones, or those that a filter hides.
    public var without: Set<ItemName> = []
    /// Only this suite, or only this item of it.
    public var suite: String?
    public var item: String?

    public init(measure: Measure = .margin, axis: ScaleAxis = .parameters, families: Set<String>? = nil) {
      self.measure = measure
      self.axis = axis
      self.families = families
    }
  }

  /// Lines the answers up: complete cases, last checkpoints, seeds of a scale averaged, families in name order.
  ///
  /// A behaviour without alternatives is measured by `logp`, one that was only sampled by `accuracy`; `measure` says so.
  /// A model that lacks the measure or more than half of the items is left out (it would empty the ladder) and named in
  /// `leftOut`.
  public init(of asked: [Asked], choosing choice: Choice = Choice()) {
    let chosen = asked.filter {
      (choice.families?.contains($0.run.model.family) ?? true) && (choice.suite ?? $0.run.suite) == $0.run.suite
    }
    let aggregates = chosen.filter { $0.run.kind == .aggregate }
    // An aggregate is no item of the others'.
    let asked = aggregates.count == chosen.count ? chosen : chosen.filter { $0.run.kind != .aggregate }
    var builder = LadderBuilder(choice: choice, measure: Self.measure(for: asked, wanted: choice.measure))
    builder.place(asked)
    self = builder.ladder()
    axis = choice.axis
    isAggregate = !aggregates.isEmpty && aggregates.count == chosen.count
    if !isAggregate {
      leftOut += Set(aggregates.map(\.run.model)).sorted { $0.name < $1.name }.map {
        LeftOut(model: $0, why: "only its aggregate is stored")
      }
    }
    remarks = Self.remarks(on: asked, measure: measure, wanted: choice.measure) + Self.remarks(on: rungs, axis: axis)
    if measure.isPerByte, let lengths, lengths.unknown > 0 { remarks.append(.unknownLengths(lengths.unknown)) }
  }

  private static func remarks(on asked: [Asked], measure: Measure, wanted: Measure) -> [Remark] {
    var remarks: [Remark] = []
    let isAggregate = asked.contains { $0.run.kind == .aggregate }
    if isAggregate { remarks.append(.aggregateOnly) }
    let models = FinalModels(of: asked.map(\.run.model))
    let finals = asked.map(\.run).filter { models.contains($0.model) }
    if let unlike = unlikeCheckpoints(finals) { remarks.append(unlike) }
    if let unlike = unlikeWays(finals) { remarks.append(unlike) }
    if measure == .accuracy, wanted != .accuracy, !isAggregate {
      remarks.append(
        Remark(
          name: "sampled only", mark: "acc only",
          sentence: "Only sampled answers are stored: the line is accuracy, and no likelihood stands behind it."))
    }
    if measure.isPerByte,
      asked.contains(where: { [.loss, .logOdds, .logOddsDifference].contains($0.run.kind) })
    {
      remarks.append(
        Remark(
          name: "no value per byte", mark: "¬byte",
          sentence: "Some logs keep one number for all choices together, which cannot be divided by their lengths."))
    }
    if asked.contains(where: { $0.columns.kind == .logOdds && $0.run.watched == nil }) {
      remarks.append(
        Remark(
          name: "class 0", mark: "class0",
          sentence: "The margin is that of the first class for every item, as the file defines it, not of the answer."))
    }
    if asked.contains(where: { $0.run.limit != nil }) {
      remarks.append(
        Remark(name: "partial run", mark: "part", sentence: "Some runs were limited to a part of the items."))
    }
    return remarks
  }

  /// The last checkpoint of each model stands on a ladder; where these are not of one step, sizes are not all that
  /// differs.
  private static func unlikeCheckpoints(_ finals: [Run]) -> Remark? {
    let steps = Set(finals.map { $0.model.checkpoint ?? .max })
    guard steps.count > 1 else { return nil }
    return Remark(
      name: "unlike checkpoints", mark: "step?",
      sentence: "The last checkpoints stored are not of one training step: \(steps.count) different ones are compared.")
  }

  /// Runs of one model that differ in how they were asked are variants. Where each model has one run, and small ones
  /// were asked without the examples that large ones saw, sizes are not all that differs.
  private static func unlikeWays(_ finals: [Run]) -> Remark? {
    var differing: Set<String> = []
    // Suites may be asked each in its own way.
    for suite in Dictionary(grouping: finals.lazy.filter { $0.ways != nil }, by: \.suite).values {
      let ways = Set(suite.map(\.waysAndFilter))
      guard ways.count > 1 else { continue }
      for name in Set(ways.flatMap(\.keys)) {
        var told = Set(ways.map { $0[name] })
        // Not every harness numbers its tasks; what is usual of the rest is left out.
        if name == "version" { told.remove(nil) }
        if told.count > 1 { differing.insert(name) }
      }
    }
    guard !differing.isEmpty else { return nil }
    let names = differing.sorted().map { $0.hasPrefix("task_args.") ? String($0.dropFirst("task_args.".count)) : $0 }
    let listed = names.prefix(4).joined(separator: ", ") + (names.count > 4 ? ", …" : "")
    return Remark(
      name: "unlike prompts", mark: "way?",
      sentence: "The models were not all asked alike: their logs differ in \(listed).")
  }

  private static func measure(for asked: [Asked], wanted: Measure) -> Measure {
    let kinds = Set(asked.map(\.run.kind))
    if kinds == [.aggregate] {
      return wanted != .accuracy && asked.allSatisfy { $0.measured(0).logp.isFinite } ? .logp : .accuracy
    }
    if kinds == [.generated] { return .accuracy }
    if kinds == [.sequence], wanted != .accuracy { return wanted.isPerByte ? .logpPerByte : .logp }
    return wanted
  }
}

extension Run {
  /// How it was asked, of which version the task was, and by which filter or scorer its answers were read.
  fileprivate var waysAndFilter: [String: String] {
    var ways = ways ?? [:]
    ways["filter or scorer"] = filter
    ways["version"] = task?.version
    return ways
  }
}

extension Ladder.Remark {
  public static let aggregateOnly = Self(
    name: "aggregate only", mark: "agg",
    sentence: "No items are stored: one number per model, and its scatter around the line is all that is known.")

  static func unknownLengths(_ count: Int) -> Self {
    Self(
      name: "unknown lengths", mark: "len?",
      sentence: "Of \(counted(count, "item")) a choice's length is not stored, "
        + "so \(count == 1 ? "it has" : "they have") no value per byte and \(count == 1 ? "is" : "are") left out.")
  }
}

/// One model's answers to one suite, with the place of each of the suite's items among them.
private struct Column {
  /// For each item of the suite: where it stands in this run; −1 where it is missing.
  let positions: [Int32]
  private let asked: Asked

  init(_ asked: Asked, positions: [Int32]) {
    self.positions = positions
    self.asked = asked
  }

  /// True where the suite's list has all of its items: nearly always, and no name need be looked at.
  var isWithinList: Bool { positions.count(where: { $0 >= 0 }) == asked.columns.count }

  /// Its own items that are not among these, with the byte lengths of their choices.
  func items(besides listed: Set<String>) -> [(item: String, bytes: ArraySlice<Int32>)] {
    asked.columns.items.enumerated().filter { !listed.contains($0.element) }
      .map { ($0.element, asked.choiceBytes(of: $0.offset)) }
  }

  /// All NaN where this run lacks the suite's item.
  func measured(_ at: Int) -> Measured { positions[at] < 0 ? Measured() : asked.measured(Int(positions[at])) }
}

private struct LadderBuilder {
  let choice: Ladder.Choice
  let measure: Measure
  var rungs: [Ladder.Rung] = []
  var leftOut: [Ladder.LeftOut] = []
  var thin: [Ladder.LeftOut] = []
  /// Items of all suites, and for each suite the first of its rows.
  var names: [ItemName] = []
  var suites: [(first: Int, list: Asked)] = []
  /// model → suite → its answers.
  var columns: [Model: [Int: Column]] = [:]

  init(choice: Ladder.Choice, measure: Measure) {
    self.choice = choice
    self.measure = measure
  }

  mutating func place(_ asked: [Asked]) {
    let models = Set(asked.map(\.run.model.name))
    var placed = lastCheckpoints(asked).filter { one in
      guard let why = objection(to: one.run, beside: models) else { return true }
      leftOut.append(.init(model: one.run.model, why: why))
      return false
    }
    leaveOutUnmeasured(&placed)
    leftOut = leftOut.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    for (suite, runs) in Dictionary(grouping: placed, by: \.run.suite).sorted(by: { $0.key < $1.key }) {
      guard let yardstick = Yardstick(among: runs) else { continue }
      for (one, positions) in zip(runs, yardstick.positions) {
        columns[one.run.model, default: [:]][suites.count] = Column(one, positions: positions)
      }
      suites.append((names.count, yardstick.list))
      names += yardstick.list.columns.items.map { ItemName(suite: suite, item: $0) }
    }
    leaveOutThin()
    let groups = Dictionary(grouping: columns.keys) { RungKey(model: $0, axis: choice.axis) }
    rungs = groups.map { key, models in
      let places = models.compactMap { $0.x(on: choice.axis) }
      // Where all seeds stand at one place the place itself, not a sum divided: the last digit would stray.
      let same = Set(places).count == 1
      return Ladder.Rung(
        models: models.sorted { ($0.seed ?? -1, $0.name) < ($1.seed ?? -1, $1.name) }, family: key.family,
        x: same ? places[0] : places.reduce(0, +) / Double(places.count))
    }.sorted { ($0.family, $0.x, $0.name) < ($1.family, $1.x, $1.name) }
  }

  /// Why a run has no place on the ladder.
  private func objection(to run: Run, beside models: Set<String>) -> String? {
    if run.isRevision(beside: models) { return "a revision of \(run.revisionOf ?? ""), which is here itself" }
    return run.model.x(on: choice.axis) == nil ? "\(choice.axis.title) unknown" : nil
  }

  /// Seeds of one scale share a rung; two models that only happen to be of one size do not.
  private struct RungKey: Hashable {
    let family: String
    /// 0 where seeds differ by nature: each has a text loss of its own, and they are one scale all the same.
    let x: Double
    let name: String

    init(model: Model, axis: ScaleAxis) {
      family = model.family
      x = axis.isLogarithmic ? model.x(on: axis) ?? .nan : 0
      name = model.seedless
    }
  }

  private func lastCheckpoints(_ asked: [Asked]) -> [Asked] {
    let finals = FinalModels(of: asked.map(\.run.model))
    return asked.filter { finals.contains($0.run.model) }
  }

  /// A model none of whose logs has the measure, as where its answers were only sampled, would empty the others' ladder.
  private mutating func leaveOutUnmeasured(_ placed: inout [Asked]) {
    let measure = measure
    let asked = placed.filter { $0.columns.count > 0 }
    let known = asked.filter { one in (0..<one.columns.count).contains { !one.measured($0)[measure].isNaN } }
    guard !known.isEmpty else { return }
    let others = Set(asked.map(\.run.model)).subtracting(known.map(\.run.model))
    leftOut += others.sorted { $0.name < $1.name }.map {
      Ladder.LeftOut(model: $0, why: "no \(measure.rawValue) in its logs")
    }
    placed.removeAll { others.contains($0.run.model) }
  }

  private mutating func leaveOutThin() {
    for (model, own) in columns.sorted(by: { $0.key.name < $1.key.name }) {
      let has = own.values.reduce(0) { $0 + $1.positions.count { $0 >= 0 } }
      // A seed that was run on some suites only counts on those.
      let asked = model.seed == nil ? names.count : own.values.reduce(0) { $0 + $1.positions.count }
      let lacks = asked - has
      let note = Ladder.LeftOut(model: model, why: "lacks \(lacks) of \(asked) items")
      if lacks * 2 > asked {
        columns[model] = nil
        leftOut.append(note)
      } else if lacks * 10 > asked {
        thin.append(note)
      }
    }
  }

  func ladder() -> Ladder {
    var kept: [ItemName] = []
    // Those with a log of 0 somewhere stand on the ladder, but no trend can use them.
    var finite: Set<ItemName> = []
    var dropped: [ItemName] = []
    var lengths = LengthTally()
    // What nothing but its own trend needs is kept only where that trend is wanted.
    let measures = Measure.allCases.filter { ($0 != .brier && $0 != .logpPerByte) || $0 == measure }
    var rows = [[Double]](repeating: [], count: measures.count)
    let own = rungs.map { $0.models.compactMap { columns[$0] } }
    // Of a suite that some rung never saw nothing is kept: for seeds that were each put to another one, room for all of
    // them would be more than there is.
    let isShared = suites.indices.map { suite in own.allSatisfy { $0.contains { $0[suite] != nil } } }
    let most = suites.indices.reduce(0) { $0 + (isShared[$1] ? suites[$1].list.columns.count : 0) }
    for index in rows.indices { rows[index].reserveCapacity(most * rungs.count) }
    let hasSeeds = rungs.contains { $0.models.count > 1 }
    for (suite, (first, list)) in suites.enumerated() {
      let seeds = own.map { $0.compactMap { $0[suite] } }
      var answers = [Measured](repeating: Measured(), count: rungs.count)
      for at in 0..<list.columns.count {
        let name = names[first + at]
        if choice.without.contains(name) || (choice.item ?? name.item) != name.item { continue }
        if isShared[suite] { for rung in rungs.indices { answers[rung] = average(seeds[rung], item: at) } }
        guard isShared[suite], !rungs.isEmpty, answers.allSatisfy({ !$0[measure].isNaN }) else {
          dropped.append(name)
          lengths.add(list.choiceBytes(of: at), isKept: false)
          continue
        }
        kept.append(name)
        if hasSeeds, answers.allSatisfy({ $0[measure].isFinite }) { finite.insert(name) }
        lengths.add(list.choiceBytes(of: at), isKept: true)
        for (index, each) in measures.enumerated() {
          for rung in rungs.indices { rows[index].append(answers[rung][each]) }
        }
      }
      // What some model in use was asked beyond the list is an item that the others lack.
      for (item, bytes) in unlisted(seeds.flatMap { $0 }, besides: list) {
        let name = ItemName(suite: list.run.suite, item: item)
        if choice.without.contains(name) || (choice.item ?? item) != item { continue }
        dropped.append(name)
        lengths.add(bytes, isKept: false)
      }
    }
    var matrices: [Measure: Matrix] = [:]
    for (index, each) in measures.enumerated() {
      matrices[each] = Matrix(rows: kept.count, columns: rungs.count, values: rows[index])
    }
    let values = matrices.removeValue(forKey: measure) ?? Matrix(rows: 0, columns: rungs.count)
    var ladder = Ladder(
      rungs: rungs, items: kept, values: values, measure: measure, others: matrices, dropped: dropped, leftOut: leftOut,
      thin: thin, seedSpread: hasSeeds ? seedSpread(over: finite) : nil)
    ladder.lengths = lengths.lengths
    return ladder
  }

  /// Each item once that some of these answers have and the list lacks.
  private func unlisted(_ answers: [Column], besides list: Asked) -> [(item: String, bytes: ArraySlice<Int32>)] {
    let others = answers.filter { !$0.isWithinList }
    if others.isEmpty { return [] }
    let listed = Set(list.columns.items)
    var seen: Set<String> = []
    return others.flatMap { $0.items(besides: listed) }.filter { seen.insert($0.item).inserted }
  }

  /// The mean over the seeds of a scale. Seeds that did not see the suite are not among them; one that lacks the item
  /// makes it incomplete (all NaN).
  private func average(_ seeds: [Column], item at: Int) -> Measured {
    guard let first = seeds.first else { return Measured() }
    if seeds.count == 1 { return first.measured(at) }
    return seeds.dropFirst().reduce(first.measured(at)) { $0.adding($1.measured(at)) }.divided(by: Double(seeds.count))
  }

  /// Sd of a seed's mean around its scale's mean, over the scales with several seeds. The seeds of a scale are held
  /// against each other over the suites that all of them saw: other items would be taken for other seeds.
  private func seedSpread(over items: Set<ItemName>) -> Ladder.SeedSpread? {
    var squares = 0.0
    var freedom = 0
    var scales: [Ladder.SeedSpread.Scale] = []
    for rung in rungs where rung.models.count > 1 {
      let seeds = rung.models.compactMap { columns[$0] }
      let shared = suites.indices.filter { suite in seeds.allSatisfy { $0[suite] != nil } }
      let means = seeds.map { mean($0.filter { shared.contains($0.key) }, over: items) }.filter { !$0.isNaN }
      guard means.count > 1 else { continue }
      let centre = means.reduce(0, +) / Double(means.count)
      squares += means.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
      freedom += means.count - 1
      scales.append(.init(name: rung.name, means: means))
    }
    guard freedom > 0 else { return nil }
    return .init(deviation: (squares / Double(freedom)).squareRoot(), degreesOfFreedom: freedom, scales: scales)
  }

  private func mean(_ own: [Int: Column], over items: Set<ItemName>) -> Double {
    var sum = 0.0
    var count = 0.0
    for (suite, column) in own.sorted(by: { $0.key < $1.key }) {
      for at in column.positions.indices
      where column.positions[at] >= 0 && items.contains(names[suites[suite].first + at]) {
        sum += column.measured(at)[measure]
        count += 1
      }
    }
    return count > 0 ? sum / count : .nan
  }
}

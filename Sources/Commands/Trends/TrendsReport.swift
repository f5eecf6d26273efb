import Runs
import Trends

/// The answer of `vane trends`, in the forms that the contract promises.
struct TrendsReport: Report {
  var options: RunOptions
  private(set) var rows: [TrendRow]
  /// Those that were tested, also where fewer are told.
  let all: [TrendRow]
  var aggregate: Aggregate?
  var problems: [Problem]
  var hidden = 0
  /// What to tell an eye that misses models.
  private(set) var sizeless: String?
  /// Paths as the user wrote them.
  var name: (String) -> String

  /// - Parameter permutations: false leaves out what only the orders of the scales tell: `n_eff`.
  init(shelf: Shelf, collection: Collection, level: Level, permutations: Bool = true) throws {
    options = shelf.options
    rows = try collection.rows(
      level, choosing: options.choice, variant: options.variant, rules: options.rules,
      counting: permutations && level != .item)
    all = rows
    aggregate = try collection.aggregate()
    problems = shelf.problems(collection)
    hidden = collection.catalogue.behaviours.count - collection.behaviours(variant: options.variant).count
    name = shelf.name
    if options.axis == .parameters { sizeless = collection.catalogue.sizeless }
  }

  /// The others count as hidden; q stays what it was among all.
  mutating func keep(_ isWanted: (TrendRow) -> Bool) {
    let all = rows.count
    rows.removeAll { !isWanted($0) }
    hidden += all - rows.count
  }

  var rules: Rules { options.rules }

  var json: JSON {
    .object([
      ("schema", .string("vane.trends/1")),
      ("measure", .string(options.measure.rawValue)),
      ("unit", .string(options.measure.unit)),
      ("axis", .string(options.axis.rawValue)),
      ("slope_unit", .string("\(options.measure.unit) per \(options.axis.slopeUnit)")),
      ("delta", .number(rules.delta)),
      ("alpha", .number(rules.alpha)),
      ("q", .number(rules.q)),
      ("models", .array(models)),
      ("census", censusJSON),
      ("aggregate", aggregateJSON),
      ("rows", .list(rows.count) { json(of: rows[$0]) }),
      ("problems", .array(problems.map { JSON($0, named: name) })),
    ])
  }

  /// Each scale once, with the most seeds that any row has of it, in the order of family and scale.
  var rungs: [Ladder.Rung] {
    var seen: [String: Ladder.Rung] = [:]
    var order: [String] = []
    for rung in rows.flatMap({ $0.finding.points.map(\.rung) }) {
      if seen[rung.seedless] == nil { order.append(rung.seedless) }
      if rung.seeds > (seen[rung.seedless]?.seeds ?? 0) { seen[rung.seedless] = rung }
    }
    return order.compactMap { seen[$0] }.sorted { ($0.family, $0.x, $0.name) < ($1.family, $1.x, $1.name) }
  }

  private var models: [JSON] {
    rungs.map { rung in
      let model = rung.models.first
      return .object([
        ("name", .string(rung.name)), ("family", .string(rung.family)),
        ("parameters", JSON(model?.parameters?.value)), ("scale", .number(rung.x)), ("seeds", .integer(rung.seeds)),
        ("checkpoint", JSON(model?.checkpoint)), ("parameters_source", JSON(model?.parameters?.source.rawValue)),
        ("flops", JSON(model?.compute?.value)), ("flops_source", JSON(model?.compute?.source.rawValue)),
        ("text_loss", JSON(model?.textLoss?.value)), ("text_loss_source", JSON(model?.textLoss?.source.rawValue)),
      ])
    }
  }

  /// Over all that were tested, as q is: picking rows afterwards undoes no test.
  var census: Census { Census(of: all.map(\.finding.verdict)) }

  private var censusJSON: JSON {
    let census = self.census
    return .object([
      ("rising", .integer(census.rising)), ("falling", .integer(census.falling)), ("flat", .integer(census.flat)),
      ("turning", .integer(census.turning)), ("unresolved", .integer(census.unresolved)),
      ("refused", .integer(census.refused)), ("hidden", .integer(hidden)),
    ])
  }

  private var aggregateJSON: JSON {
    guard let aggregate else { return .null }
    func points(_ points: [Aggregate.Point]) -> JSON {
      .array(
        points.map { point in
          .object([
            ("model", .string(point.model.name)), ("mean", .number(point.mean)), ("se", .number(point.standardError)),
            ("n", .integer(point.n)), ("checkpoint", JSON(point.model.checkpoint)),
          ])
        })
    }
    return .object([
      ("kind", .string("perplexity")), ("unit", .string("nats per byte")), ("points", points(aggregate.points)),
      (
        "texts", .array(aggregate.texts.map { .object([("suite", .string($0.suite)), ("points", points($0.points))]) })
      ),
    ])
  }

  private func json(of row: TrendRow) -> JSON {
    let finding = row.finding
    var fields: [(String, JSON)] = [
      ("behaviour", .string(row.key.behaviour)), ("suite", JSON(row.suite)), ("item", JSON(row.item)),
      ("variant", JSON(row.key.variant)), ("n", .integer(finding.n)), ("n_dropped", .integer(finding.dropped)),
      ("n_eff", JSON(finding.effectiveItems)), ("points", .array(finding.points.map(json(of:)))),
    ]
    fields += numbers(of: finding)
    if let source = row.source {
      fields += [
        ("file", .string(name(source.path))), ("offset", .integer(Int(source.address.offset))),
        ("length", .integer(Int(source.address.length))),
      ]
    }
    return .object(fields + SecondOpinions(row).json)
  }

  private func json(of point: Finding.Point) -> JSON {
    .object([
      ("model", .string(point.rung.name)), ("x", .number(point.rung.x)), ("mean", .number(point.mean)),
      ("se", .number(point.standardError)), ("n", .integer(point.n)), ("accuracy", .number(point.accuracy)),
      ("logp", .number(point.logp)), ("coverage", .number(point.coverage)),
    ])
  }

  /// Everything about a row that is one number or word, in the contract's order.
  private func numbers(of finding: Finding) -> [(String, JSON)] {
    let trend = finding.trend
    return [
      ("slope", JSON(trend?.slope)), ("se", JSON(trend?.standardError)), ("ci", JSON(trend?.interval)),
      ("ci90", JSON(trend?.interval90)), ("p", JSON(trend?.p)), ("q", JSON(finding.q)), ("p_rise", JSON(trend?.pRise)),
      ("df_model", JSON(trend?.degreesOfFreedom)), ("resid_sd", JSON(trend?.residualDeviation)),
      ("var_model", JSON(trend?.modelVariance)), ("var_item", JSON(trend?.itemVariance)),
      ("var_cross", JSON(trend?.crossVariance)), ("pooled", .bool(trend?.isPooled ?? false)),
      ("mds", JSON(trend?.minimalDetectableSlope)), ("tau", JSON(trend?.tau)), ("i2", JSON(trend?.iSquared)),
      ("share_rising", JSON(trend?.shareRising)), ("share_rising_ci", JSON(trend?.shareRisingInterval)),
      ("verdict", .string(finding.verdict.rawValue)), ("shape", JSON(finding.shape)),
      ("caveats", .array(finding.caveats.map { .string($0.name) })), ("accuracy_class", JSON(finding.accuracyClass)),
      ("linearity", JSON(finding.linearity)), ("breakthroughness", JSON(finding.breakthroughness)),
      ("measure", .string(finding.measure.rawValue)),
    ]
  }

  var lines: [JSON] { rows.map(json(of:)) }

  func eachLine(_ take: (JSON) throws -> Void) rethrows { for row in rows { try take(json(of: row)) } }
}

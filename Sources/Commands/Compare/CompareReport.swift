import Dashboard
import Runs
import Trends

/// The answer of `vane compare`: every side with its trend and what the first is above or below each other; or two models
/// on each behaviour, item by item.
struct CompareReport: Report {
  /// nil where models are compared.
  let sides: CompareContents?
  let models: [ModelDifference]
  let level: Level
  let measure: Measure
  /// How these were picked.
  let card: Card

  init(sides: CompareContents, card: Card) {
    (self.sides, models, level) = (sides, [], .behaviour)
    (measure, self.card) = (sides.measure, card)
  }

  init(models: [ModelDifference], level: Level, measure: Measure, card: Card) {
    (sides, self.models, self.level) = (nil, models, level)
    (self.measure, self.card) = (measure, card)
  }

  var json: JSON {
    .object([
      ("schema", .string("vane.compare/1")), ("measure", .string(measure.rawValue)), ("seen", .integer(card.seen)),
      ("shown", .integer(card.shown)), ("picked", .string(card.picked.rawValue)),
      ("card", .object(card.contract)),
      ("sides", .array((sides?.rows ?? []).map(Self.json(of:)))), ("pairs", .array(pairLines)),
      ("models", .array(models.map { Self.json(of: $0, level: level) })),
    ])
  }

  /// The items alone where these are asked for.
  var lines: [JSON] {
    level == .item ? models.flatMap(Self.items(of:)) : pairLines + models.map { Self.json(of: $0, level: level) }
  }

  private static func json(of row: CompareContents.Row) -> JSON {
    let finding = row.finding
    return .object([
      ("behaviour", .string(row.side.key.behaviour)), ("variant", JSON(row.side.key.variant)),
      ("n", .integer(finding.n)), ("slope", JSON(finding.trend?.slope)), ("ci", JSON(finding.trend?.interval)),
      ("p", JSON(finding.trend?.p)), ("q", JSON(finding.q)), ("verdict", .string(finding.verdict.rawValue)),
      (
        "points",
        .array(
          finding.points.map { point in
            .object([
              ("model", .string(point.rung.name)), ("x", .number(point.rung.x)), ("mean", .number(point.mean)),
              ("se", .number(point.standardError)),
            ])
          })
      ), ("suite", JSON(row.side.suite)), ("measure", .string(finding.measure.rawValue)),
    ])
  }

  private var pairLines: [JSON] {
    guard let sides else { return [] }
    return sides.pairs.map { pair in
      let (difference, base) = (pair.difference, sides.request.base)
      var fields: [(String, JSON)] = [("a", .string(base.description)), ("b", .string(pair.other.description))]
      switch difference.pairing {
      case .refused(let why): fields += [("paired", .bool(false)), ("reason", .string(why.sentence))]
      case .unpaired(let n, let m, let why):
        fields += [("paired", .bool(false)), ("reason", .string(why.sentence))]
        fields += [("n_a", .integer(n)), ("n_b", .integer(m))] + Self.numbers(of: difference)
      case .paired(let n, let basis):
        fields += [("paired", .bool(true)), ("n", .integer(n))] + Self.numbers(of: difference)
        fields += [("verdict", JSON(difference.verdict?.rawValue)), ("paired_by", .string(basis.rawValue))]
      }
      return .object(fields + [("resemblance", Self.json(of: pair.resemblance))])
    }
  }

  private static func numbers(of difference: Difference) -> [(String, JSON)] {
    [
      (
        "points",
        .array(
          difference.points.map { point in
            .object([
              ("model", .string(point.rung.name)), ("difference", .number(point.difference)),
              ("se", .number(point.standardError)), ("ci", JSON(point.interval)),
            ])
          })
      ), ("slope", JSON(difference.slope?.value)), ("ci", JSON(difference.slope?.interval)),
      ("p", JSON(difference.slope?.p)),
    ]
  }

  private static func json(of resemblance: Resemblance?) -> JSON {
    guard let resemblance else { return .null }
    return .object([
      ("rank_correlation", .number(resemblance.correlation)), ("scales", .integer(resemblance.scales)),
      ("others", .integer(resemblance.others)), ("matching", .integer(resemblance.matching)),
      ("common", .bool(resemblance.isCommon)),
    ])
  }

  private static func json(of one: ModelDifference, level: Level) -> JSON {
    var fields = head(of: one) + [("measure", JSON.string(one.measure.rawValue))]
    if let comparison = one.comparison {
      fields += [
        ("paired", .bool(true)), ("n", .integer(comparison.n)), ("difference", .number(comparison.difference)),
        ("se", .number(comparison.standardError)), ("ci", JSON(comparison.interval)), ("p", .number(comparison.p)),
        ("share_above", .number(comparison.shareAbove)), ("discordance", discordance(of: one)),
      ]
    } else {
      fields += [("paired", .bool(false)), ("reason", JSON(one.reason))]
    }
    if level == .item { fields.append(("items", .array(items(of: one)))) }
    return .object(fields + [("suite", JSON(one.suite))])
  }

  private static func head(of one: ModelDifference) -> [(String, JSON)] {
    [
      ("behaviour", .string(one.key.behaviour)), ("variant", JSON(one.key.variant)), ("a", .string(one.pair.a)),
      ("b", .string(one.pair.b)),
    ]
  }

  private static func discordance(of one: ModelDifference) -> JSON {
    guard let counts = one.discordance else { return .null }
    return .object(
      [("judged_by", JSON(one.judgedBy?.rawValue))]
        + Discordance.Outcome.allCases.map { ($0.rawValue.replacing("-", with: "_"), .integer(counts[$0])) } + [
          ("difference", .number(counts.difference)), ("ci", JSON(counts.interval)), ("p_mcnemar", .number(counts.p)),
        ])
  }

  private static func items(of one: ModelDifference) -> [JSON] {
    one.items.map { item in
      .object(
        head(of: one) + [
          ("suite", .string(item.name.suite)), ("item", .string(item.name.item)), ("a_value", .number(item.a)),
          ("b_value", .number(item.b)), ("outcome", JSON(item.outcome?.rawValue)),
        ])
    }
  }
}

import Canvas
import Dashboard
import Runs
import Trends

/// The answer of `vane compare`: every side with its trend, and each pair that may be compared item by item.
struct CompareReport: Report {
  struct Side {
    var key: BehaviourKey
    var finding: Finding?
    var ladder: Ladder
    var contents: ContentHashes
  }

  struct Pair {
    var a: BehaviourKey
    var b: BehaviourKey
    var by: Basis
    var result: Result<PairedComparison, PairedComparison.Refusal>
  }

  /// What two items have in common that are taken for one.
  enum Basis: String {
    case name, question
    /// The items' own names, where the question itself differs: one item under two prompts.
    case identity
  }

  let sides: [Side]
  let models: [ModelPair]
  let pairs: [Pair]
  let measure: Measure
  /// How these were picked.
  let card: Card

  /// The first side is compared with each of the others.
  init(sides: [Side], models: [ModelPair] = [], measure: Measure, card: Card, rules: Rules) {
    self.sides = sides
    self.models = models
    self.measure = measure
    self.card = card
    guard let first = sides.first else {
      pairs = []
      return
    }
    pairs = sides.dropFirst().map { other in
      let (by, result) = Self.compare(first, other, rules: rules)
      return Pair(a: first.key, b: other.key, by: by, result: result)
    }
  }

  private typealias Outcome = Result<PairedComparison, PairedComparison.Refusal>

  private static func compare(_ a: Side, _ b: Side, rules: Rules) -> (Basis, Outcome) {
    let outcome = { (contents: (a: [UInt64], b: [UInt64])?) -> Outcome in
      do throws(PairedComparison.Refusal) {
        return .success(try PairedComparison(a.ladder, b.ladder, contents: contents, rules: rules))
      } catch {
        return .failure(error)
      }
    }
    // Items of one suite have the same names; those of two prompts are known by what was asked.
    if !Set(a.ladder.items).isDisjoint(with: b.ladder.items) { return (.name, outcome(nil)) }
    let asked = outcome((a.contents[a.ladder.items], b.contents[b.ladder.items]))
    guard case .failure(.differentItems) = asked, a.key.behaviour == b.key.behaviour else { return (.question, asked) }
    let own = outcome((identities(of: a.ladder.items), identities(of: b.ladder.items)))
    if case .success = own { return (.identity, own) }
    return (.question, asked)
  }

  /// A number for each item's own name; 0 for a bare position in a file, which identifies nothing.
  static func identities(of items: [ItemName]) -> [UInt64] {
    items.map { name in
      if name.item.allSatisfy({ $0.isNumber || $0 == "#" }) { return 0 }
      // FNV-1a: equal names, equal numbers.
      return name.item.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
  }

  var json: JSON {
    .object([
      ("schema", .string("vane.compare/1")), ("measure", .string(measure.rawValue)), ("seen", .integer(card.seen)),
      ("shown", .integer(sides.count)), ("picked", .string(card.picked.rawValue)),
      ("card", .object(card.contract)),
      ("sides", .array(sides.map(json(of:)))), ("pairs", .array(pairLines)),
      ("models", .array(modelLines)),
    ])
  }

  private func json(of side: Side) -> JSON {
    let finding = side.finding
    return .object([
      ("behaviour", .string(side.key.behaviour)), ("variant", JSON(side.key.variant)), ("n", JSON(finding?.n)),
      ("slope", JSON(finding?.trend?.slope)), ("ci", JSON(finding?.trend?.interval)), ("p", JSON(finding?.trend?.p)),
      ("q", JSON(finding?.q)), ("verdict", JSON(finding?.verdict.rawValue)),
      (
        "points",
        .array(
          (finding?.points ?? []).map { point in
            .object([
              ("model", .string(point.rung.name)), ("x", .number(point.rung.x)), ("mean", .number(point.mean)),
              ("se", .number(point.standardError)),
            ])
          })
      ),
    ])
  }

  var lines: [JSON] { pairLines + modelLines }

  private var modelLines: [JSON] {
    models.map { pair in
      var fields: [(String, JSON)] = [
        ("behaviour", .string(pair.key.behaviour)), ("variant", JSON(pair.key.variant)), ("a", .string(pair.a)),
        ("b", .string(pair.b)), ("measure", .string(pair.measure.rawValue)),
      ]
      switch pair.result {
      case .failure(let refusal): fields += [("paired", .bool(false)), ("reason", .string(refusal.sentence))]
      case .success(let comparison):
        fields += [
          ("paired", .bool(true)), ("n", .integer(comparison.n)), ("difference", .number(comparison.difference)),
          ("se", .number(comparison.standardError)), ("ci", JSON(comparison.interval)), ("p", .number(comparison.p)),
          ("share_above", .number(comparison.shareAbove)),
        ]
      }
      return .object(fields)
    }
  }

  private var pairLines: [JSON] {
    pairs.map { pair in
      var fields: [(String, JSON)] = [("a", .string(pair.a.description)), ("b", .string(pair.b.description))]
      switch pair.result {
      case .failure(let refusal):
        fields += [("paired", .bool(false)), ("reason", .string(refusal.sentence))]
      case .success(let comparison):
        fields += [
          ("paired", .bool(true)), ("n", .integer(comparison.n)),
          (
            "points",
            .array(
              comparison.points.map { point in
                .object([
                  ("model", .string(point.rung.name)), ("difference", .number(point.difference)),
                  ("se", .number(point.standardError)), ("ci", JSON(point.interval)),
                ])
              })
          ),
          ("slope", JSON(comparison.trend?.slope)), ("ci", JSON(comparison.trend?.interval)),
          ("p", JSON(comparison.trend?.p)), ("verdict", .string(comparison.verdict.rawValue)),
          ("paired_by", .string(pair.by.rawValue)),
        ]
      }
      return .object(fields)
    }
  }

  private var rows: Rows {
    var rows = Rows(header: ["a", "b", "n", "model", "difference", "se", "ci_low", "ci_high", "reason"])
    for pair in pairs {
      let names: [Rows.Field] = [.text(pair.a.description), .text(pair.b.description)]
      switch pair.result {
      case .failure(let refusal):
        rows.rows.append(names + [Rows.Field](repeating: .empty, count: 6) + [.text(refusal.sentence)])
      case .success(let comparison):
        rows.rows += comparison.points.map { point in
          names + [
            .integer(comparison.n), .text(point.rung.name), .number(point.difference), .number(point.standardError),
            .number(point.interval.lowerBound), .number(point.interval.upperBound), .empty,
          ]
        }
      }
    }
    return rows
  }

  /// One row for each behaviour.
  private var modelRows: Rows {
    var rows = Rows(header: [
      "behaviour", "variant", "a", "b", "measure", "n", "difference", "se", "ci_low", "ci_high", "p", "share_above",
      "reason",
    ])
    rows.rows = models.map { pair in
      let head: [Rows.Field] = [
        .text(pair.key.behaviour), .init(pair.key.variant), .text(pair.a), .text(pair.b), .text(pair.measure.rawValue),
      ]
      switch pair.result {
      case .failure(let refusal):
        return head + [Rows.Field](repeating: .empty, count: 7) + [.text(refusal.sentence)]
      case .success(let comparison):
        return head + [
          .integer(comparison.n), .number(comparison.difference), .number(comparison.standardError),
          .number(comparison.interval.lowerBound), .number(comparison.interval.upperBound), .number(comparison.p),
          .number(comparison.shareAbove), .empty,
        ]
      }
    }
    return rows
  }

  var csv: String { models.isEmpty ? rows.csv : modelRows.csv }

  var table: String {
    guard models.isEmpty else {
      return modelRows.table
        + "\nA minus B on the items of both. Of these two models alone: another of either size may lie elsewhere.\n"
    }
    var sideRows = Rows(header: ["behaviour", "n", "slope", "ci_low", "ci_high", "p", "q", "verdict"])
    sideRows.rows = sides.map { side in
      let trend = side.finding?.trend
      return [
        .text(side.key.description), .init(side.finding?.n), .init(trend?.slope), .init(trend?.interval.lowerBound),
        .init(trend?.interval.upperBound), .init(trend?.p), .init(side.finding?.q),
        .init(side.finding?.verdict.rawValue),
      ]
    }
    var text = sideRows.table + "\n" + rows.table + "\n"
    for pair in pairs {
      guard case .success(let comparison) = pair.result, let trend = comparison.trend else { continue }
      let (low, high) = (trend.interval.lowerBound, trend.interval.upperBound)
      let word =
        comparison.verdict.isRefusal ? "no verdict on the difference" : "difference: \(comparison.verdict.rawValue)"
      text +=
        "\(pair.a) minus \(pair.b): slope \(Decimal.signed(trend.slope)) [\(Decimal.signed(low)), \(Decimal.signed(high))] on "
        .printable + "\(comparison.n) shared items (by \(pair.by.rawValue)), \(word)\n"
    }
    return text + card.lines.joined(separator: "\n").printable + "\n"
  }
}

import Canvas
import Runs
import Trends

/// The answer of `vane plan`: what was predicted, and where asked how it came out.
struct PlanReport: Report {
  enum Kind {
    /// One plan, just stored.
    case added
    case list, check

    fileprivate var schema: String {
      switch self {
      case .added: "vane.plan-added/1"
      case .list: "vane.plans/1"
      case .check: "vane.plan-check/1"
      }
    }
  }

  var file: String
  var kind: Kind
  /// Oldest first.
  var standings: [PlanStanding]

  private var isCheck: Bool { kind == .check }

  var json: JSON {
    var pairs: [(String, JSON)] = [("schema", .string(kind.schema)), ("file", .string(file))]
    if isCheck {
      let counts = PlanStanding.Status.allCases.map { status in
        (status.rawValue, JSON.integer(standings.count { $0.status == status }))
      }
      pairs.append(("counts", .object(counts)))
      pairs.append(
        (
          "authors",
          .array(
            PlanTally.all(standings).map { tally in
              .object([
                ("author", .string(tally.author)), ("scored", .integer(tally.scored)), ("hits", .integer(tally.hits)),
                ("brier", .number(tally.brier)), ("log", .number(tally.log)),
              ])
            })
        ))
    }
    return .object(pairs + [("rows", .array(lines))])
  }

  var lines: [JSON] {
    standings.map { one in
      let plan = one.plan
      var pairs: [(String, JSON)] = [
        ("id", .string(plan.id)), ("time", .string(plan.time)), ("author", .string(plan.author)),
        ("behaviour", .string(plan.key.behaviour)), ("variant", JSON(plan.key.variant)),
        ("direction", .string(plan.direction.rawValue)), ("probability", .number(plan.probability)),
        ("note", JSON(plan.note)), ("measure", .string(plan.measure.rawValue)), ("axis", .string(plan.axis.rawValue)),
        ("delta", .number(plan.delta)), ("seen", .array(plan.seen.map(json(of:)))),
        ("data_hash", .string(plan.dataHash)), ("hash", .string(plan.hash)), ("intact", .bool(one.status != .altered)),
      ]
      if isCheck {
        pairs += [
          ("status", .string(one.status.rawValue)), ("data_changed", .bool(one.isDataChanged)),
          ("landed", .array(one.outcome?.landed.map { .string($0.name) } ?? [])),
          ("outcome", JSON(one.outcome?.direction.rawValue)), ("change", JSON(one.outcome?.change)),
          ("change_se", JSON(one.outcome?.standardError)),
          ("happened", one.score.map { .bool($0.happened) } ?? .null), ("brier", JSON(one.score?.brier)),
          ("log", JSON(one.score?.log)), ("hit", one.score.map { .bool($0.isHit) } ?? .null),
        ]
      }
      return .object(pairs)
    }
  }

  private func json(of seen: Plan.Seen) -> JSON {
    .object([
      ("family", .string(seen.family)), ("models", .array(seen.models.map(JSON.string))), ("x", .number(seen.x)),
      ("mean", .number(seen.mean)),
    ])
  }

  private static let head = ["time", "author", "behaviour", "direction", "probability"]
  private static let tail = ["status", "outcome", "change", "change_se", "brier", "log", "hit"]

  private static func head(of one: PlanStanding) -> [Rows.Field] {
    [
      .text(one.plan.time), .text(one.plan.author), .text(one.plan.key.description),
      .text(one.plan.direction.rawValue), .number(one.plan.probability),
    ]
  }

  private static func tail(of one: PlanStanding) -> [Rows.Field] {
    [
      .text(one.status.rawValue), .init(one.outcome?.direction.rawValue), .init(one.outcome?.change),
      .init(one.outcome?.standardError), .init(one.score?.brier), .init(one.score?.log),
      .init(one.score.map { $0.isHit ? "yes" : "no" }),
    ]
  }

  /// One line per plan, with the JSON's names; of the scales that it saw the number alone.
  var csv: String {
    var rows = Rows(header: [
      "id", "time", "author", "behaviour", "variant", "direction", "probability", "note", "measure", "axis", "delta",
      "scales", "data_hash", "hash", "intact",
    ])
    if isCheck {
      rows.header += [
        "status", "data_changed", "landed", "outcome", "change", "change_se", "happened", "brier", "log", "hit",
      ]
    }
    rows.rows = standings.map { one in
      let plan = one.plan
      let words: [Rows.Field] = [
        .text(plan.id), .text(plan.time), .text(plan.author), .text(plan.key.behaviour), .init(plan.key.variant),
        .text(plan.direction.rawValue), .number(plan.probability), .init(plan.note), .text(plan.measure.rawValue),
        .text(plan.axis.rawValue), .number(plan.delta), .integer(plan.seen.count), .text(plan.dataHash),
        .text(plan.hash), .truth(one.status != .altered),
      ]
      return words + (isCheck ? Self.outcome(of: one) : [])
    }
    return rows.csv
  }

  private static func outcome(of one: PlanStanding) -> [Rows.Field] {
    let (outcome, score) = (one.outcome, one.score)
    return [
      .text(one.status.rawValue), .truth(one.isDataChanged),
      .text(outcome?.landed.map(\.name).joined(separator: "; ") ?? ""), .init(outcome?.direction.rawValue),
      .init(outcome?.change), .init(outcome?.standardError), score.map { .truth($0.happened) } ?? .empty,
      .init(score?.brier), .init(score?.log), score.map { .truth($0.isHit) } ?? .empty,
    ]
  }

  var table: String {
    guard !standings.isEmpty else {
      return "No plans in \(file.printable); `vane plan add` stores the first.\n"
    }
    switch kind {
    case .added: return added
    case .list: return list
    case .check: return check
    }
  }

  private var added: String {
    standings.map { one in
      let plan = one.plan
      let last = plan.seen.max { $0.x < $1.x }
      return "\(plan.key): \(plan.direction.rawValue) with \(Decimal.short(plan.probability)), beyond "
        + "\(last?.models.joined(separator: ", ") ?? "?") (\(plan.seen.count) scales known).\n"
        + "It counts when a larger one lands; less than \(Decimal.short(plan.delta)) \(plan.measure.unit) "
        + "\(plan.axis.per) either way is flat.\nHash \(plan.hash)\n"
    }.joined().printableLines + "Stored in \(file.printable)\n"
  }

  private var list: String {
    var rows = Rows(header: Self.head + ["measure", "scales", "hash", "note"])
    rows.rows = standings.map { one in
      Self.head(of: one) + [
        .text(one.plan.measure.rawValue), .integer(one.plan.seen.count),
        .text(one.status == .altered ? "ALTERED" : String(one.plan.hash.prefix(12))), .init(one.plan.note),
      ]
    }
    return rows.table
  }

  private var check: String {
    var rows = Rows(header: Self.head + Self.tail)
    rows.rows = standings.map { Self.head(of: $0) + Self.tail(of: $0) }
    var text = rows.table + "\n"
    let tallies = PlanTally.all(standings)
    if !tallies.isEmpty {
      var sums = Rows(header: ["author", "scored", "hits", "brier", "log"])
      sums.rows = tallies.map {
        [.text($0.author), .integer($0.scored), .integer($0.hits), .number($0.brier), .number($0.log)]
      }
      text += sums.table + "A coin has brier 0.25 and log 0.693; less is better.\n\n"
    }
    return text + PlanStanding.remarks(on: standings).map { $0 + "\n" }.joined()
  }
}

extension String {
  /// Harmless on a terminal, its line breaks kept.
  fileprivate var printableLines: String {
    split(separator: "\n", omittingEmptySubsequences: false).map { String($0).printable }.joined(separator: "\n")
  }
}

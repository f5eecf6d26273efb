import Canvas
import Dashboard
import Runs
import Trends

extension CompareReport {
  var csv: String {
    if sides != nil { return pairRows(whole: true).csv }
    return level == .item ? itemRows(models).csv : modelRows.csv
  }

  var table: String {
    guard let sides else { return modelTable }
    var sideRows = Rows(header: ["behaviour", "n", "slope", "ci_low", "ci_high", "p", "q", "verdict"])
    sideRows.rows = sides.rows.map { row in
      let trend = row.finding.trend
      return [
        .text(row.side.description), .integer(row.finding.n), .init(trend?.slope), .init(trend?.interval.lowerBound),
        .init(trend?.interval.upperBound), .init(trend?.p), .init(row.finding.q), .text(row.finding.verdict.rawValue),
      ]
    }
    let text = sideRows.table + "\n" + pairRows(whole: false).table + "\n"
    let words = sides.pairs.flatMap { sides.sentences(of: $0) } + card.lines
    return text + words.map { $0.printable + "\n" }.joined()
  }

  /// One row for each model of a pair; n is empty where the items are not paired, and `reason` says why.
  ///
  /// - Parameter whole: also what the JSON says of the pair, which an eye reads in sentences. The interval of the slope
  ///   has another name than those of the models.
  private func pairRows(whole: Bool) -> Rows {
    var rows = Rows(
      header: ["a", "b", "n", "model", "difference", "se", "ci_low", "ci_high", "reason"]
        + (whole ? Self.pairNames : []))
    guard let sides else { return rows }
    for pair in sides.pairs {
      let names: [Rows.Field] = [.text(sides.request.base.description), .text(pair.other.description)]
      let (n, reason): (Int?, String?) =
        switch pair.difference.pairing {
        case .paired(let n, _): (n, nil)
        case .unpaired(_, _, let why), .refused(let why): (nil, why.sentence)
        }
      let tail: [Rows.Field] = [.init(reason)] + (whole ? Self.fields(of: pair) : [])
      if pair.difference.points.isEmpty {
        rows.rows.append(names + [Rows.Field](repeating: .empty, count: 6) + tail)
      }
      rows.rows += pair.difference.points.map { point in
        let numbers: [Rows.Field] = [
          .init(n), .text(point.rung.name), .number(point.difference), .number(point.standardError),
          .number(point.interval.lowerBound), .number(point.interval.upperBound),
        ]
        return names + numbers + tail
      }
    }
    return rows
  }

  private static let pairNames = [
    "paired", "n_a", "n_b", "slope", "slope_ci_low", "slope_ci_high", "p", "verdict", "paired_by", "rank_correlation",
    "scales", "others", "matching", "common",
  ]

  private static func fields(of pair: CompareContents.Pair) -> [Rows.Field] {
    let (difference, resemblance) = (pair.difference, pair.resemblance)
    let (basis, counts): (ItemPairing.Basis?, (a: Int, b: Int)?) =
      switch difference.pairing {
      case .paired(_, let basis): (basis, nil)
      case .unpaired(let a, let b, _): (nil, (a: a, b: b))
      case .refused: (nil, nil)
      }
    return [
      .truth(basis != nil), .init(counts?.a), .init(counts?.b), .init(difference.slope?.value),
      .init(difference.slope?.interval.lowerBound), .init(difference.slope?.interval.upperBound),
      .init(difference.slope?.p), .init(difference.verdict?.rawValue), .init(basis?.rawValue),
      .init(resemblance?.correlation), .init(resemblance?.scales), .init(resemblance?.others),
      .init(resemblance?.matching), resemblance.map { Rows.Field.truth($0.isCommon) } ?? .empty,
    ]
  }

  /// One row for each behaviour.
  private var modelRows: Rows {
    var rows = Rows(
      header: [
        "behaviour", "variant", "a", "b", "measure", "n", "difference", "se", "ci_low", "ci_high", "p", "share_above",
        "reason", "judged_by",
      ] + Discordance.Outcome.allCases.map { $0.rawValue.replacing("-", with: "_") } + [
        "right_difference", "right_ci_low", "right_ci_high", "p_mcnemar", "suite",
      ])
    rows.rows = models.map { one in
      let (comparison, counts) = (one.comparison, one.discordance)
      return [
        .text(one.key.behaviour), .init(one.key.variant), .text(one.pair.a), .text(one.pair.b),
        .text(one.measure.rawValue), .init(comparison?.n), .init(comparison?.difference),
        .init(comparison?.standardError), .init(comparison?.interval.lowerBound),
        .init(comparison?.interval.upperBound), .init(comparison?.p), .init(comparison?.shareAbove), .init(one.reason),
        .init(one.judgedBy?.rawValue),
      ] + Discordance.Outcome.allCases.map { .init(counts?[$0]) } + [
        .init(counts?.difference), .init(counts?.interval.lowerBound), .init(counts?.interval.upperBound),
        .init(counts?.p), .init(one.suite),
      ]
    }
    return rows
  }

  private func itemRows(_ models: [ModelDifference]) -> Rows {
    var rows = Rows(header: ["behaviour", "variant", "a", "b", "suite", "item", "a_value", "b_value", "outcome"])
    rows.rows = models.flatMap { one in
      one.items.map { item in
        [
          .text(one.key.behaviour), .init(one.key.variant), .text(one.pair.a), .text(one.pair.b),
          .text(item.name.suite), .text(item.name.item), .number(item.a), .number(item.b),
          .init(item.outcome?.rawValue),
        ]
      }
    }
    return rows
  }

  /// What an eye can take in: the difference, and what was missed.
  private var modelTable: String {
    guard let pair = models.first?.pair else { return "" }
    var rows = Rows(header: [
      "behaviour", "n", "A - B", "ci_low", "ci_high", "p", "both_missed", "only_a", "only_b", "both_right", "p_mcnemar",
      "reason",
    ])
    rows.rows = models.map { one in
      let (comparison, counts) = (one.comparison, one.discordance)
      return [
        .text(CompareSide(one.key, suite: one.suite).description), .init(comparison?.n), .init(comparison?.difference),
        .init(comparison?.interval.lowerBound), .init(comparison?.interval.upperBound), .init(comparison?.p),
      ] + Discordance.Outcome.allCases.map { .init(counts?[$0]) } + [.init(counts?.p), .init(one.reason)]
    }
    if models.allSatisfy({ $0.reason == nil }) {
      rows.header.removeLast()
      for at in rows.rows.indices { rows.rows[at].removeLast() }
    }
    var text = "A \(pair.a), B \(pair.b)".printable + "\n\n" + rows.table
    if level == .item { text += "\n" + itemRows(models).table }
    return text + """

      A minus B on the items of both. Of these two models alone: another of either size may lie elsewhere.
      Missed: not right as the log has it, else a margin not above 0. McNemar's test is exact, over items like these.

      """
  }
}

import Canvas
import Dashboard
import Runs
import Trends

/// The answer of `vane backtest`.
struct BacktestReport: Report {
  let contents: BacktestContents

  private var backtest: Backtest { contents.backtest }

  var json: JSON {
    .object([
      ("schema", .string("vane.backtest/1")), ("measure", .string(contents.measure.rawValue)),
      ("hide", .integer(backtest.hide)),
      ("ladders", .integer(backtest.rows.count)), ("tasks", .integer(backtest.tasks)),
      ("rose", .integer(backtest.rose)),
      ("predictors", .array(backtest.scores.map(json(of:)))),
      ("skill", .array(contents.skill.map(json(of:)))),
      ("calibration", .array(backtest.calibration().map(json(of:)))),
      ("missed_jumps", .integer(backtest.missedJumps.count)),
      ("rows", .array(lines)),
      ("missed", .array(backtest.missedJumps.map { .string($0.name) })),
      ("left_out", .array(contents.leftOut.map(JSON.string))),
      ("unforeseen_rises", .integer(contents.unforeseen.count)),
      ("unforeseen", .array(contents.unforeseen.map(json(of:)))),
      ("seeds_disagree", .array(splits.map { json(of: $0.split, in: $0.row) })),
    ])
  }

  private var splits: [(row: Backtest.Row, split: SeedSplit)] {
    backtest.rows.flatMap { row in row.seedSplits.map { (row, $0) } }
  }

  private func json(of rise: UnforeseenRise) -> JSON {
    .object([
      ("behaviour", .string(rise.name)), ("family", .string(rise.family)), ("hide", .integer(rise.hide)),
      ("verdict", .string(rise.verdict.rawValue)), ("p_rise", .number(rise.pRise)), ("slope", .number(rise.slope)),
      ("noise", .number(rise.noise)), ("change", .number(rise.change)),
    ])
  }

  private func json(of split: SeedSplit, in row: Backtest.Row) -> JSON {
    .object([
      ("behaviour", .string(row.name)), ("family", .string(row.family)), ("model", .string(split.model)),
      ("means", .array(split.means.map(JSON.number))), ("sd", .number(split.deviation)),
      ("allowed_sd", .number(split.allowed)), ("p", .number(split.p)),
    ])
  }

  var lines: [JSON] {
    backtest.rows.map { row in
      .object([
        ("behaviour", .string(row.name)), ("family", .string(row.family)), ("p_rise", .number(row.pRise)),
        ("change", .number(row.change)), ("rose", .bool(row.rose)), ("p_rise_pooled", .number(row.pRisePooled)),
        ("slope", .number(row.slope)), ("df", .integer(row.degreesOfFreedom)),
      ])
    }
  }

  private func json(of score: Backtest.Score) -> JSON {
    .object([
      ("name", .string(score.predictor.rawValue)), ("brier", .number(score.brier)), ("log", .number(score.log)),
      ("hit", JSON(score.hit)),
    ])
  }

  private func json(of skill: Backtest.Skill) -> JSON {
    .object([
      ("against", .string(skill.against.rawValue)), ("brier_difference", .number(skill.difference)),
      ("interval", JSON(skill.interval)),
    ])
  }

  private func json(of bin: Backtest.Bin) -> JSON {
    .object([
      ("low", .number(bin.low)), ("high", .number(bin.high)), ("mean_p", .number(bin.meanP)),
      ("rose", .integer(bin.rose)),
      ("n", .integer(bin.n)),
    ])
  }

  private var rows: Rows {
    var rows = Rows(header: ["behaviour", "family", "p_rise", "change", "rose", "p_rise_pooled", "slope", "df"])
    rows.rows = backtest.rows.map { row in
      [
        .text(row.name), .text(row.family), .number(row.pRise), .number(row.change), .truth(row.rose),
        .number(row.pRisePooled), .number(row.slope), .integer(row.degreesOfFreedom),
      ]
    }
    return rows
  }

  var csv: String { rows.csv }

  var table: String {
    guard !backtest.rows.isEmpty else {
      return contents.nothingCalled + "\n"
    }
    var scores = Rows(header: ["predictor", "brier", "log", "hit"])
    scores.rows = backtest.scores.map {
      [.text($0.predictor.rawValue), .number($0.brier), .number($0.log), $0.hit.map(Rows.Field.number) ?? .missing]
    }
    var text = rows.table + "\n" + scores.table + "\n"
    text +=
      "\(backtest.rows.count) ladders of \(backtest.tasks) tasks, largest \(backtest.hide) hidden: \(backtest.rose) rose\n"
    for skill in contents.skill {
      let (low, high) = (skill.interval.lowerBound, skill.interval.upperBound)
      let word = low > 0 ? "better than" : high < 0 ? "worse than" : "not told apart from"
      text +=
        "Brier against \(skill.against.rawValue): \(Decimal.signed(skill.difference, places: 3)) "
        + "[\(Decimal.signed(low, places: 3)), \(Decimal.signed(high, places: 3))], \(word) it\n"
    }
    if let caveat = backtest.noSkill { text += caveat.sentence + "\n" }
    text += contents.missedJumpsLine
    text +=
      backtest.missedJumps.isEmpty ? "\n" : ": \(backtest.missedJumps.map(\.name).joined(separator: ", ").printable)\n"
    text += contents.unforeseenLine + "\n"
    for rise in contents.unforeseen { text += "  \(rise.sentence)".printable + "\n" }
    text += "Seeds that disagree: \(splits.count)\n"
    for (row, split) in splits { text += "  \(row.name): \(split.sentence)".printable + "\n" }
    if !contents.leftOut.isEmpty {
      text +=
        "Without \(contents.measure.rawValue), so left out: \(contents.leftOut.joined(separator: ", ").printable)\n"
    }
    return text
  }
}

internal import Canvas
internal import Runs
internal import Trends

/// The record over all ladders in words and figures.
enum BacktestWords {
  /// For the clipboard, and the first lines of the record.
  static func summary(_ contents: BacktestContents) -> [String] {
    let backtest = contents.backtest
    guard !backtest.rows.isEmpty else {
      return [contents.nothingCalled]
    }
    var lines = [
      "\(backtest.rows.count) ladders of \(backtest.tasks) tasks by \(contents.measure.rawValue), largest "
        + "\(backtest.hide) hidden: \(backtest.rose) rose."
    ]
    lines += contents.skill.map(sentence)
    lines.append(backtest.noSkill?.sentence ?? verdict(contents.skill))
    return lines
  }

  private static func sentence(_ skill: Backtest.Skill) -> String {
    let (low, high) = (skill.interval.lowerBound, skill.interval.upperBound)
    let word = low > 0 ? "better than" : high < 0 ? "worse than" : "not told apart from"
    return "Brier against \(name(skill.against)): \(Decimal.signed(skill.difference, places: 3)) "
      + "[\(Decimal.signed(low, places: 3)), \(Decimal.signed(high, places: 3))], \(word) it"
  }

  /// In words whether there is skill: beyond the base rate, or not shown.
  private static func verdict(_ skill: [Backtest.Skill]) -> String {
    guard let base = skill.first(where: { $0.against == .baseRate }) else { return "" }
    return base.interval.lowerBound > 0
      ? "On these ladders the calls did better than the base rate."
      : "No skill beyond the base rate is shown on these ladders."
  }

  private static func name(_ predictor: Backtest.Predictor) -> String {
    switch predictor {
    case .vane: "Vane, own noise"
    case .vanePooled: "Vane, pooled noise"
    case .itemsOnly: "items alone"
    case .coin: "a coin"
    case .baseRate: "the base rate"
    case .alwaysUp: "always up"
    case .persistence: "last step goes on"
    case .firstLast: "sign of last - first"
    }
  }

  static func record(_ contents: BacktestContents, columns: Int) -> Page {
    let backtest = contents.backtest
    var page = Page(columns: columns)
    let summary = summary(contents)
    page.add(summary[0], .heading)
    guard !backtest.rows.isEmpty else {
      addLeftOut(contents, to: &page)
      return page
    }
    page.add(summary.last ?? "", backtest.noSkill == nil ? .text : .warning)
    page.add()
    page.add(Text.padded("PREDICTOR", to: 22) + "  BRIER    LOG   HIT", .heading)
    for score in backtest.scores {
      var words = Words()
      words.add(Text.padded(name(score.predictor), to: 22), score.predictor == .vane ? .title : .text)
      words.add(Text.padded(Decimal.fixed(score.brier, places: 3), to: 7, .right))
      words.add(Text.padded(Decimal.fixed(score.log, places: 3), to: 7, .right))
      let hit = score.hit.map { "\(Decimal.fixed(100 * $0, places: 0)) %" } ?? "–"
      words.add(Text.padded(hit, to: 6, .right))
      page.add(words)
    }
    page.add()
    page.add("Skill, 90 % by drawing tasks anew; above 0 the call is the better one", .heading)
    for line in summary.dropFirst().dropLast() { page.add(line) }
    page.add()
    page.add("Calibration: when P(rise) was so much, how many rose", .heading)
    for bin in backtest.calibration() { page.add(words(of: bin)) }
    page.add()
    page.add(contents.missedJumpsLine, .heading)
    for row in backtest.missedJumps {
      let change = Decimal.signed(row.change, places: contents.measure.readPlaces)
      page.add("  \(row.name) (\(row.family)): P(rise) \(Decimal.p(row.pRise)), rose \(change)")
    }
    page.add(contents.unforeseenLine, .heading)
    for rise in contents.unforeseen { page.add("  \(rise.sentence)") }
    addLeftOut(contents, to: &page)
    return page
  }

  private static func words(of bin: Backtest.Bin) -> Words {
    var words = Words()
    words.add("\(Decimal.fixed(bin.low, places: 1))-\(Decimal.fixed(bin.high, places: 1))  ")
    guard bin.n > 0 else {
      words.add("no call", .dim)
      return words
    }
    let share = Double(bin.rose) / Double(bin.n)
    words.add("called \(Decimal.p(bin.meanP))  rose \(bin.rose) of \(bin.n)  ")
    words.add(String(repeating: "█", count: Int((share * 20).rounded())), .accent)
    return words
  }

  private static func addLeftOut(_ contents: BacktestContents, to page: inout Page) {
    guard !contents.leftOut.isEmpty else { return }
    page.add("Without \(contents.measure.rawValue), so left out: \(contents.leftOut.joined(separator: ", "))", .dim)
  }
}

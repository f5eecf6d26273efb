internal import Canvas
internal import Runs
internal import Trends

/// What is said of two models on one behaviour.
extension ModelDifference {
  /// `A − B -3.21 [-3.62, -2.80] nats, p <.001, on 100 items`
  func difference(columns: Int = .max) -> String {
    guard let comparison else { return Text.truncated(reason ?? "not compared", to: columns) }
    let interval = comparison.interval.bracketed(by: measure)
    let value = comparison.differenceWords(by: measure)
    let p = Decimal.p(comparison.p)
    let n = "\(Decimal.count(comparison.n)) items of both"
    let forms = [
      "A − B \(value) \(interval) \(measure.unit) of \(measure.rawValue), p \(p), on \(n); "
        + "A above B on \(Decimal.p(comparison.shareAbove)) of them",
      "A − B \(value) \(interval) \(measure.unit), p \(p), on \(n)",
      "A − B \(value) \(interval), p \(p), n \(comparison.n)",
      "A − B \(value) \(interval) p \(p)",
    ]
    return Text.first(of: forms, in: columns)
  }

  /// `right: A .31, B .92, A − B -.61 [-.70, -.50]; McNemar exact p <.001`
  func shares(columns: Int = .max) -> String {
    guard let counts = discordance, let judgedBy else {
      return comparison == nil ? "" : "nothing stored tells right from wrong"
    }
    let share = { (right: Int) in Decimal.fixed(Double(right) / Double(counts.n), places: 2, tight: true) }
    let (a, b) = (share(counts.bothRight + counts.onlyBMissed), share(counts.bothRight + counts.onlyAMissed))
    let signed = { (value: Double) in Decimal.signed(value, places: 2, tight: true) }
    let gap =
      "\(signed(counts.difference)) [\(signed(counts.interval.lowerBound)), \(signed(counts.interval.upperBound))]"
    let test = "McNemar exact p \(Decimal.p(counts.p))"
    let judge = judgedBy == .accuracy ? "right" : "margin above 0"
    let forms = [
      "\(judge): A \(a), B \(b), A − B \(gap); \(test) on the \(counts.onlyAMissed + counts.onlyBMissed) where they differ",
      "\(judge): A \(a), B \(b), A − B \(gap); \(test)", "\(judge) A \(a) B \(b); \(test)",
      "A \(a) B \(b) McNemar p \(Decimal.p(counts.p))",
    ]
    return Text.first(of: forms, in: columns)
  }

  /// `both missed 12, only A missed 45, only B missed 5, both right 38`
  var counts: String {
    guard let discordance else { return "" }
    return Discordance.Outcome.allCases.map { "\($0.words) \(Decimal.count(discordance[$0]))" }.joined(separator: ", ")
  }

  /// In so many rows; one holds the difference and what was missed.
  func lines(columns: Int, rows: Int) -> [String] {
    if rows > 1 || discordance == nil { return [difference(columns: columns), shares(columns: columns)] }
    let missed = discordance.map { "both× \($0.bothMissed) A× \($0.onlyAMissed) B× \($0.onlyBMissed)" } ?? ""
    let value = comparison.map { "A − B \($0.differenceWords(by: measure))  " } ?? ""
    return [Text.truncated(value + missed + " p \(discordance.map { Decimal.p($0.p) } ?? "·")", to: columns)]
  }
}

extension Discordance.Outcome {
  var words: String {
    switch self {
    case .bothMissed: "both missed"
    case .onlyAMissed: "only A missed"
    case .onlyBMissed: "only B missed"
    case .bothRight: "both right"
    }
  }

  /// For narrow terminals.
  var shortWords: String {
    switch self {
    case .bothMissed: "both×"
    case .onlyAMissed: "A×"
    case .onlyBMissed: "B×"
    case .bothRight: "right"
    }
  }
}

/// How the models in view were chosen.
struct ModelsCard {
  var picked: Int
  var models: Int
  var behaviours: Int
  var hidden: Int
  var filtered: Int
  /// What the filter says; nil without one.
  var filter: String?
  var subsets: Int

  init(models picked: Int, of models: Int, behaviours: Int, _ around: Surroundings) {
    (self.picked, self.models, self.behaviours) = (picked, models, behaviours)
    (hidden, filtered, subsets) = (around.overview.hidden, around.filtered, around.looked.count)
    filter = around.listing.filter?.text
  }

  func line(columns: Int = .max) -> String {
    let by = filter.map { " (& \(Text.truncated($0, to: 24)))" } ?? ""
    let forms = [
      "picked after looking: yes  models \(picked) of \(models)  behaviours seen \(behaviours)  "
        + "hidden \(hidden) by options, \(filtered) by filter\(by)  subsets \(subsets)",
      "picked after looking: \(picked) of \(models) models, hidden \(hidden)+\(filtered)\(by), subsets \(subsets)",
      "picked after looking: \(picked) of \(models), subsets \(subsets)",
    ]
    return Text.first(of: forms, in: columns)
  }
}

extension ModelsScreen {
  /// What A and B made of every behaviour, and the card; without a pair the selected behaviour's means.
  func words(_ around: Surroundings) -> String {
    let columns = Self.columns(around.overview)
    let card = ModelsCard(models: picks.count, of: columns.count, behaviours: around.overview.rows.count, around).line()
    guard let pair else {
      let row = around.overview.rows.first { $0.key == selected }
      // Its log may hold another measure than the one asked for.
      let measure = row?.finding.measure ?? around.overview.measure
      let cells = columns.map { column in
        "\(column.name) \(row?.finding.point(at: column)?.words(by: measure) ?? "no run")"
      }
      return ["\(selected?.description ?? ""), \(measure.rawValue): " + cells.joined(separator: ", "), card]
        .joined(separator: "\n")
    }
    let rows = rows(around).compactMap { row in
      difference(of: row.key).map { "\(row.key): \($0.difference()); \($0.counts); \($0.shares())" }
    }
    return (["A \(pair.a), B \(pair.b)"] + rows + [card]).joined(separator: "\n")
  }
}

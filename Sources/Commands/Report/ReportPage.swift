import ArgumentParser
import Canvas
import Dashboard
import Runs
import Trends

/// Everything that the overview knows, as a page that can be sent to somebody: all behaviours, none of them picked.
struct ReportPage {
  let report: TrendsReport
  let title: String
  let flags: Flags
  /// Why some of them could not be read.
  let unreadFlags: [Problem]
  /// Items that people spoke of and that a run has.
  let present: Set<ItemName>
  /// Runs for which another one of the same model and suite counts, that has not the same items.
  let leftOut: [Run]
  /// How the rows were picked, and what makes this page again.
  let card: Card

  var text: String {
    var page = Markdown()
    page.heading(1, "Which way the behaviours move: \(title)")
    page.paragraph(
      "Direction only, over the models measured: whether a behaviour grows or shrinks with scale, not when it will show. "
        + "What was not shown is not known to be absent.")
    page.list(card.lines)
    addCensus(to: &page)
    addModels(to: &page)
    addBehaviours(to: &page)
    addFlags(to: &page)
    addLeftOut(to: &page)
    addProblems(to: &page)
    page.heading(2, "Made by")
    page.code(card.command)
    page.paragraph("vane \(Vane.configuration.version)")
    return page.text
  }

  private var rows: [TrendRow] { report.rows }

  private func addCensus(to page: inout Markdown) {
    page.heading(2, "Census")
    let verdicts = Verdict.allCases.map { verdict in (verdict, rows.count { $0.finding.verdict == verdict }) }
    page.table(["verdict", "behaviours"], numbers: [1], verdicts.map { [$0.rawValue, "\($1)"] })
    let claims = rows.filter { [.rising, .falling, .turning].contains($0.finding.verdict) }
    let standing = claims.count { ($0.finding.q ?? 1) <= report.rules.q }
    page.paragraph(
      "Of \(claims.count) claims \(standing) stand among all behaviours tested, at a false-discovery rate of "
        + "\(Decimal.short(report.rules.q)). Smallest slope that matters: \(report.options.smallestSlope).")
  }

  private func addModels(to page: inout Markdown) {
    let rungs = report.rungs
    let losses = Dictionary(
      (report.aggregate?.points ?? []).map { ($0.model.seedless, $0.mean) }, uniquingKeysWith: { first, _ in first })
    page.heading(2, "Models")
    page.table(
      ["model", "family", "parameters", "known from", "seeds", "perplexity, nats per byte"], numbers: [2, 4, 5],
      rungs.map { rung in
        let size = rung.models.first?.parameters
        let loss = rung.models.first.flatMap { losses[$0.seedless] }
        return [
          rung.name, rung.family, size.map { Decimal.magnitude($0.value) } ?? "", size?.source.rawValue ?? "",
          "\(rung.seeds)", loss.map { Decimal.fixed($0, places: 3) } ?? "",
        ]
      })
  }

  private func addBehaviours(to page: inout Markdown) {
    page.heading(2, "Behaviours")
    page.table(
      ["behaviour", "items", "models", "first", "last", "slope", "95 %", "p", "q", "verdict", "marks"],
      numbers: [1, 2, 3, 4, 5, 7, 8],
      rows.map { row in
        let (finding, trend) = (row.finding, row.finding.trend)
        return [
          "\(row.key)", "\(finding.n)", "\(finding.points.count)",
          Self.mean(of: finding.mainFamily.first, by: finding.measure),
          Self.mean(of: finding.mainFamily.last, by: finding.measure),
          trend?.slopeWords(by: finding.measure) ?? "", trend?.interval.words(by: finding.measure) ?? "",
          trend.map { Decimal.p($0.p) } ?? "", finding.q.map { Decimal.p($0) } ?? "", finding.verdict.rawValue,
          finding.caveats.map(\.mark).joined(separator: " "),
        ]
      })
    for row in rows {
      page.heading(3, "\(row.key)")
      page.paragraph("\(row.finding.word). \(row.finding.sentence)")
      if !row.finding.caveats.isEmpty { page.list(row.finding.caveats.map { "\($0.mark)  \($0.sentence)" }) }
    }
  }

  private static func mean(of point: Finding.Point?, by measure: Measure) -> String {
    guard let point, !point.mean.isNaN else { return "" }
    return Decimal.signed(point.mean, places: measure.readPlaces)
  }

  private func addFlags(to page: inout Markdown) {
    let flagged = flags.items
    page.heading(2, "Flags")
    guard !flagged.isEmpty else {
      return page.paragraph(
        unreadFlags.isEmpty
          ? "Nobody has flagged an item or written a note."
          : "No flags or notes could be read: see below.")
    }
    let missing = flagged.count { !present.contains($0.key) }
    page.paragraph(
      "Flagged items are in the numbers above: a flag is an opinion, and leaves nothing out by itself."
        + (missing == 0 ? "" : " Of these \(flagged.count) items \(missing) \(missing == 1 ? "is" : "are") in no run."))
    page.table(
      ["suite", "item", "flagged", "reason", "by", "notes"],
      flagged.map { name, state in
        let lines = state.flags + state.notes
        return [
          name.suite, name.item, (state.isFlagged ? "yes" : "no") + (present.contains(name) ? "" : "; in no run"),
          Set(state.flags.compactMap { $0.reason?.rawValue }).sorted().joined(separator: " "),
          Set(lines.map(\.author)).sorted().joined(separator: " "), lines.compactMap(\.note).joined(separator: "; "),
        ]
      })
  }

  /// A suite that was split over two files is half here, of one that was run twice only one has a say, and no number
  /// tells.
  private func addLeftOut(to page: inout Markdown) {
    guard !leftOut.isEmpty else { return }
    page.heading(2, "Left out for another run")
    page.paragraph(
      "Of the runs of a model on a suite one counts. The items of these are not, one for one, those of the one that "
        + "counts: other ones, or a part of them. Or they are the same, with other numbers. They are not in the numbers above. "
        + "Items that belong together go into one file; vane.toml tells two runs apart by a variant.")
    page.list(
      leftOut.map { run in
        let why = (run.supersededBecause ?? "").endingWithFile(named: report.name)
        return "\(report.name(run.path)): \(why)"
      })
  }

  private func addProblems(to page: inout Markdown) {
    let rejected = (report.problems + unreadFlags).filter(\.rejects)
    guard !rejected.isEmpty else { return }
    page.heading(2, "What could not be read")
    page.list(
      rejected.map { problem in
        var shown = problem
        shown.place.file = report.name(problem.place.file)
        return shown.description
      })
  }
}

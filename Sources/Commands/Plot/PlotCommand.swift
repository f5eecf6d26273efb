import ArgumentParser
import Canvas
import Dashboard
import Runs
import Trends

struct PlotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot", abstract: "A behaviour's curve as SVG: what the dashboard's chart shows, with its card.",
    discussion: """
      Example:
        vane plot runs/ --behaviour facts:direct --out facts.svg
      """)

  @OptionGroup var options: RunOptions

  @Option(help: "The behaviour: name, or name:variant.")
  var behaviour: String

  @Option(help: "The file to write; - is standard output.", completion: .file(extensions: ["svg"]))
  var out: String

  func run() throws {
    let shelf = try Shelf(options)
    let collection = try shelf.read()
    guard !collection.catalogue.behaviours.isEmpty else { throw shelf.nothingToShow(collection) }
    let key = try collection.behaviour(named: behaviour).key
    // q and pooled noise belong to all behaviours in view, so the finding is that of `vane trends`.
    let rows = try collection.rows(.behaviour, choosing: options.choice, variant: nil, rules: options.rules)
    guard let row = rows.first(where: { $0.key == key }) else { throw shelf.nothingToShow(collection) }
    let figure = SVGChart(row.finding.chart(), title: "\(row.key)", notes: notes(on: row, among: rows.count))
    if out == "-" {
      try Streams.write(figure.text)
    } else {
      try TextFile.write(figure.text, to: out)
    }
    try shelf.finish(shelf.problems(collection))
  }

  /// What the curve means, and the card: how this figure was picked.
  private func notes(on row: TrendRow, among seen: Int) -> [String] {
    let finding = row.finding
    let band = String(finding.bandLegend.drop { $0 == "░" || $0 == " " })
    let families = Set(finding.points.map(\.rung.family)).sorted().joined(separator: ", ")
    var notes = [finding.word + (finding.q.map { "   q \(Decimal.p($0))" } ?? ""), finding.sentence]
    notes += finding.caveats.map { "\($0.mark): \($0.sentence)" }
    notes.append("Band: \(band). \(finding.measure.rawValue), \(options.axis.title), \(families).")
    notes.append("\(finding.n) items, \(finding.points.count) models.")
    notes +=
      Card(
        seen: seen, shown: 1, measure: finding.measure, axis: finding.axis,
        families: Set(finding.points.map(\.rung.family)).sorted()
      ).lines
    // An SVG does not break lines by itself; so many letters stand beside one another at its width.
    return notes.flatMap { Text.wrapped($0, to: 100) }
  }
}

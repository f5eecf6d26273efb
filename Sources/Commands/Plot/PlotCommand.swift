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
    let finding = row.finding
    let card = Card(
      seen: rows.count, shown: 1, measure: finding.measure, axis: finding.axis,
      families: Set(finding.points.map(\.rung.family)).sorted())
    let figure = BehaviourFigure(key: row.key, finding: finding, card: card)
    if out == "-" {
      try Streams.write(figure.text)
    } else {
      try TextFile.write(figure.text, to: out)
    }
    try shelf.finish(shelf.problems(collection))
  }
}

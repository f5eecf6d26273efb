internal import Canvas
internal import Runs
internal import Trends

extension OverviewScreen {
  /// Columns of the list: all of them, unless there is room for the selected row's curve beside it.
  static func listWidth(_ size: Size) -> Int {
    size.columns >= 120 && size.rows >= 22 ? max(80, size.columns * 11 / 20) : size.columns
  }

  /// The selected row's curve and numbers, right of the list, so that going down the list shows every curve.
  func drawBeside(_ grid: inout Grid, _ layout: OverviewLayout, _ around: Surroundings, from left: Int) {
    let lines = layout.head..<layout.list + layout.page
    for line in lines { grid.write("│", row: line, column: left, as: .dim) }
    guard let row = self.row(around) else { return }
    let finding = row.finding
    let width = grid.size.columns - left - 3

    var title = Words()
    title.add(Text.truncated(row.key.description, to: width - Text.width(finding.word) - 2), .title)
    title.add("  " + finding.word, finding.verdict.role)
    title.write(in: &grid, row: lines.lowerBound, column: left + 2, to: grid.size.columns)
    guard finding.canBeDrawn else {
      grid.write("nothing to draw", row: lines.lowerBound + 1, column: left + 2, as: .dim)
      return
    }

    let height = max(6, min(lines.count - 4, lines.count * 6 / 10, width / 3))
    let chart = CellChart(finding.chart(), glyphs: around.looks.glyphs)
    grid.paste(chart.drawn(Size(columns: width + 1, rows: height)), row: lines.lowerBound + 1, column: left + 1)
    var line = lines.lowerBound + 1 + height
    if chart.legend.count > 1 {
      var legend = Words()
      for entry in chart.legend { legend.add("\(entry.mark) \(entry.name)  ", entry.role) }
      legend.write(in: &grid, row: line, column: left + 2, to: grid.size.columns - 1)
      line += 1
    }
    let band = finding.bandLegend + "  x " + (finding.axis.isLogarithmic ? "log scale" : finding.axis.legend)
    grid.write(Text.width(band) <= width ? band : finding.bandLegend, row: line, column: left + 2, as: .dim)
    line += 2
    for fact in finding.facts.prefix(max(0, lines.upperBound - line)) {
      grid.write(fact.name, row: line, column: left + 2, as: .dim)
      grid.write(Text.truncated(fact.text, to: width - 9), row: line, column: left + 11)
      line += 1
    }
  }
}

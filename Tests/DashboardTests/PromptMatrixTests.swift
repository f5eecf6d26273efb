import Canvas
import Runs
import Testing
import Trends

@testable import Dashboard

/// Prompts side by side, of which one log keeps answers and no likelihoods.
@Suite struct PromptMatrixTests {
  /// `truthfulness` under three prompts, one of them by accuracy.
  private static let rows = Made.rows(.accuracy) { $0.variant == "plain" }.filter { $0.key.behaviour == "truthfulness" }

  /// The log-probability of a whole document is tens of thousands of nats.
  @Test(arguments: [-13_471.3, -9999.6, -104_326.0, 999_400.0, -2.5e6, -9999.4, -99.96, 3.004, 0.0])
  func aShadeCoversNeitherASignNorADigit(value: Double) {
    var grid = Grid(Size(columns: ModelColumns.width, rows: 1))
    grid.write(value, shade: Shade(of: [value], hasZero: true), row: 0, column: 0)
    let figure = Shade.figure(value)
    #expect(figure.hasPrefix(value < 0 ? "-" : "+") && grid.text.contains(figure), "\(figure): \(grid.text)")
  }

  @Test func anAccuracyIsNotAmongTheMarginsThatCompare() {
    let matrix = PromptMatrix("truthfulness", rows: Self.rows, measure: .margin, claims: nil)
    let alone = PromptMatrix(
      "truthfulness", rows: Self.rows.filter { $0.finding.measure == .margin }, measure: .margin, claims: nil)
    #expect(matrix.sums.map(\.name) == ["best of 2", "allowing", "spread"])
    #expect(matrix.sums.map(\.values) == alone.sums.map(\.values))
    for scale in matrix.columns.indices { #expect(matrix.best(at: scale) == alone.best(at: scale)) }
  }

  @Test func whereNoPromptHasTheMeasureTheyCompareByTheirOwn() {
    let rows = Made.allRows(.accuracy).filter { $0.key.behaviour == "truthfulness" }
    let matrix = PromptMatrix("truthfulness", rows: rows, measure: .margin, claims: nil)
    #expect(matrix.measure == .accuracy && matrix.compared.count == rows.count)
  }

  @Test func theRowThatDoesNotCompareSaysSoAndHasNoShade() {
    var desk = Desk(rows: Self.rows)
    desk.press("e")
    let text = desk.picture().text
    let line = text.split(separator: "\n").first { $0.hasPrefix(" plain acc") }
    #expect(line?.contains { "░▒▓█".contains($0) } == false, "\(text)")
    #expect(text.contains("best of 2"))
  }

  @Test func ofALogProbabilityNoDigitIsCut() {
    var rows = Self.rows
    for at in rows.indices where rows[at].finding.measure == .accuracy {
      rows[at].finding.measure = .logp
      for point in rows[at].finding.points.indices { rows[at].finding.points[point].mean = -2099.16 }
    }
    var desk = Desk(rows: rows)
    desk.press("e")
    let line = desk.picture().text.split(separator: "\n").first { $0.hasPrefix(" plain (logp)") }
    #expect(line?.contains("-2099 ") == true && line?.contains("…") == false)
  }

  @Test func inTheFigureItIsMarkedAndNotTheHighest() {
    let matrix = PromptMatrix("truthfulness", rows: Self.rows, measure: .margin, claims: nil)
    let card = Card(seen: 3, shown: 3, measure: .margin, axis: .parameters, families: ["pythia"])
    let rows = MatrixFigure(matrix, card: card).figure(width: 640).rows
    #expect(rows.map(\.isCompared) == [true, true, false])
    #expect(rows.last?.word.hasSuffix("(accuracy)") == true)
  }
}

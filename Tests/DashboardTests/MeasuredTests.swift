import Canvas
import Runs
import Testing
import Trends

@testable import Dashboard

/// A behaviour that was asked for by one measure and whose log only holds another.
@Suite struct MeasuredTests {
  private static let key = BehaviourKey("memo-trap")

  /// Asked for by margin, and there by log-probability.
  private static func contents() throws -> BehaviourContents {
    let row = try #require(Made.allRows(.logp).first { $0.key == key })
    return BehaviourContents(row: row, measure: .margin, suites: [], items: [])
  }

  @Test func theHeaderNamesWhatTheCurveIsOf() throws {
    let around = Surroundings(size: Size(columns: 120, rows: 30), overview: Made.overview)
    var screen = BehaviourScreen(try Self.contents())
    #expect(screen.view(around.size, around).text.contains("logp, nats"))
    var inner = around
    _ = screen.update(.readRight, times: nil, &inner)
    let lines = screen.view(around.size, around).text.split(separator: "\n")
    let reading = try #require(lines.first { $0.contains("n 120") })
    #expect(reading.contains("coverage -1.50") && !reading.contains("logp"), "its own mean is there already")
  }

  @Test func theCardSaysWhatIsShown() {
    #expect(Card.measure(of: [.accuracy, .accuracy], asked: .margin) == .accuracy)
    #expect(Card.measure(of: [.accuracy, .margin], asked: .margin) == .margin)
    #expect(Card.measure(of: [], asked: .margin) == .margin)
  }

  /// As the comparison reads it: log-odds per byte are small.
  @Test(arguments: [(Measure.margin, "-0.37 ±0.11"), (.marginPerByte, "-0.371 ±0.106")])
  func aPointIsReadOutWithNoMoreDigitsThanItsError(measure: Measure, value: String) throws {
    var finding = try Self.contents().row.finding
    finding.measure = measure
    var point = try #require(finding.points.last)
    (point.mean, point.standardError) = (-0.3712, 0.0541)
    var grid = Grid(Size(columns: 200, rows: 1))
    finding.words(on: point, columns: 200).write(in: &grid, row: 0, column: 0, to: 200)
    #expect(grid.text.contains("  \(value) "), "\(grid.text)")
  }

  @Test(arguments: [44, 60, 72, 80, 100, 160]) func aPointIsReadOutWithoutACutNumber(columns: Int) throws {
    var finding = try Self.contents().row.finding
    finding.measure = .margin
    var point = try #require(finding.points.last)
    point.rung.models = Array(repeating: point.rung.models[0], count: 3)
    (point.accuracy, point.logp, point.coverage) = (0.24, -1.4, -0.33)
    let words = finding.words(on: point, columns: columns)
    #expect(words.width <= columns)
    var grid = Grid(Size(columns: 200, rows: 1))
    words.write(in: &grid, row: 0, column: 0, to: 200)
    let text = grid.text
    #expect(text.contains("n 120"))
    #expect(text.contains("coverage -0.33") == (columns == 160))
    #expect(text.contains("cov -0.33") == (columns == 80 || columns == 100))
  }

  /// Of a log that keeps its results alone, which stand for one item.
  @Test func oneStoredNumberIsNoShareOfItems() throws {
    var finding = try #require(Made.overview.rows.first { $0.key == Self.key }).finding
    #expect(finding.facts.contains { $0.name == "items ↗" })
    finding.n = 1
    #expect(!finding.facts.contains { $0.name == "items ↗" })
    let remark = Ladder.Remark.aggregateOnly
    finding.caveats.append(Caveat(name: remark.name, mark: remark.mark, sentence: remark.sentence))
    #expect(finding.facts.first { $0.name == "items" }?.text == "none stored")
    finding.verdict = .rising
    #expect(finding.sentence.contains(" models, one stored number each. "), "\(finding.sentence)")
  }
}

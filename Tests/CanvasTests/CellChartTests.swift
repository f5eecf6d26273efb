import Canvas
import Testing

@Suite struct CellChartTests {
  static let names = ["14M", "31M", "70M", "160M", "410M", "1.0B", "1.4B", "2.8B", "6.9B", "12B"]
  static let sizes = [7.15, 7.49, 7.85, 8.2, 8.61, 9.0, 9.15, 9.44, 9.84, 10.08]
  static let means = [0.02, 0.02, 0.03, 0.08, 0.07, 0.08, 0.13, 0.2, 0.32, 0.38]

  static func series(_ name: String = "power", as role: Role = .rising, times factor: Double = 1) -> Chart.Series {
    Chart.Series(
      name, as: role,
      points: zip(sizes, means).map {
        Chart.Point(x: $0, mean: $1 * factor, interval: $1 * factor - 0.04...$1 * factor + 0.04)
      })
  }

  static let labels = zip(sizes, names).map { Chart.Label(x: $0, text: $1) }

  @Test func aChartIsAPicture() {
    let chart = Chart([Self.series()], labels: Self.labels, unit: "margin")
    let grid = CellChart(chart).drawn(Size(columns: 60, rows: 14))
    #expect(
      grid.text == """
              |                                                  ░
        +0.40 |                                                  ●
              |                                              ░ ··░
        +0.32 |                                             ·●·
              |                                           ·· ░
        +0.24 |                                        ░··
              |                                       ·●
        +0.16 |                                   ░··· ░
              |                   ░      ░     ░ ·●
        +0.08 |  ░     ░    ░   ··●······●·····●· ░
              |  ●·····●····●···  ░      ░     ░
        +0.00 |··░·····░····░·······································
              |  ░     ░
              + 14M   31M  70M  160M   410M  1.0B    2.8B  6.9B 12B
        """)
    // The intervals are a ground as well: capitals.
    #expect(grid.roles.split(separator: "\n").first == "      d                                                  R")
  }

  @Test func withRoomAndWithoutColourTheIntervalsAreThere() {
    let chart = Chart([Self.series()], labels: Self.labels, unit: "margin")
    let wide = CellChart(chart, glyphs: .ascii, joined: false).drawn(Size(columns: 90, rows: 12))
    #expect(
      wide.text == """
              |
        +0.40 |                                                                               :o:
              |                                                                         :::   :::
        +0.30 |                                                                         :o:
              |                                                              :::
        +0.20 |                                                              :o:
              |                                                      :o:     :::
        +0.10 |                             :o:        :::       :o: :::
              | :::      :::       :o:      :::        :o:       :::
        +0.00 |.:o:......:o:.......:::............................................................
              |
              + 14M      31M       70M     160M       410M      1.0B        2.8B       6.9B   12B
        """)
  }

  @Test func twoSeriesHaveTwoMarksAlsoWhereTheyMeet() {
    let points = [Chart.Point(x: 0, mean: 0), Chart.Point(x: 1, mean: 1)]
    let other = [Chart.Point(x: 0, mean: 0), Chart.Point(x: 1, mean: 0.5)]
    let chart = Chart(
      [Chart.Series("a", points: points), Chart.Series("b", as: .line2, points: other)],
      labels: [Chart.Label(x: 0, text: "1B"), Chart.Label(x: 1, text: "10B")], unit: "margin")
    let drawn = CellChart(chart, joined: false)
    #expect(
      drawn.drawn(Size(columns: 26, rows: 4)).text == """
        1.0 |                  ●
        0.5 |                  ○
        0.0 |··●○·················
            + 1B              10B
        """)
    #expect(drawn.legend.map { "\($0.mark) \($0.name)" } == ["● a", "○ b"])
  }

  @Test func aMeanOutsideASharedRangeIsAnArrow() {
    let points = [Chart.Point(x: 0, mean: -5), Chart.Point(x: 1, mean: 5), Chart.Point(x: 2, mean: nil)]
    let chart = Chart([Chart.Series("a", points: points)], labels: [], unit: "", y: 0...1)
    let text = CellChart(chart, joined: false).drawn(Size(columns: 30, rows: 3)).text
    #expect(text.contains("↑") && text.contains("↓") && !text.contains("●"))
  }

  @Test func theCursorIsAColumnAndItsNameIsAlwaysThere() {
    let chart = Chart([Self.series()], labels: Self.labels, unit: "margin")
    let grid = CellChart(chart, cursor: 6).drawn(Size(columns: 40, rows: 6))
    #expect(grid.text.split(separator: "\n").last?.contains("1.4B") == true)
    #expect(grid.cells.count { $0.ground == .cursor } == 6)
  }

  @Test func aScaleWithoutARunHasADimName() {
    let chart = Chart(
      [Chart.Series("a", points: [Chart.Point(x: 0, mean: 1), Chart.Point(x: 1, mean: nil)])],
      labels: [Chart.Label(x: 0, text: "1B"), Chart.Label(x: 1, text: "10B")], unit: "")
    #expect(
      CellChart(chart).drawn(Size(columns: 30, rows: 5)).roles.split(separator: "\n").last?.hasSuffix("ddd") == true)
  }

  static let hard: [Chart] = {
    let most = Double.greatestFiniteMagnitude
    let odd: [Double] = [0, -0.0, 1, -1, .nan, .infinity, -.infinity, most, -most, 5e-300, 1e11, 1 + 1e-15]
    let points = odd.flatMap { x in
      odd.map { y in
        Chart.Point(x: x, mean: y, interval: y.isNaN || abs(y) == .infinity ? -.infinity ... .infinity : y...most)
      }
    }
    let labels = odd.map { Chart.Label(x: $0, text: "\u{1B}[2J日本語\n") }
    let ranges: [ClosedRange<Double>?] = [nil, -most...most, 0...0, 1...1.0000000001, -1e11...1e11, 0...1e-300]
    return ranges.map { Chart([Chart.Series("a", points: points)], labels: labels, unit: "", y: $0) }
      + [Chart([], labels: [], unit: ""), Chart([Chart.Series("", points: [])], labels: labels, unit: "")]
      + odd.map { Chart([Chart.Series("a", points: [Chart.Point(x: 1, mean: $0)])], labels: [], unit: "") }
  }()

  @Test(arguments: hard.indices) func anyNumbersAreDrawnInAnySize(_ number: Int) {
    let chart = Self.hard[number]
    for size in GridTests.sizes {
      let grid = CellChart(chart, cursor: 1).drawn(size)
      #expect(grid.size == size)
      #expect(grid.cells.allSatisfy { $0.glyph != "\u{1B}" && $0.glyph != "\n" })
    }
    #expect(!SVGFigure("x", panels: [.init(chart: chart)]).text.contains("nan"))
  }
}

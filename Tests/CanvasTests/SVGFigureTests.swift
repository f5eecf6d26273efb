import Canvas
import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct SVGFigureTests {
  private static let evil = "</text><script>alert('1')</script>&\u{1B}\u{0}\u{202E}\u{FFFF}\"]]>\n\u{85}"

  private func chart(_ names: [String], unit: String = "margin, nats", at labels: [Chart.Label]? = nil) -> Chart {
    let series = names.enumerated().map { at, name in
      let made = CellChartTests.series(name, as: .line2, times: at == 0 ? 1 : -1)
      return Chart.Series(name, points: made.points)
    }
    return Chart(series, labels: labels ?? CellChartTests.labels, unit: unit, scale: "parameters, log scale")
  }

  private func parses(_ text: String) -> Bool { XMLParser(data: Data(text.utf8)).parse() }

  @Test func theFileHasEveryMarkAndName() {
    let figure = SVGFigure(
      "power-seeking", panels: [.init(chart: chart(["a", "b"]))], notes: ["picked after looking: 2 of 38"])
    let text = figure.text
    // Ten marks and one in the legend, for each series; a line in the legend and one through the marks.
    #expect(text.components(separatedBy: "r=\"3.5\"").count - 1 == 22)
    for name in [
      "14M", "12B", "power-seeking", "margin, nats", "parameters, log scale", "picked after looking: 2 of 38", "+0.4<",
      ">b<", "sans-serif",
    ] {
      #expect(text.contains(name), "\(name)")
    }
    #expect(parses(text))
  }

  @Test func linesAreToldApartWithoutColour() {
    var looks: Set<String> = []
    for number in 0..<8 {
      let figure = SVGFigure("x", panels: [.init(chart: chart(["a"]), style: number)])
      // What is left of the line and its marks once every colour is one.
      let grey = figure.text.replacing(/#[0-9a-f]{6}"/, with: "#").split(separator: "\n").filter {
        $0.hasPrefix("<polyline") || $0.hasPrefix("<circle") || ($0.hasPrefix("<polygon") && $0.contains("stroke="))
      }
      looks.insert(grey.joined())
    }
    #expect(looks.count >= 7)
  }

  @Test func aNameLooksTheSameInEveryPanel() {
    let panels = [["b"], ["a", "b"], ["c"]].map { SVGFigure.Panel(chart: chart($0), strip: chart($0)) }
    let text = SVGFigure("x", panels: panels, across: 3).text
    for name in ["a", "b", "c"] { #expect(text.components(separatedBy: ">\(name)<").count == 2, "\(name)") }
    // What stands first is a whole line: in its own panel, beside a, and in the strips below; a is dashed, c dotted.
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("<polyline") }
    #expect(lines.count { !$0.contains("dasharray") } == 4)
    #expect(lines.count { $0.contains("dasharray=\"6 3\"") } == 2)
    #expect(lines.count { $0.contains("dasharray=\"2 2\"") } == 2)
  }

  @Test func whatALogSaysIsEscaped() {
    let evil = Self.evil
    let one = chart([evil, evil + "2"], unit: evil, at: [Chart.Label(x: 8, text: evil)])
    let figure = SVGFigure(
      evil, subtitle: evil, panels: [.init(evil, word: evil, chart: one, strip: one)], notes: [evil], about: evil)
    let matrix = SVGMatrix(
      evil, unit: evil, scale: evil, columns: [evil], rows: [.init(evil, cells: [0.5], word: evil)],
      sums: [.init(evil, cells: [nil])], notes: [evil], about: evil)
    for text in [figure.text, matrix.text] {
      #expect(!text.contains("<script") && !text.contains("\u{1B}") && !text.contains("\u{202E}"))
      #expect(text.contains("&lt;script&gt;"))
      #expect(parses(text))
    }
  }

  @Test func theSameFigureIsTheSameBytes() {
    func figure() -> String {
      SVGFigure("x", panels: ["a", "b", "c"].map { .init($0, chart: chart([$0])) }, across: 2, notes: ["n"]).text
    }
    #expect(figure() == figure())
  }

  @Test(arguments: [160.0, 240, 640, 2000]) func everythingStandsWithinTheWidth(width: Double) throws {
    let panels = (0..<5).map { SVGFigure.Panel("behaviour \($0)", word: "↗ rising", chart: chart(["a"])) }
    let text = SVGFigure("five", panels: panels, across: 4, notes: ["a note that is long"], width: width).text
    let numbers = text.matches(of: /\ (?:x|x1|x2|cx)="(-?[0-9.]+)"/).compactMap { Double($0.1) }
    #expect(numbers.count > 100)
    #expect(numbers.allSatisfy { (0...width).contains($0) })
    #expect(text.contains("width=\"\(Int(width)).0\""))
  }

  /// Widths of Arial's bold letters, as shares of their size.
  @Test(arguments: [160.0, 240, 640], [("e", 0.556), ("m", 0.889), ("W", 0.944)])
  func aTitleWithoutBlanksStandsWithinTheWidth(width: Double, letter: (String, Double)) throws {
    let title = String(repeating: letter.0, count: 100)
    let text = SVGFigure(title, panels: [.init(chart: chart(["a"]))], width: width).text
    let lines = text.matches(of: /<text x="([0-9.]+)" .*font-size="([0-9.]+)".*font-weight="bold">(.*)<\/text>/)
    #expect(lines.map { String($0.3) }.joined() == title)
    for line in lines {
      let (x, size) = (try #require(Double(line.1)), try #require(Double(line.2)))
      #expect(x + Double(line.3.count) * size * letter.1 <= width, "\(line.0)")
    }
  }

  @Test func aMatrixSaysEachNumberAndEachGap() {
    let text = SVGMatrix(
      "prompts", unit: "mean margin, nats", scale: "parameters", columns: ["14M", "12B"],
      rows: [
        .init("plain", cells: [0.25, nil], word: "↘ falling"), .init("steps", cells: [-1, 2], word: "↗ rising"),
      ],
      sums: [.init("best of 2", cells: [0.25, 2])]
    ).text
    for words in ["+0.25", "-1.00", "+2.00", ">·<", "↘ falling", "best of 2", "14M"] {
      #expect(text.contains(words), "\(words)")
    }
    #expect(parses(text))
  }

  @Test func theHighestOfAScaleIsBoldAlsoBesideAGap() {
    let rows: [SVGMatrix.Row] = [.init("none", cells: [.nan]), .init("a", cells: [1]), .init("b", cells: [2])]
    let text = SVGMatrix("prompts", unit: "nats", scale: "parameters", columns: ["14M"], rows: rows).text
    let bold = text.split(separator: "\n").filter { $0.contains("font-weight=\"bold\"") && $0.contains(">+") }
    #expect(bold.count == 1 && bold.first?.contains(">+2.00<") == true)
  }

  @Test func aScreenIsDrawnCellByCell() {
    var grid = Grid(Size(columns: 20, rows: 3))
    grid.write("a <b> & ▁█░ 家 \u{1B}[31m", row: 0, as: .rising)
    grid.fill(row: 1, columns: 0..<20, on: .cursor)
    let screen = SVGScreen(grid, title: Self.evil, page: "#ffffff") { role, ground in
      .init(letters: role == .rising ? "#006a75" : "#1c1c1c", ground: ground == .cursor ? "#cfe2f7" : nil)
    }
    let text = screen.text
    #expect(text.contains("a &lt;b&gt; &amp;") && text.contains("家") && !text.contains("\u{1B}"))
    #expect(text.components(separatedBy: "fill=\"#cfe2f7\"").count == 2, "one ground for the whole line")
    #expect(text.components(separatedBy: "<rect").count == 6, "page, ground, and three blocks")
    #expect(parses(text))
  }
}

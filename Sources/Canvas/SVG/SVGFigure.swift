/// Charts for a paper: one SVG that needs nothing else. Lines are told apart by marks and dashes, verdicts are words, and
/// what stands below says what was drawn and how it was picked. Its texts come from logs and are escaped.
public struct SVGFigure: Equatable, Sendable {
  /// One chart with what is said of it.
  public struct Panel: Equatable, Sendable {
    public var title: String
    /// The verdict; empty for none.
    public var word: String
    public var chart: Chart
    /// On an axis of its own below the chart.
    public var strip: Chart?
    /// Place of its first line among marks, dashes and colours; nil: by the lines' names, each the same in every panel.
    public var style: Int?
    /// Whether its points are joined by lines.
    public var isJoined: Bool

    public init(
      _ title: String = "", word: String = "", chart: Chart, strip: Chart? = nil, style: Int? = nil,
      isJoined: Bool = true
    ) {
      self.title = title
      self.word = word
      self.chart = chart
      self.strip = strip
      self.style = style
      self.isJoined = isJoined
    }
  }

  public var title: String
  /// Below the title; empty for none.
  public var subtitle: String
  public var panels: [Panel]
  /// Panels in a row; fewer where they would be too narrow to read.
  public var across: Int
  /// Paragraphs below: what is shown and what it means, how it was picked.
  public var notes: [String]
  /// For whoever opens the file; not drawn.
  public var about: String
  /// In points: 240 is a column of a paper, 640 a page.
  public var width: Double

  public init(
    _ title: String, subtitle: String = "", panels: [Panel], across: Int = 1, notes: [String] = [], about: String = "",
    width: Double = 640
  ) {
    self.title = title
    self.subtitle = subtitle
    self.panels = panels
    self.across = max(1, across)
    self.notes = notes
    self.about = about
    self.width = min(max(160, width), 10_000)
  }

  /// The file's text.
  public var text: String {
    var page = SVGPage(width: width)
    page.add(title, size: page.isNarrow ? 11 : 15, bold: true)
    if !subtitle.isEmpty { page.add(subtitle, size: page.isNarrow ? 9 : 11) }
    drawLegend(on: &page)
    page.skip(4)
    drawPanels(on: &page)
    page.add(notes: notes)
    return page.text(titled: title, about: about)
  }

  // MARK: Drawing

  private func letters(_ page: SVGPage) -> Double { page.isNarrow ? 8 : columns(page) > 2 ? 8 : 10 }

  /// A chart narrower than this is no chart.
  private func columns(_ page: SVGPage) -> Int { max(1, min(across, panels.count, Int(page.room / 105))) }

  /// What the legend names, in the order in which the panels show it.
  private var names: [String] {
    var seen: Set<String> = []
    return panels.filter { $0.style == nil }.flatMap(\.chart.series).map(\.name).filter { seen.insert($0).inserted }
  }

  /// Each name once, with its line: the same behaviour or family looks the same in every panel.
  private func drawLegend(on page: inout SVGPage) {
    let names = names
    guard names.count > 1 else { return }
    let size: Double = page.isNarrow ? 8 : 10
    let most = Int((page.room - 30) / SVGPage.width(of: 1, at: size))
    var place = page.margin
    page.skip(size * 1.6)
    for (style, whole) in names.enumerated() {
      let name = Text.truncated(whole, to: most)
      let width = 28 + SVGPage.width(of: name, at: size) + 10
      if place + width > page.margin + page.room, place > page.margin {
        place = page.margin
        page.skip(size * 1.6)
      }
      let (look, line) = (SVGStyle(style), page.y - size * 0.35)
      if panels[0].isJoined {
        page.body.add(
          "<line x1=\"\(SVGElements.number(place))\" y1=\"\(SVGElements.number(line))\" "
            + "x2=\"\(SVGElements.number(place + 22))\" y2=\"\(SVGElements.number(line))\" \(look.stroke)/>")
      }
      page.body.mark(look, x: place + 11, y: line)
      page.body.text(name, x: place + 28, y: page.y, size: size)
      place += width
    }
    page.skip(4)
  }

  private func drawPanels(on page: inout SVGPage) {
    let columns = columns(page)
    let letters = letters(page)
    let gap: Double = columns > 1 ? 10 : 0
    let width = (page.room - gap * Double(columns - 1)) / Double(columns)
    let head = panels.contains { !$0.title.isEmpty || !$0.word.isEmpty } ? letters * 1.6 : 0
    let height = max(letters * 10, panels.count == 1 ? width * 0.5 : min(width * 0.56, 260))
    let strip = letters * 4
    let styles = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    for row in 0..<(panels.count + columns - 1) / columns {
      var used = 0.0
      for column in 0..<columns where row * columns + column < panels.count {
        let panel = panels[row * columns + column]
        let x = page.margin + Double(column) * (width + gap)
        let isLast = row * columns + column + columns >= panels.count
        let below: SVGFrame.Names.Below = isLast ? .all : .scales
        if head > 0 { drawTitle(of: panel, on: &page, x: x, width: width, size: letters * 1.1) }
        var y = page.y + head
        var chart = SVGFrame(
          panel, styles: styles, x: x, y: y, width: width, height: height, letters: letters,
          names: .init(below: panel.strip == nil ? below : .nothing, unit: column == 0))
        y += height + SVGFrame.below(chart.names.below, letters: letters)
        if let other = panel.strip {
          var frame = SVGFrame(
            panel, chart: other, styles: styles, x: x, y: y, width: width, height: strip, letters: letters,
            names: .init(below: below, unit: column == 0))
          frame.tickColumns = max(frame.tickColumns, chart.tickColumns)
          chart.tickColumns = frame.tickColumns
          y += strip + SVGFrame.below(below, letters: letters)
          frame.draw(in: &page.body)
        }
        chart.draw(in: &page.body)
        used = max(used, y - page.y)
      }
      page.skip(used + letters * 0.6)
    }
  }

  private func drawTitle(of panel: Panel, on page: inout SVGPage, x: Double, width: Double, size: Double) {
    let letter = SVGPage.width(of: 1, at: size)
    let word = SVGPage.width(of: panel.word, at: size)
    let line = page.y + size
    page.body.text(
      Text.truncated(panel.title, to: max(4, Int((width - word) / letter) - 1)), x: x, y: line, size: size, bold: true)
    page.body.text(panel.word, x: x + width - 2, y: line, size: size, anchor: "end")
  }
}

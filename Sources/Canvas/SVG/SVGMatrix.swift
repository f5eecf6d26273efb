/// A table of shaded numbers for a paper: prompts against scales. Each cell says its number, so the shade is for the eye
/// alone and a grey printer loses nothing.
public struct SVGMatrix: Equatable, Sendable {
  public struct Row: Equatable, Sendable {
    public var name: String
    /// In the columns' order; nil: no run.
    public var cells: [Double?]
    /// The verdict at the row's end.
    public var word: String
    /// False for numbers of another kind: neither shaded nor among the highest.
    public var isCompared: Bool

    public init(_ name: String, cells: [Double?], word: String = "", isCompared: Bool = true) {
      self.name = name
      self.cells = cells
      self.word = word
      self.isCompared = isCompared
    }
  }

  public var title: String
  /// What the cells are: `mean margin, nats`.
  public var unit: String
  /// What the columns are: `parameters, log scale`.
  public var scale: String
  public var columns: [String]
  public var rows: [Row]
  /// Below a rule and without shades: the best, and what is left of it.
  public var sums: [Row]
  /// Above and below 0 are different things; else the shade goes from the lowest to the highest.
  public var hasZero: Bool
  public var notes: [String]
  public var about: String
  /// At least what its cells need to be read.
  public var width: Double

  public init(
    _ title: String, unit: String, scale: String, columns: [String], rows: [Row], sums: [Row] = [],
    hasZero: Bool = true, notes: [String] = [], about: String = "", width: Double = 640
  ) {
    self.title = title
    self.unit = unit
    self.scale = scale
    self.columns = columns
    self.rows = rows
    self.sums = sums
    self.hasZero = hasZero
    self.notes = notes
    self.about = about
    self.width = min(max(160, width), 10_000)
  }

  /// The file's text.
  public var text: String {
    // The cells may need a wider page than was asked for; the letters stay those of what was asked for.
    let asked = SVGPage(width: width)
    let size: Double = asked.isNarrow ? 8 : 10
    let names = min(
      SVGPage.width(of: 22, at: size), (rows + sums).map { SVGPage.width(of: $0.name, at: size) }.max() ?? 0)
    let words = (rows.map { SVGPage.width(of: $0.word, at: size) }.max() ?? 0) + 8
    let least = SVGPage.width(of: 5, at: size) + 4
    let count = Double(max(1, columns.count))
    var page = SVGPage(width: max(width, names + 8 + words + count * least + 2 * asked.margin))
    let left = page.margin + names + 8
    let cell = min((page.room - names - 8 - words) / count, 64)
    page.add(title, size: asked.isNarrow ? 11 : 15, bold: true)
    page.add(
      "\(unit); \(hasZero ? "shade: how far from 0" : "shade: low to high"); bold: highest at that scale; ·: no run",
      size: size, colour: SVGPage.grey)
    page.skip(8)
    for (at, name) in columns.enumerated() {
      page.body.text(
        Text.truncated(name, to: max(2, Int(cell / SVGPage.width(of: 1, at: size)))),
        x: left + (Double(at) + 0.5) * cell, y: page.y + size, size: size, anchor: "middle", bold: true)
    }
    page.skip(size * 1.6)
    let height = size * 1.9
    for row in rows {
      draw(row, on: &page, left: left, cell: cell, height: height, size: size, isShaded: row.isCompared)
    }
    if !sums.isEmpty {
      page.body.line(page.margin, page.y + 3, left + cell * count, page.y + 3, colour: "#333333")
      page.skip(6)
    }
    for row in sums { draw(row, on: &page, left: left, cell: cell, height: height, size: size, isShaded: false) }
    page.skip(size * 1.4)
    page.body.text(
      scale, x: left + cell * count / 2, y: page.y, size: size, anchor: "middle", colour: SVGPage.grey)
    page.add(notes: notes)
    return page.text(titled: title, about: about)
  }

  private var range: ClosedRange<Double> {
    let known = rows.filter(\.isCompared).flatMap(\.cells).compactMap { $0 }.filter(\.isFinite)
    if hasZero { return 0...max(known.map(abs).max() ?? 1, 1e-9) }
    return (known.min() ?? 0)...max(known.max() ?? 1, (known.min() ?? 0) + 1e-9)
  }

  private func best(_ column: Int) -> Double? {
    let cells = rows.filter(\.isCompared).compactMap { $0.cells.indices.contains(column) ? $0.cells[column] : nil }
    return cells.filter(\.isFinite).max()
  }

  private func draw(
    _ row: Row, on page: inout SVGPage, left: Double, cell: Double, height: Double, size: Double, isShaded: Bool
  ) {
    let line = page.y + height / 2 + size * 0.35
    page.body.text(
      Text.truncated(row.name, to: 22), x: page.margin, y: line, size: size,
      colour: isShaded ? "#111111" : SVGPage.grey)
    for (at, value) in row.cells.enumerated() {
      let x = left + Double(at) * cell
      guard let value, value.isFinite else {
        page.body.text("·", x: x + cell / 2, y: line, size: size, anchor: "middle", colour: SVGPage.grey)
        continue
      }
      if isShaded {
        let range = range
        let share = ((hasZero ? abs(value) : value) - range.lowerBound) / (range.upperBound - range.lowerBound)
        let colour = SVGStyle(!hasZero || value >= 0 ? 0 : 1).colour
        page.body.rectangle(
          x + 0.5, page.y + 0.5, cell - 1, height - 1,
          paint: "fill=\"\(colour)\" fill-opacity=\"\(Decimal.fixed(0.05 + 0.5 * min(max(share, 0), 1), places: 2))\"")
      }
      page.body.text(
        Decimal.signed(value, places: abs(value) < 9.995 ? 2 : 1), x: x + cell / 2, y: line, size: size,
        anchor: "middle", bold: isShaded && value == best(at), colour: isShaded ? "#111111" : SVGPage.grey)
    }
    page.body.text(row.word, x: left + cell * Double(row.cells.count) + 8, y: line, size: size)
    page.skip(height)
  }
}

/// A screenful of cells as an SVG: the terminal as it was, for a page that wants to show it.
public struct SVGScreen: Sendable {
  /// How one kind of cell looks; colours as `#rrggbb`.
  public struct Paint: Equatable, Sendable {
    public var letters: String
    /// nil: the page shows through.
    public var ground: String?
    public var bold: Bool
    public var dim: Bool
    public var underline: Bool

    public init(letters: String, ground: String? = nil, bold: Bool = false, dim: Bool = false, underline: Bool = false)
    {
      self.letters = letters
      self.ground = ground
      self.bold = bold
      self.dim = dim
      self.underline = underline
    }
  }

  public var grid: Grid
  public var title: String
  /// What lies behind everything, `#rrggbb`.
  public var page: String
  public var paint: @Sendable (Role, Ground) -> Paint

  public init(_ grid: Grid, title: String, page: String, paint: @escaping @Sendable (Role, Ground) -> Paint) {
    self.grid = grid
    self.title = title
    self.page = page
    self.paint = paint
  }

  /// In points; cells of a fixed size keep columns below one another whatever the font, and whole ones leave no seams.
  private static let cell = (width: 8.0, height: 16.0)
  private static let margin = 8.0

  /// The file's text.
  public var text: String {
    var body = SVGElements()
    for row in 0..<grid.size.rows { drawGrounds(row, in: &body) }
    for row in 0..<grid.size.rows { drawLetters(row, in: &body) }
    let width = SVGElements.number(Double(grid.size.columns) * Self.cell.width + 2 * Self.margin)
    let height = SVGElements.number(Double(grid.size.rows) * Self.cell.height + 2 * Self.margin)
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
      font-family="'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace" font-size="13.3" \
      xml:space="preserve" role="img">
      <title>\(SVGElements.escaped(title))</title>
      <rect width="100%" height="100%" fill="\(page)"/>
      \(body.lines.joined(separator: "\n"))
      </svg>

      """
  }

  private func x(_ column: Int) -> Double { Self.margin + Double(column) * Self.cell.width }
  private func y(_ row: Int) -> Double { Self.margin + Double(row) * Self.cell.height }

  /// Neighbours that look alike, as one.
  private func runs(_ row: Int, alike: (Cell, Cell) -> Bool) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for column in 0..<grid.size.columns {
      if let last = runs.last, alike(grid[row, last.lowerBound], grid[row, column]) {
        runs[runs.count - 1] = last.lowerBound..<column + 1
      } else {
        runs.append(column..<column + 1)
      }
    }
    return runs
  }

  private func drawGrounds(_ row: Int, in body: inout SVGElements) {
    let grounds = runs(row) { paint($0.role, $0.ground).ground == paint($1.role, $1.ground).ground }
    for run in grounds {
      let cell = grid[row, run.lowerBound]
      guard let ground = paint(cell.role, cell.ground).ground else { continue }
      body.rectangle(
        x(run.lowerBound), y(row), Double(run.count) * Self.cell.width, Self.cell.height, paint: "fill=\"\(ground)\"")
    }
  }

  private func drawLetters(_ row: Int, in body: inout SVGElements) {
    // Letters that fonts agree about go in runs; each other sign has its own place, and blocks are drawn.
    let alike = runs(row) { $0.role == $1.role && $0.ground == $1.ground && $0.isPlain && $1.isPlain }
    for run in alike {
      let cell = grid[row, run.lowerBound]
      let look = paint(cell.role, cell.ground)
      if cell.glyph == Cell.continuation.glyph { continue }
      if let block = Block(cell.glyph) {
        draw(block, row, run.lowerBound, look, in: &body)
        continue
      }
      let text = String(run.map { grid[row, $0].glyph })
      let shown = text.drop { $0 == " " }
      let start = run.lowerBound + text.count - shown.count
      let letters = shown.withoutBlanksAtEnd
      if letters.isEmpty { continue }
      draw(letters, row, start, look, in: &body)
    }
  }

  private func draw(_ letters: String, _ row: Int, _ column: Int, _ look: Paint, in body: inout SVGElements) {
    let width = SVGElements.number(Double(Text.width(letters)) * Self.cell.width)
    let style =
      (look.bold ? " font-weight=\"bold\"" : "") + (look.underline ? " text-decoration=\"underline\"" : "")
      + (look.dim ? " fill-opacity=\"0.65\"" : "")
    body.add(
      "<text x=\"\(SVGElements.number(x(column)))\" y=\"\(SVGElements.number(y(row) + 12))\" textLength=\"\(width)\" "
        + "lengthAdjust=\"spacingAndGlyphs\" fill=\"\(look.letters)\"\(style)>\(SVGElements.escaped(letters))</text>")
  }

  private func draw(_ block: Block, _ row: Int, _ column: Int, _ look: Paint, in body: inout SVGElements) {
    let (width, height) = (Self.cell.width, Self.cell.height)
    body.rectangle(
      x(column), y(row) + height * (1 - block.height), width, height * block.height,
      paint: "fill=\"\(look.letters)\" fill-opacity=\"\(Decimal.fixed(block.ink * (look.dim ? 0.65 : 1), places: 2))\"")
  }

  /// A sign that is a rectangle: fonts draw it in their own ways, and sparklines must be level.
  private struct Block {
    /// Shares of the cell.
    let height: Double
    let ink: Double

    init?(_ glyph: Character) {
      guard let value = glyph.unicodeScalars.first?.value else { return nil }
      switch value {
      case 0x2581...0x2588: (height, ink) = (Double(value - 0x2580) / 8, 1)
      case 0x2591...0x2593: (height, ink) = (1, Double(value - 0x2590) / 4)
      case _: return nil
      }
    }
  }
}

extension Cell {
  fileprivate var isPlain: Bool { glyph.isASCII && glyph != Cell.continuation.glyph }
}

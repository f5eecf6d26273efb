/// The lines of an SVG file, one element each. Every text passes through `escaped`, every number through `number`.
struct SVGElements {
  private(set) var lines: [String] = []

  mutating func add(_ element: String) { lines.append(element) }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, colour: String, extra: String = "") {
    let ends = zip(["x1", "y1", "x2", "y2"], [x1, y1, x2, y2]).map { "\($0)=\"\(Self.number($1))\"" }
    add("<line \(ends.joined(separator: " ")) stroke=\"\(colour)\"\(extra.isEmpty ? "" : " " + extra)/>")
  }

  /// - Parameter isUpright: false for words that are read from below, along an axis.
  mutating func text(
    _ text: String, x: Double, y: Double, size: Double, anchor: String = "start", bold: Bool = false,
    colour: String = "#111111", isUpright: Bool = true
  ) {
    let weight = bold ? " font-weight=\"bold\"" : ""
    let turn = isUpright ? "" : " transform=\"rotate(-90 \(Self.number(x)) \(Self.number(y)))\""
    add(
      "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" font-size=\"\(Self.number(size))\" "
        + "text-anchor=\"\(anchor)\" fill=\"\(colour)\"\(weight)\(turn)>\(Self.escaped(text))</text>")
  }

  mutating func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, paint: String) {
    let sides = zip(["x", "y", "width", "height"], [x, y, width, height]).map { "\($0)=\"\(Self.number($1))\"" }
    add("<rect \(sides.joined(separator: " ")) \(paint)/>")
  }

  /// The same shapes in the same order as the marks of a chart in cells.
  mutating func mark(_ style: SVGStyle, x: Double, y: Double) {
    let paint = "fill=\"\(style.isOpen ? "#ffffff" : style.colour)\" stroke=\"\(style.colour)\" stroke-width=\"1.5\""
    let corners: [(Double, Double)]
    switch style.shape {
    case .circle:
      add("<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"3.5\" \(paint)/>")
      return
    case .diamond: corners = [(0, -5), (5, 0), (0, 5), (-5, 0)]
    case .triangle: corners = [(0, -5), (4.5, 3.5), (-4.5, 3.5)]
    case .square: corners = [(-3.5, -3.5), (3.5, -3.5), (3.5, 3.5), (-3.5, 3.5)]
    }
    add("<polygon points=\"\(Self.points(corners.map { (x + $0.0, y + $0.1) }))\" \(paint)/>")
  }

  static func points(_ corners: some Sequence<(Double, Double)>) -> String {
    corners.map { "\(number($0.0)),\(number($0.1))" }.joined(separator: " ")
  }

  static func number(_ value: Double) -> String { value.isFinite ? Decimal.fixed(value, places: 1) : "0" }

  /// On one line and without characters that XML forbids or would read as its own.
  static func escaped(_ text: String) -> String {
    Text.escaped(text.printable) { sign in
      switch sign {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case "'": "&#39;"
      case _: nil
      }
    }
  }
}

/// How one line of a figure is told from the others: by its mark and its dashes, so that it survives a grey printer, and
/// by its colour.
struct SVGStyle {
  enum Shape { case circle, diamond, triangle, square }

  let colour: String
  let shape: Shape
  let isOpen: Bool
  /// `stroke-dasharray`; empty for a whole line.
  let dashes: String

  /// The eight in the order of a comparison's lines; a ninth begins anew.
  init(_ number: Int) { self = Self.all[number % Self.all.count] }

  private init(_ colour: String, _ shape: Shape, isOpen: Bool = false, dashes: String = "") {
    self.colour = colour
    self.shape = shape
    self.isOpen = isOpen
    self.dashes = dashes
  }

  /// Okabe and Ito's colours, told apart with any kind of colour vision; yellow is too light for lines on white.
  private static let all = [
    SVGStyle("#0072b2", .circle), SVGStyle("#d55e00", .circle, isOpen: true, dashes: "6 3"),
    SVGStyle("#009e73", .diamond, dashes: "2 2"), SVGStyle("#cc79a7", .triangle, dashes: "8 3 2 3"),
    SVGStyle("#56b4e9", .square, dashes: "10 3"), SVGStyle("#e69f00", .diamond, isOpen: true, dashes: "4 2 1 2"),
    SVGStyle("#000000", .triangle, isOpen: true, dashes: "1 3"),
    SVGStyle("#777777", .square, isOpen: true, dashes: "8 2 2 2 2 2"),
  ]

  var stroke: String {
    "stroke=\"\(colour)\" stroke-width=\"1.5\"" + (dashes.isEmpty ? "" : " stroke-dasharray=\"\(dashes)\"")
  }
}

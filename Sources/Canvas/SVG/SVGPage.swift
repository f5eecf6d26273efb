/// An SVG file in the making: words and pictures from the top down, dark on white, in fonts that every machine has.
struct SVGPage {
  var body = SVGElements()
  /// In points.
  let width: Double
  /// Where the next thing goes.
  private(set) var y = 0.0

  /// Letters for a column of a paper.
  var isNarrow: Bool { width < 420 }
  var margin: Double { isNarrow ? 8 : 16 }
  var room: Double { width - 2 * margin }

  init(width: Double) {
    self.width = width
    y = isNarrow ? 6 : 10
  }

  mutating func skip(_ height: Double) { y += height }

  /// A paragraph, broken where it must be: an SVG does not break lines by itself.
  mutating func add(_ text: String, size: Double, bold: Bool = false, colour: String = "#111111") {
    for line in Text.wrapped(text, to: max(8, Int(room / (size * Self.letter(of: text, isBold: bold))))) {
      y += size * 1.4
      body.text(line, x: margin, y: y - size * 0.25, size: size, bold: bold, colour: colour)
    }
  }

  /// What the words below a figure are set in.
  mutating func add(notes: [String]) {
    guard !notes.isEmpty else { return }
    skip(6)
    for note in notes { add(note, size: isNarrow ? 8 : 10, colour: Self.grey) }
  }

  /// Mean width of a letter among words, as a share of its size. What is bold is a name, which may have no narrow blanks
  /// in it and many wide letters.
  private static func letter(of text: String, isBold: Bool) -> Double {
    guard isBold else { return 0.51 }
    let wide = text.count { $0.isUppercase || "mw@%".contains($0) }
    return 0.6 + 0.35 * Double(wide) / Double(max(1, text.count))
  }

  static let grey = "#555555"

  /// Of so many columns of letters: more than most fonts need, so that nothing runs into its neighbour.
  static func width(of columns: Int, at size: Double) -> Double { Double(columns) * size * 0.56 }
  static func width(of text: String, at size: Double) -> Double { width(of: Text.width(text), at: size) }

  /// The file's text.
  ///
  /// - Parameters:
  ///   - title: what a reader's program calls it.
  ///   - about: what it is and how it was made, for whoever opens the file; nothing of it is drawn.
  func text(titled title: String, about: String) -> String {
    let size = "\(SVGElements.number(width)) \(SVGElements.number(y + 6))"
    let sides = size.split(separator: " ")
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" width="\(sides[0])" height="\(sides[1])" viewBox="0 0 \(size)" \
      font-family="Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif" role="img">
      <title>\(SVGElements.escaped(title))</title>
      <desc>\(SVGElements.escaped(about))</desc>
      <rect width="100%" height="100%" fill="#ffffff"/>
      \(body.lines.joined(separator: "\n"))
      </svg>

      """
  }
}

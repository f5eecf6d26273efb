/// A grid as text, for tests, for `--plain` and for saving a screen.
extension Grid {
  /// The lines, without blanks at their ends, joined by line breaks.
  public var text: String {
    picture { cell in cell.glyph == Cell.continuation.glyph ? nil : cell.glyph }
  }

  /// The same lines with one letter for each cell's role: `r` rising, `.` text, `1` the first line of a comparison.
  /// Off the plain ground the letter is a capital, and plain text and blanks show the ground: `>` cursor, `%` band,
  /// `+` picked, `=` bar.
  public var roles: String {
    picture { cell in
      let isBlank = cell.glyph == " "
      guard let sign = cell.ground.sign else { return isBlank ? " " : cell.role.letter }
      return isBlank || cell.role == .text ? sign : Character(cell.role.letter.uppercased())
    }
  }

  private func picture(_ sign: (Cell) -> Character?) -> String {
    (0..<size.rows).map { row in
      var line = String((0..<size.columns).compactMap { sign(self[row, $0]) })
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}

extension Ground {
  fileprivate var sign: Character? {
    switch self {
    case .plain: nil
    case .band: "%"
    case .cursor: ">"
    case .picked: "+"
    case .bar: "="
    }
  }
}

extension Role {
  fileprivate var letter: Character {
    switch self {
    case .text: "."
    case .dim: "d"
    case .title: "t"
    case .heading: "h"
    case .key: "k"
    case .warning: "w"
    case .flag: "g"
    case .accent: "a"
    case .rising: "r"
    case .falling: "f"
    case .flat: "l"
    case .turning: "v"
    case .unresolved: "u"
    case .refused: "x"
    case .line1: "1"
    case .line2: "2"
    case .line3: "3"
    case .line4: "4"
    case .line5: "5"
    case .line6: "6"
    case .line7: "7"
    case .line8: "8"
    }
  }
}

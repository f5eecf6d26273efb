public import Canvas

/// What a theme's cells look like in a terminal of 256 colours, for pictures of the screen: the same inks as on the glass.
public struct ThemePaint: Sendable {
  private let paints: [SVGScreen.Paint]
  private let inks: [CellInk]
  /// What lies behind everything, `#rrggbb`: a theme with light letters was made for dark terminals.
  public let page: String

  public init(_ theme: Theme) {
    let palette = Palette(colours: 256)
    let plain = Inks.ink(.text, on: .plain, of: theme, palette: palette)
    let isDark = plain.background.map { !palette.isBright($0) } ?? plain.foreground.map(palette.isBright) ?? false
    let letters = isDark ? "#d0d0d0" : "#1c1c1c"
    let page = plain.background.map { Palette.code(of: $0, onDark: isDark) } ?? (isDark ? "#1c1c1c" : "#ffffff")
    self.page = page
    inks = Role.allCases.flatMap { role in
      Ground.allCases.map { Inks.ink(role, on: $0, of: theme, palette: palette) }
    }
    paints = inks.map { ink in
      let front = ink.foreground.map { Palette.code(of: $0, onDark: isDark) }
      let back = ink.background.map { Palette.code(of: $0, onDark: isDark) }
      let ground = ink.reverse ? front ?? letters : back
      return SVGScreen.Paint(
        letters: ink.reverse ? back ?? page : front ?? letters, ground: ground == page ? nil : ground,
        bold: ink.bold, dim: ink.dim, underline: ink.underline)
    }
  }

  public func callAsFunction(_ role: Role, _ ground: Ground) -> SVGScreen.Paint {
    paints[Inks.index(role, on: ground)]
  }

  /// The grid with the escapes that colour it, for `cat` and `less -R`. Each line ends as it began: without colour.
  public func ansi(_ grid: Grid) -> String {
    (0..<grid.size.rows).map { row in
      var line = ""
      var last = 0
      for column in 0..<grid.size.columns {
        let cell = grid[row, column]
        if cell.glyph == Cell.continuation.glyph { continue }
        let place = Inks.index(cell.role, on: cell.ground)
        if column == 0 || place != last { line += inks[place].escape }
        last = place
        line.append(cell.glyph)
      }
      return line + "\u{1B}[0m\n"
    }.joined()
  }
}

extension CellInk {
  fileprivate var escape: String {
    let attributes = [(bold, "1"), (dim, "2"), (underline, "4"), (reverse, "7")].filter(\.0).map(\.1)
    let colours = [foreground.map { "38;5;\($0)" }, background.map { "48;5;\($0)" }].compactMap { $0 }
    return "\u{1B}[" + (["0"] + attributes + colours).joined(separator: ";") + "m"
  }
}

extension Palette {
  /// `#rrggbb`. The first sixteen are whatever a terminal has: here such as can be read on the page.
  fileprivate static func code(of number: Int, onDark: Bool) -> String {
    if number < 16, !onDark { return onWhite[number] }
    let colour = rgb(number)
    let digits = String(colour.red << 16 | colour.green << 8 | colour.blue, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  private static let onWhite = [
    "#1c1c1c", "#b3261e", "#2e6b12", "#8f4a00", "#1f4fbf", "#7a2fb5", "#006a75", "#d0d0d0",
    "#6a6a6a", "#d13438", "#3b8a18", "#b06000", "#3a6fe0", "#9a4fd5", "#008a98", "#ffffff",
  ]
}

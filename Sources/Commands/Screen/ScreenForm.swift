import ArgumentParser
import Canvas
import Curses

/// A screen as a file: text alone, the same with the terminal's colours, or drawn.
struct ScreenForm {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, svg, ansi
  }

  let grid: Grid
  let theme: Theme
  /// The run folders, for whoever opens the drawing.
  let title: String

  init(_ grid: Grid, theme: Theme, title: String) {
    self.grid = grid
    self.theme = theme
    self.title = title
  }

  func text(as format: Format) -> String {
    switch format {
    case .text: return grid.text + "\n"
    case .ansi: return ThemePaint(theme).ansi(grid)
    case .svg:
      let paint = ThemePaint(theme)
      return SVGScreen(grid, title: "vane \(title)", page: paint.page) { paint($0, $1) }.text
    }
  }
}

public import ArgumentParser
public import Canvas
public import Curses

/// What a person said of how to draw, in one of the places where it can be said; nil: nothing.
struct LookWishes {
  /// A name or a file.
  var theme: String?
  var glyphs: GlyphSet?
  /// 1 or 2.
  var ambiguousWidth: Int?
  var colour: ColourDepth?
  var usesMouse: Bool?

  /// These first, then the others: the command line before the environment before the configuration.
  func or(_ other: LookWishes) -> LookWishes {
    LookWishes(
      theme: theme ?? other.theme, glyphs: glyphs ?? other.glyphs,
      ambiguousWidth: ambiguousWidth ?? other.ambiguousWidth, colour: colour ?? other.colour,
      usesMouse: usesMouse ?? other.usesMouse)
  }

  /// What the environment says. A word that is none of ours is refused like one on the command line.
  static func environment() throws(CommandProblem) -> LookWishes {
    var wishes = LookWishes()
    wishes.theme = Folders.environment("VANE_THEME")
    if let word = Folders.environment("VANE_GLYPHS") {
      wishes.glyphs = GlyphSet(rawValue: word)
      if wishes.glyphs == nil {
        let sets = GlyphSet.allCases.map(\.rawValue).joined(separator: ", ")
        throw CommandProblem(.wrongUsage, "VANE_GLYPHS: no glyphs '\(word.printable)'; there are: \(sets)")
      }
    }
    // A configuration's colours are no answer to it.
    if Folders.environment("NO_COLOR") != nil { wishes.colour = .never }
    return wishes
  }
}

/// How the dashboard is drawn, as options.
struct LookOptions: ParsableArguments {
  @Option(help: "A theme's name, or a theme file, also a base16 scheme. Default: $VANE_THEME, else terminal.")
  var theme: String?

  @Option(
    help: "What pictures are made of: block, ascii, braille, sextant or octant. Default: $VANE_GLYPHS, else block.")
  var glyphs: GlyphSet?

  @Option(help: "Columns of characters that take 1 or 2, as some terminals draw them. Default: as measured.")
  var ambiguousWidth: Int?

  @Option(help: "Colours: auto, never, 16, 256 or truecolor. NO_COLOR is never's other name. Default: auto.")
  var color: ColourDepth?

  func validate() throws {
    if let ambiguousWidth, ![1, 2].contains(ambiguousWidth) { throw ValidationError("--ambiguous-width is 1 or 2") }
  }

  var wishes: LookWishes {
    LookWishes(theme: theme, glyphs: glyphs, ambiguousWidth: ambiguousWidth, colour: color)
  }
}

extension GlyphSet: ExpressibleByArgument {}
extension ColourDepth: ExpressibleByArgument {}

public import Canvas

/// How a person wants everything drawn here. The session brings the terminal in line with it after every event.
public struct Looks: Equatable, Sendable {
  public var theme: Theme
  public var glyphs: GlyphSet
  /// The mouse moves the selection, at the price of selecting text as usual.
  public var usesMouse: Bool
  /// Columns of signs that take 1 or 2; nil: as the terminal was measured.
  public var ambiguousWidth: Int?

  public init(
    theme: Theme = .builtIn, glyphs: GlyphSet = .block, usesMouse: Bool = false, ambiguousWidth: Int? = nil
  ) {
    self.theme = theme
    self.glyphs = glyphs
    self.usesMouse = usesMouse
    self.ambiguousWidth = ambiguousWidth
  }
}

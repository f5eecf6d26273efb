public import Canvas

/// How a person wants everything drawn here. The session brings the terminal in line with it after every event.
public struct Looks: Equatable, Sendable {
  public var theme: Theme
  public var glyphs: GlyphSet
  /// The mouse moves the selection, at the price of selecting text as usual.
  public var usesMouse: Bool

  public init(theme: Theme = .builtIn, glyphs: GlyphSet = .block, usesMouse: Bool = false) {
    self.theme = theme
    self.glyphs = glyphs
    self.usesMouse = usesMouse
  }
}

/// What a cell means. Screens name roles, themes give them colours; meaning is never in the colour alone.
public enum Role: String, Sendable, CaseIterable {
  case text, dim, title, heading, key, warning, flag, accent
  case rising, falling, flat, turning, unresolved, refused
  /// Lines of a comparison, each with its own glyph as well.
  case line1, line2, line3, line4, line5, line6, line7, line8

  /// In their order.
  public static let lines: [Role] = [.line1, .line2, .line3, .line4, .line5, .line6, .line7, .line8]
}

/// What lies behind a cell.
public enum Ground: String, Sendable, CaseIterable {
  case plain, band, cursor, picked, bar
}

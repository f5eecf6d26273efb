/// Where a line that somebody typed, a filter or a pattern, stops being what it should be, and why.
public struct LineMistake: Error, Equatable, Sendable {
  /// In characters, from 0.
  public var place: Int
  public var what: String
}

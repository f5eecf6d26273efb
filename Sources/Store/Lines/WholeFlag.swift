public import Runs

/// A line of a flag file with all that it says: a newer Vane may have written more than this one knows, and whoever writes
/// the line again loses nothing of it.
public struct WholeFlag: Sendable {
  public var place: Place
  public var flag: Flag
  /// What this Vane does not know, each value as JSON in ASCII: keys, and a reason in place of none.
  public var further: [String: String]

  /// The line as Vane writes it, in ASCII and without its end.
  public var text: String { FlagLine.text(of: flag, and: further) }
}

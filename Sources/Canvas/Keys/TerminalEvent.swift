/// What a terminal reports.
public enum TerminalEvent: Hashable, Sendable {
  case key(Key)
  case pointer(Pointer)
  /// Text from the clipboard, as one line.
  case pasted(String)
  /// How wide the terminal draws what it was asked about.
  case measured(Widths)
  case resized(Size)
  /// Nothing happened before the time was up, or somebody woke the loop.
  case idle
  /// The terminal is gone or the program was told to stop.
  case hangup
}

/// Something that was done with the mouse, in a cell counted from the upper left corner.
public struct Pointer: Hashable, Sendable {
  public enum Deed: Hashable, Sendable {
    /// Of the left button.
    case press
    /// Moved with the left button down.
    case drag
    case wheelUp, wheelDown
  }

  public var deed: Deed
  public var row: Int
  public var column: Int

  public init(_ deed: Deed, row: Int, column: Int) {
    self.deed = deed
    self.row = row
    self.column = column
  }
}

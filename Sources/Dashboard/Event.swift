public import Canvas
public import Runs

/// What happens to a dashboard.
public enum Event: Sendable {
  case key(Key)
  case pointer(Pointer)
  /// Text for the line that is being typed, without line ends or control characters.
  case pasted(String)
  /// To be drawn with from now on.
  case theme(Theme)
  /// Those there are, to choose from.
  case themes([Theme])
  case arrived(Answer)
  /// The answer to a glance.
  case glimpsed(Answer)
  /// Reading has come so far; nil when nothing is being read.
  case progress(ReadingProgress?)
  /// The flags as they stand on disk: all of them.
  case flags(Flags)
  /// Lines that are on disk beside those that were known.
  case flagged(FlagNews)
  /// It could not be written, and why: a note's words must not be lost.
  case unwritten(FlagRequest, String)
  /// The line-up file as it stands on disk.
  case lineups(LineupRecord)
  /// Something to tell in the message line: a flag that could not be written, a file that was rejected.
  case message(String)

  /// What the person does, who sees what comes of it.
  var isOfHands: Bool {
    switch self {
    case .key, .pointer, .pasted: true
    case .theme, .themes, .arrived, .glimpsed, .progress, .flags, .flagged, .unwritten, .lineups, .message: false
    }
  }
}

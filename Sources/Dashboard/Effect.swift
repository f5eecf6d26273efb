public import Runs

/// What a screen wants done to the world; the session does it.
public enum Effect: Equatable, Sendable {
  case quit
  /// Leave this screen.
  case back
  /// Open what the answer shows on top of this screen.
  case ask(Question)
  /// Ask again and put the answer in this screen's place: another measure, another item.
  case replace(Question)
  case flag(FlagRequest)
  /// Note when a line-up was seen, or store an answer to it.
  case lineup(LineupStep)
  /// Nobody waits for the answer any more: what is being computed can stop.
  case cancel
  /// Nobody waits for what is looked for in texts.
  case stopFinding
  /// Columns of a list were chosen, for the next time too; nil: not any more.
  case keepColumns(ListKind, [String]?)
  /// A line was typed that may be wanted again.
  case remember(History.Kind, String)
  /// Give the terminal to a command of the person's own.
  case shell(String)
  /// Stop like any job (Ctrl-Z).
  case suspend
  /// Send everything to the terminal anew.
  case redraw
  /// Find the theme of that name, or in that file; nil: all there are.
  case theme(String?)
  /// To the clipboard of the terminal.
  case copy(String)
  /// Ask when nobody waits for anything else, and forget what was asked so before; nil asks nothing.
  case glance(Question?)
  /// Into a file.
  case takeAway(TakeAwayRequest)
}

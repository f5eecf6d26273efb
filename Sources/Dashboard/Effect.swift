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
  /// Columns were chosen, for the next time too.
  case keepColumns(ColumnChoice)
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

/// One line that a person wants written to the flag file. Shown only once it is on disk.
public struct FlagRequest: Equatable, Sendable {
  public var action: Flag.Action
  public var key: BehaviourKey
  public var name: ItemName
  public var reason: Flag.Reason?
  public var note: String?
  public var contentHash: String?

  public init(
    action: Flag.Action, key: BehaviourKey, name: ItemName, reason: Flag.Reason? = nil, note: String? = nil,
    contentHash: String? = nil
  ) {
    self.action = action
    self.key = key
    self.name = name
    self.reason = reason
    self.note = note
    self.contentHash = contentHash
  }
}

import Dashboard
import Runs
import Store

/// The flag file of a session: writes what a person says, and tells how things stand on disk.
struct FlagDesk {
  private let log: FlagLog?
  private let author: String
  private var stamp: FileStamp?
  private let readOnly: Bool
  private let options: RunOptions
  /// The last that was said of each item, by whatever clock: what is said now must win.
  private var last: [ItemName: Ticket.Earlier] = [:]
  /// Lines that may not be on disk although they can be read back: they are not shown as if they were.
  private var doubtful: Set<String> = []

  init(_ options: RunOptions) {
    log = FlagLog(path: FlagShelf.path(options))
    author = Author.name
    readOnly = options.readOnly
    self.options = options
  }

  /// What to tell the board after writing: the flags as they are on disk now, or why they could not be written.
  mutating func write(_ request: FlagRequest) -> [Event] {
    guard let log, !readOnly else { return [.message("--read-only: flags are not written")] }
    let ticket = Ticket.now(after: last[request.name])
    let flag = Flag(
      id: ticket.id, time: ticket.time, author: author, action: request.action, behaviour: request.key.behaviour,
      variant: request.key.variant, name: request.name, reason: request.reason, note: request.note,
      contentHash: request.contentHash)
    do throws(StoreProblem) {
      try Folders.make(above: log.path, of: options)
      try log.append(flag)
    } catch {
      doubtful.insert(flag.id)
      return [.unwritten(request, error.description)]
    }
    return state()
  }

  /// The flags as they stand, if the file changed since the last look: somebody else may write to it.
  mutating func stateIfChanged() -> [Event] {
    guard let log, log.stamp != stamp else { return [] }
    return state()
  }

  private mutating func state() -> [Event] {
    guard let log else { return [] }
    stamp = log.stamp
    do throws(StoreProblem) {
      var (flags, problems) = try log.read()
      flags.removeAll { doubtful.contains($0.id) }
      for flag in flags { last[flag.name, default: .init(flag)].take(flag) }
      let message = problems.first.map { Event.message($0.description) }
      return [.flags(FlagState.fold(flags))] + (message.map { [$0] } ?? [])
    } catch {
      return [.message(error.description)]
    }
  }
}

extension Ticket.Earlier {
  fileprivate init(_ flag: Runs.Flag) { self.init(moment: flag.moment ?? 0, id: flag.id) }

  fileprivate mutating func take(_ flag: Runs.Flag) {
    let other = Self(flag)
    if (moment, id) < (other.moment, other.id) { self = other }
  }
}

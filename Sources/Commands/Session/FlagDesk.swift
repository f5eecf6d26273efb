import Dashboard
import Runs
import Store

/// The flag file of a session: writes what a person says, and tells what stands on disk beside what was known.
struct FlagDesk {
  private let log: FlagLog
  private let author: String
  private let readOnly: Bool
  private let options: RunOptions
  private var tail: FlagTail
  /// As they stand on disk.
  private var flags = Flags()
  /// What stands there at first is no news.
  private var hasLooked = false
  /// Lines that may not be on disk although they can be read back: they are not shown as if they were.
  private var doubtful: Set<String> = []
  /// Lines that were not acknowledged. They may stand in the file all the same: said again they are these lines, which
  /// count once, and no others beside them.
  private var unheard: [Runs.Flag] = []

  init(_ options: RunOptions) {
    log = FlagLog(FlagShelf.places(options))
    tail = log.tail
    author = Author.name
    readOnly = options.readOnly
    self.options = options
  }

  /// Said at the start: there are none yet where somebody named a file, or what is flagged now is seen by nobody else.
  var notice: String? {
    if let given = options.flags, FlagShelf.isMissing(given) {
      return "\(given): no such file; " + (readOnly ? "no flags are shown" : "the first flag makes it")
    }
    guard !readOnly, let sealed = log.places.sealed else { return nil }
    let names = PathNames(options)
    return "\(names.name(sealed)) may not be written: new flags go to \(names.name(log.path))"
  }

  /// What to tell the board after writing: the lines as they are on disk now, or why they could not be written.
  mutating func write(_ request: FlagRequest) -> [Event] {
    guard !readOnly else { return [.unwritten(request, "--read-only: flags are not written")] }
    // What is said now must win over what anybody has said before, so that is read first.
    let before = news()
    var changes: [FlagChange] = []
    for word in request.words {
      let known = flags[word.name]
      // Of two lines of one second the author's name decides which is the latest: one's own may be another.
      let said = [known?.latest].compactMap { $0 } + (known?.lastWords(of: author) ?? [])
      changes.append(FlagChange(line: line(for: word, after: said), before: known?.flag(of: author)))
    }
    let act = FlagNews.Act(request: request, changes: changes)
    do throws(StoreProblem) {
      try Folders.make(above: log.path, of: options)
      try log.append(changes.map(\.line))
    } catch {
      if !error.keepsSome { doubtful.formUnion(changes.map(\.line.id)) }
      return before + outcome(of: act, refused: error.description)
    }
    return before + outcome(of: act)
  }

  /// What stands on disk of what was to be written: what cannot be read back from there is not shown as if it could.
  private mutating func outcome(of act: FlagNews.Act, refused: String? = nil) -> [Event] {
    let (events, written, problem) = look(for: Set(act.changes.map(\.line.id)))
    let lines = act.changes.map(\.line).filter { written.contains($0.id) }
    if lines.count == act.changes.count { return events + [.flagged(FlagNews(lines, act: act))] }
    unheard += act.changes.map(\.line).filter { !written.contains($0.id) }
    // What keeps the file from being read is told once, and it may have been told before.
    let unread = problem ?? tail.trouble?.description
    let why = refused ?? unread ?? "\(log.path): the flag is not there any more; try again"
    let open = zip(act.request.words, act.changes).filter { !written.contains($1.line.id) }.map(\.0)
    let rest = FlagRequest(open, step: act.request.step)
    guard !lines.isEmpty else { return events + [.unwritten(rest, why)] }
    let count = "\(lines.count) of \(act.changes.count) were written"
    return events + [.flagged(FlagNews(lines, act: part(of: act, written))), .unwritten(rest, "\(count): \(why)")]
  }

  /// What of an act stands on disk, to be taken back as the last one. Of taking back and doing again nothing is done yet
  /// while a part is open.
  private func part(of act: FlagNews.Act, _ written: Set<String>) -> FlagNews.Act? {
    guard act.request.step == .does else { return nil }
    let stands = zip(act.request.words, act.changes).filter { written.contains($1.line.id) }
    return FlagNews.Act(request: FlagRequest(stands.map(\.0)), changes: stands.map(\.1), isPart: true)
  }

  private mutating func line(for word: FlagWord, after said: [Runs.Flag]) -> Runs.Flag {
    let ticket = Ticket.now(
      after: said.compactMap { line in line.moment.map { Ticket.Earlier(moment: $0, id: line.id) } })
    let line = Flag(
      id: ticket.id, time: ticket.time, author: author, action: word.action, behaviour: word.key.behaviour,
      variant: word.key.variant, name: word.name, reason: word.reason, note: word.note, contentHash: word.contentHash,
      undoes: word.undoes)
    let known = unheard.firstIndex { other in
      var same = line
      (same.id, same.time) = (other.id, other.time)
      return same == other && said.allSatisfy { $0 == other || $0.comes(before: other) }
    }
    guard let known else { return line }
    let again = unheard.remove(at: known)
    doubtful.remove(again.id)
    return again
  }

  /// What came since the last look, if the file changed: somebody else may write to it.
  mutating func news() -> [Event] { look(for: []).events }

  /// - Parameter own: ids of lines that were written here.
  /// - Returns: what came beside them, which of them came, and what is wrong with the file.
  private mutating func look(for own: Set<String>) -> (events: [Event], written: Set<String>, problem: String?) {
    var written: Set<String> = []
    var (isAnew, lines, problem) = (false, [Runs.Flag](), nil as String?)
    let known = flags
    do throws(StoreProblem) {
      try tail.look { piece in
        switch piece {
        case .anew:
          isAnew = true
          flags = Flags()
        case .lines(let found):
          for line in found where !doubtful.contains(line.id) {
            flags.add(line)
            if own.contains(line.id) {
              written.insert(line.id)
              continue
            }
            // A whole file, as git brings it, holds much that was known.
            if !isAnew || (hasLooked && known[line.name]?.holds(line) != true) { lines.append(line) }
          }
        case .problem(let found): problem = problem ?? found.description
        }
      }
    } catch {
      problem = error.description
    }
    if isAnew { lines = lines.filter { flags[$0.name]?.holds($0) == true } }
    hasLooked = true
    var events: [Event] = isAnew ? [.flags(flags)] : []
    if !lines.isEmpty { events.append(.flagged(FlagNews(lines))) }
    if let problem { events.append(.message(problem)) }
    return (events, written, problem)
  }
}

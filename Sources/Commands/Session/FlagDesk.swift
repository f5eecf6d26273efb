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

  init(_ options: RunOptions) {
    log = FlagLog(FlagShelf.places(options))
    tail = log.tail
    author = Author.name
    readOnly = options.readOnly
    self.options = options
  }

  /// Said at the start: what is flagged now is seen by nobody else.
  var notice: String? {
    guard !readOnly, let sealed = log.places.sealed else { return nil }
    let names = PathNames(options)
    return "\(names.name(sealed)) may not be written: new flags go to \(names.name(log.path))"
  }

  /// What to tell the board after writing: the lines as they are on disk now, or why they could not be written.
  mutating func write(_ request: FlagRequest) -> [Event] {
    guard !readOnly else { return [.unwritten(request, "--read-only: flags are not written")] }
    // What is said now must win over what anybody has said before, so that is read first.
    let before = news()
    let changes = request.words.map { word in
      let known = flags[word.name]
      // Of two lines of one second the author's name decides which is the latest: one's own may be another.
      let said = [known?.latest].compactMap { $0 } + (known?.lastWords(of: author) ?? [])
      return FlagChange(line: line(for: word, after: said), before: known?.flag(of: author))
    }
    do throws(StoreProblem) {
      try Folders.make(above: log.path, of: options)
      try log.append(changes.map(\.line))
    } catch {
      doubtful.formUnion(changes.map(\.line.id))
      return before + [.unwritten(request, error.description)]
    }
    return before + news(of: FlagNews.Act(request: request, changes: changes))
  }

  private func line(for word: FlagWord, after said: [Runs.Flag]) -> Runs.Flag {
    let ticket = Ticket.now(
      after: said.compactMap { line in line.moment.map { Ticket.Earlier(moment: $0, id: line.id) } })
    return Flag(
      id: ticket.id, time: ticket.time, author: author, action: word.action, behaviour: word.key.behaviour,
      variant: word.key.variant, name: word.name, reason: word.reason, note: word.note, contentHash: word.contentHash,
      undoes: word.undoes)
  }

  /// What came since the last look, if the file changed: somebody else may write to it.
  ///
  /// - Parameter act: what was just written here; its lines are among those that come.
  mutating func news(of act: FlagNews.Act? = nil) -> [Event] {
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
    let own = Set((act?.changes ?? []).map(\.line.id))
    let others = lines.filter { !own.contains($0.id) }
    if !others.isEmpty { events.append(.flagged(FlagNews(others))) }
    if let problem { events.append(.message(problem)) }
    // Last, for whoever pressed the key wants to know what became of it.
    if let act { events.append(.flagged(FlagNews(lines.filter { own.contains($0.id) }, act: act))) }
    return events
  }
}

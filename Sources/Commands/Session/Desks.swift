import Dashboard
import Dispatch
import Runs
import Synchronization

/// The desks, at work beside the keys.
final class Desks: Sendable {
  /// The desks are made beside the keys too: where their files are is looked up on the disk.
  private struct State {
    let options: RunOptions
    lazy var flags = FlagDesk(options)
    lazy var lineups = LineupDesk(options)
    /// What could not be stored at the end, as sentences.
    var lost: [String] = []

    init(_ options: RunOptions) { self.options = options }
  }

  private let state: Mutex<State>
  private let inbox: Inbox
  private let aside: Aside
  /// Lines that were asked for and of which nothing was heard yet.
  private let pending = Atomic<Int>(0)
  /// Answers to line-ups that the disk has refused so far.
  private let unstored = Atomic<Int>(0)
  private let isLooking = Atomic<Bool>(false)

  /// - Parameter patience: how long whoever writes waits to hear of it.
  init(_ options: RunOptions, inbox: Inbox, patience: DispatchTimeInterval = .milliseconds(150)) {
    state = Mutex(State(options))
    self.inbox = inbox
    aside = Aside("desks", inbox: inbox, patience: patience)
    let told = aside.told { [self] in
      let notice = state.withLock { $0.flags.notice }
      return notice.map { [.message($0)] } ?? []
    }
    told.forEach(inbox.post)
  }

  /// What to tell, as a rule at once; see `Aside`.
  func write(_ request: FlagRequest) -> [Event] { soon { $0.flags.write(request) } }
  func take(_ step: LineupStep) -> [Event] { soon { $0.lineups.take(step) } }

  /// What changed on disk comes by the inbox.
  func look() {
    if isLooking.exchange(true, ordering: .relaxed) { return }
    aside.soon { [self] in
      let events = state.withLock { $0.flags.news() + $0.lineups.stateIfChanged() }
      isLooking.store(false, ordering: .relaxed)
      events.forEach(inbox.post)
    }
  }

  /// Gives what is still being written a moment.
  ///
  /// - Returns: what was not written, as sentences.
  func finish() -> [String] {
    guard aside.finish({ [self] in state.withLock { $0.lost = $0.lineups.finish() } }) else {
      let (flags, answers) = (pending.load(ordering: .relaxed), unstored.load(ordering: .relaxed))
      var lost = answers > 0 ? ["\(answers) of the answers to line-ups"] : []
      // What hangs may be neither, but a look at what others have written.
      if flags > 0 || lost.isEmpty { lost.append("\(flags) of what was flagged last") }
      return ["the disk did not answer; \(lost.joined(separator: " and ")) may be lost"]
    }
    return state.withLock { $0.lost }
  }

  private func soon(_ step: @escaping @Sendable (inout State) -> [Event]) -> [Event] {
    pending.add(1, ordering: .relaxed)
    return aside.told { [self] in
      let events = state.withLock { state in
        let events = step(&state)
        unstored.store(state.lineups.waiting, ordering: .relaxed)
        return events
      }
      pending.subtract(1, ordering: .relaxed)
      return events
    }
  }
}

/// What a slow disk refused when nobody looked into the inbox any more.
struct Refusals {
  private(set) var events: [Event] = []

  /// Takes what tells of flags and notes that could not be written.
  mutating func take(from others: [Event]) {
    events += others.filter { if case .unwritten = $0 { true } else { false } }
  }

  /// Why, as sentences.
  var reasons: [String] {
    events.compactMap { event -> String? in if case .unwritten(_, let why) = event { why } else { nil } }
  }
}

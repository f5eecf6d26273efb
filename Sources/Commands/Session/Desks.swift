import Dashboard
import Dispatch
import Runs
import Synchronization

/// The desks, at work on a thread of their own: a disk may take its time, or never answer again, and keys must not wait
/// for it.
final class Desks: Sendable {
  private struct State {
    var flags: FlagDesk
    var lineups: LineupDesk
    /// What could not be stored at the end, as sentences.
    var lost: [String] = []
  }

  private let state: Mutex<State>
  private let inbox: Inbox
  private let queue = DispatchQueue(label: "desks")
  /// Lines that were asked for and of which nothing was heard yet.
  private let pending = Atomic<Int>(0)
  /// Answers to line-ups that the disk has refused so far.
  private let unstored = Atomic<Int>(0)
  private let isLooking = Atomic<Bool>(false)

  private let patience: DispatchTimeInterval

  /// - Parameter patience: how long whoever writes waits to hear of it.
  init(_ options: RunOptions, inbox: Inbox, patience: DispatchTimeInterval = .milliseconds(150)) {
    self.patience = patience
    let flags = FlagDesk(options)
    let notice = flags.notice
    state = Mutex(State(flags: flags, lineups: LineupDesk(options)))
    self.inbox = inbox
    if let notice { inbox.post(.message(notice)) }
  }

  /// What to tell, as a rule at once: the next key may already be about what this one did. Where the disk takes longer
  /// than a person notices, it comes by the inbox, and so does what is asked for meanwhile: what was done last is what
  /// is heard last.
  func write(_ request: FlagRequest) -> [Event] { soon { $0.flags.write(request) } }
  func take(_ step: LineupStep) -> [Event] { soon { $0.lineups.take(step) } }

  /// What changed on disk comes by the inbox.
  func look() {
    if isLooking.exchange(true, ordering: .relaxed) { return }
    queue.guarded { [self] in
      let events = state.withLock { $0.flags.news() + $0.lineups.stateIfChanged() }
      isLooking.store(false, ordering: .relaxed)
      events.forEach(inbox.post)
    }
  }

  /// Gives what is still being written a moment.
  ///
  /// - Returns: what was not written, as sentences.
  func finish() -> [String] {
    guard queue.finishes({ [self] in state.withLock { $0.lost = $0.lineups.finish() } }) else {
      let (flags, answers) = (pending.load(ordering: .relaxed), unstored.load(ordering: .relaxed))
      var lost = answers > 0 ? ["\(answers) of the answers to line-ups"] : []
      // What hangs may be neither, but a look at what others have written.
      if flags > 0 || lost.isEmpty { lost.append("\(flags) of what was flagged last") }
      return ["the disk did not answer; \(lost.joined(separator: " and ")) may be lost"]
    }
    return state.withLock { $0.lost }
  }

  private final class Outcome: Sendable {
    let events: Mutex<(told: [Event]?, isLate: Bool)>
    let done = DispatchSemaphore(value: 0)

    init(isLate: Bool) { events = Mutex((nil, isLate)) }
  }

  private func soon(_ step: @escaping @Sendable (inout State) -> [Event]) -> [Event] {
    let isBehind = pending.add(1, ordering: .relaxed).oldValue > 0
    let outcome = Outcome(isLate: isBehind)
    queue.guarded { [self] in
      let events = state.withLock { state in
        let events = step(&state)
        unstored.store(state.lineups.waiting, ordering: .relaxed)
        return events
      }
      let isLate = outcome.events.withLock { known in
        known.told = events
        return known.isLate
      }
      if isLate { events.forEach(inbox.post) }
      pending.subtract(1, ordering: .relaxed)
      outcome.done.signal()
    }
    if isBehind { return [] }
    _ = outcome.done.wait(timeout: .now() + patience)
    return outcome.events.withLock { known in
      known.isLate = known.told == nil
      return known.told ?? []
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

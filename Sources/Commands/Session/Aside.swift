import Dashboard
import Dispatch
import Synchronization

/// What the disk may keep waiting, one thing after the other on a thread of its own: it may take its time, or never answer
/// again, and keys must not wait for it.
final class Aside: Sendable {
  private let queue: DispatchQueue
  private let inbox: Inbox
  private let patience: DispatchTimeInterval
  /// Things of which is still to be told what came of them.
  private let pending = Atomic<Int>(0)

  /// - Parameter patience: how long whoever asks waits to hear what came of it.
  init(_ label: String, inbox: Inbox, patience: DispatchTimeInterval = .milliseconds(150)) {
    queue = DispatchQueue(label: label)
    self.inbox = inbox
    self.patience = patience
  }

  /// Nobody waits for it.
  func soon(_ work: @escaping @Sendable () -> Void) { queue.guarded(after: 0, work) }

  /// What to tell, as a rule at once: the next key may already be about what this one did. Where the disk takes longer
  /// than a person notices, it comes by the inbox, and so does what is asked for meanwhile: what was done last is what
  /// is heard last.
  func told(_ work: @escaping @Sendable () -> [Event]) -> [Event] {
    let isBehind = pending.add(1, ordering: .relaxed).oldValue > 0
    let outcome = Outcome(isLate: isBehind)
    queue.guarded { [self] in
      let events = work()
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

  /// Gives what is still under way a moment, and this behind it.
  ///
  /// - Returns: whether it was long enough.
  func finish(_ last: @escaping @Sendable () -> Void = {}) -> Bool { queue.finishes(last) }

  private final class Outcome: Sendable {
    let events: Mutex<(told: [Event]?, isLate: Bool)>
    let done = DispatchSemaphore(value: 0)

    init(isLate: Bool) { events = Mutex((nil, isLate)) }
  }
}

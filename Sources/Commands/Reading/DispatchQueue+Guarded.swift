import Curses
import Dispatch

extension DispatchQueue {
  /// Runs it on a thread on which the terminal is given back whatever happens, a full stack included: what is read there
  /// was made by others. The only door to other threads in this room.
  func guarded(after milliseconds: Int = 0, _ work: @escaping @Sendable () -> Void) {
    asyncAfter(deadline: .now() + .milliseconds(milliseconds)) {
      Terminal.guardThread()
      work()
    }
  }

  /// Gives what is waiting there a moment, and this behind it.
  ///
  /// - Returns: whether it was long enough.
  func finishes(_ last: @escaping @Sendable () -> Void = {}) -> Bool {
    let finished = DispatchSemaphore(value: 0)
    guarded {
      last()
      finished.signal()
    }
    return finished.wait(timeout: .now() + .seconds(2)) == .success
  }

  /// As `guarded`, for many threads at once; returns when all are done.
  static func guarded(_ count: Int, _ work: @Sendable (Int) -> Void) {
    concurrentPerform(iterations: count) { number in
      Terminal.guardThread()
      work(number)
    }
  }
}

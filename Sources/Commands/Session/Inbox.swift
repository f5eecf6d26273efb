import Dashboard
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where other threads leave what the dashboard should hear. Leaving something wakes the loop by way of a pipe.
final class Inbox: Sendable {
  private let events = Mutex<[Event]>([])
  private let writeEnd: Int32
  /// To be waited on beside the keyboard.
  let readEnd: Int32

  /// - Throws: when the system has no descriptors left.
  init() throws(CommandProblem) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else {
      throw CommandProblem(.cannotWrite, "too many open files; close some and try again")
    }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    (readEnd, writeEnd) = (ends[0], ends[1])
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  func post(_ event: Event) {
    events.withLock { $0.append(event) }
    var byte: UInt8 = 1
    // A full pipe is awake already.
    _ = write(writeEnd, &byte, 1)
  }

  func take() -> [Event] {
    events.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
  }
}

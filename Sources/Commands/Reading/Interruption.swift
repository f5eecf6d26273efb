import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Ctrl-C while a command reads, computes or prints: it is given a moment to end in order, and no more.
enum Interruption {
  private static let flag = Atomic<Bool>(false)

  static var requested: Bool { flag.load(ordering: .relaxed) }

  /// - Throws: what ends a command whose answer would lack what it was stopped at.
  static func check() throws(CommandProblem) {
    if requested { throw CommandProblem(.interrupted, "interrupted") }
  }

  static func watch() {
    // Made before a handler asks for it.
    _ = requested
    // Whoever started us may have had no use for alarms.
    var alarms = sigset_t()
    sigemptyset(&alarms)
    sigaddset(&alarms, SIGALRM)
    sigprocmask(SIG_UNBLOCK, &alarms, nil)
    signal(SIGALRM) { _ in
      let words: StaticString = "\nvane: interrupted\n"
      _ = write(STDERR_FILENO, words.utf8Start, words.utf8CodeUnitCount)
      _exit(CommandProblem.Status.interrupted.rawValue)
    }
    signal(SIGINT) { _ in
      Interruption.flag.store(true, ordering: .relaxed)
      // Whoever waits does not feel so many microseconds; the index stands an end in the middle of writing.
      ualarm(50_000, 0)
    }
  }
}

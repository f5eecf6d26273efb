import Canvas
import Dashboard

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Writes down what is typed, each line as it happens: a session that breaks off leaves all that led there.
struct KeyRecorder: ~Copyable {
  private let path: String
  /// -1 once the file could not be written.
  private var descriptor: Int32
  private let start = ContinuousClock.now

  /// Makes the file, by the user's mask; one that is there already is left as it is, and the reason thrown.
  init(_ path: String) throws(CommandProblem) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOCTTY, 0o666)
    guard descriptor >= 0 else {
      let why = errno == EEXIST ? "there is one already; name a new file" : String(cString: strerror(errno))
      throw CommandProblem(.cannotWrite, "--log-keys \(path): \(why)")
    }
    if Streams.put(KeyLog.head + "\n", to: descriptor) { return }
    // Without its first line nothing of it could be gone through again.
    let why = String(cString: strerror(errno))
    close(descriptor)
    descriptor = -1
    unlink(path)
    throw CommandProblem(.cannotWrite, "--log-keys \(path): \(why)")
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// - Returns: why nothing more is written, once.
  mutating func note(_ event: TerminalEvent) -> [Event] {
    let time = start.duration(to: .now) / .milliseconds(1)
    guard descriptor >= 0, let line = KeyLog.line(event, milliseconds: Int(time)) else { return [] }
    if Streams.put(line, to: descriptor) { return [] }
    let why = String(cString: strerror(errno))
    close(descriptor)
    descriptor = -1
    return [.message("keys are no longer logged: \(path): \(why)")]
  }
}

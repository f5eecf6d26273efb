import Canvas
import Dashboard
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Writes down what is typed, each line as it happens: a session that breaks off leaves all that led there.
final class KeyRecorder: Sendable {
  private let path: String
  /// -1 once the file could not be written.
  private let descriptor: Mutex<Int32>
  private let start = ContinuousClock.now
  private let aside: Aside

  /// Makes the file, by the user's mask; one that is there already is left as it is, and the reason thrown.
  init(_ path: String, inbox: Inbox) throws(CommandProblem) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOCTTY, 0o666)
    guard file >= 0 else {
      let why = errno == EEXIST ? "there is one already; name a new file" : String(cString: strerror(errno))
      throw CommandProblem(.cannotWrite, "--log-keys \(path): \(why)")
    }
    guard Streams.put(KeyLog.head + "\n", to: file) else {
      // Without its first line nothing of it could be gone through again.
      let why = String(cString: strerror(errno))
      close(file)
      unlink(path)
      throw CommandProblem(.cannotWrite, "--log-keys \(path): \(why)")
    }
    self.path = path
    descriptor = Mutex(file)
    aside = Aside("log of keys", inbox: inbox)
  }

  deinit {
    let file = descriptor.withLock { $0 }
    if file >= 0 { close(file) }
  }

  /// Before anything is done about it, unless the disk takes its time.
  ///
  /// - Returns: why nothing more is written, once.
  func note(_ event: TerminalEvent) -> [Event] {
    let time = start.duration(to: .now) / .milliseconds(1)
    guard let line = KeyLog.line(event, milliseconds: Int(time)) else { return [] }
    return aside.told { [self] in descriptor.withLock { put(line, to: &$0) } }
  }

  private func put(_ line: String, to file: inout Int32) -> [Event] {
    guard file >= 0 else { return [] }
    if Streams.put(line, to: file) { return [] }
    let why = String(cString: strerror(errno))
    close(file)
    file = -1
    return [.message("keys are no longer logged: \(path): \(why)")]
  }

  /// Gives what is still being written a moment.
  ///
  /// - Returns: what may not have been written, as sentences.
  func finish() -> [String] {
    aside.finish() ? [] : ["--log-keys \(path): the disk did not answer; what was typed last may be missing"]
  }
}

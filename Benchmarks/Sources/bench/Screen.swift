import Glibc

/// A program on a pseudo-terminal of 160x50, watched for when it draws.
final class Screen {
  /// POSIX_SPAWN_SETSID.
  private static let setsidFlag: Int16 = 0x80

  /// Milliseconds after the start of the program: its first byte, and the last one before it was silent and idle.
  struct Times {
    var first: Double
    var last: Double
  }

  private let near: Int32
  private let process: pid_t
  private let start: Double
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  init?(_ words: [String], environment: [String]) {
    // What posix_openpt and its kin do; Glibc's module does not show them.
    near = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard near >= 0 else { return nil }
    var (lock, number): (Int32, UInt32) = (0, 0)
    guard ioctl(near, 0x4004_5431, &lock) == 0, ioctl(near, 0x8004_5430, &number) == 0 else {
      Glibc.close(near)
      return nil
    }
    var size = winsize(ws_row: 50, ws_col: 160, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(near, UInt(TIOCSWINSZ), &size)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/pts/\(number)", O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Self.setsidFlag)
    let arguments = words.map { strdup($0) } + [nil]
    let variables = environment.map { strdup($0) } + [nil]
    defer { for word in arguments + variables { free(word) } }
    var process = pid_t()
    start = now()
    guard posix_spawn(&process, words[0], &actions, &attributes, arguments, variables) == 0 else {
      Glibc.close(near)
      return nil
    }
    self.process = process
    Interrupt.child = process
  }

  /// Waits until nothing was drawn for a quarter second in which the program did not work either.
  func settle() -> Times? {
    var times: Times?
    var worked = work
    while let moment = nextBytes(within: times == nil ? 120_000 : 250) ?? (isIdle(since: &worked) ? nil : .nan) {
      if moment.isNaN { continue }
      worked = work
      let after = moment - start
      times = Times(first: times?.first ?? after, last: after)
    }
    return times
  }

  /// Milliseconds from a key to the last byte of the frame that it brings; nil if nothing changes.
  ///
  /// - Parameters:
  ///   - longest: how long to wait for its first byte, milliseconds.
  ///   - quiet: how long a silence ends a frame.
  func press(_ key: String, within longest: Int32 = 1000, quiet: Int32 = 25) -> Double? {
    let bytes = Array(key.utf8)
    let pressed = now()
    guard write(near, bytes, bytes.count) == bytes.count else { return nil }
    return frame(since: pressed, within: longest, quiet: quiet)
  }

  /// Asks for a whole frame, as a change of size does that is taken back at once; nil if none comes.
  func answer(within longest: Int32) -> Double? {
    let asked = now()
    kill(process, SIGWINCH)
    return frame(since: asked, within: longest, quiet: 15)
  }

  private func frame(since start: Double, within longest: Int32, quiet: Int32) -> Double? {
    var last: Double?
    while let moment = nextBytes(within: last == nil ? longest : quiet) { last = moment }
    return last.map { $0 - start }
  }

  func resize(columns: Int, rows: Int) {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(near, UInt(TIOCSWINSZ), &size)
    _ = frame(since: now(), within: 100, quiet: 15)
  }

  /// MB in memory now.
  var memory: Double {
    let line = Child.text(of: "/proc/\(process)/status").split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    let kilobytes = line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Double($0) }
    return (kilobytes ?? .nan) * 1024 / 1e6
  }

  /// False once the program has ended, whether or not somebody has asked how.
  var isRunning: Bool {
    guard status == nil else { return false }
    var code: Int32 = 0
    guard waitpid(process, &code, WNOHANG) == process else { return true }
    // As a shell has it.
    status = code & 0x7F == 0 ? code >> 8 & 0xFF : 128 + code & 0x7F
    return false
  }

  /// How it ended; nil while it runs.
  private(set) var status: Int32?

  /// Ends the program and says how much memory it had at most, MB.
  func close() -> Double {
    defer { Glibc.close(near) }
    defer { Interrupt.child = 0 }
    guard isRunning else { return .nan }
    kill(process, SIGTERM)
    var status: Int32 = 0
    var usage = rusage()
    // A program that is ending must be able to write its last bytes.
    while wait4(process, &status, WNOHANG, &usage) == 0 { _ = nextBytes(within: 10) }
    return Double(usage.ru_maxrss) * 1024 / 1e6
  }

  /// When the next bytes came, or nil if none did in time.
  private func nextBytes(within milliseconds: Int32) -> Double? {
    var waiting = pollfd(fd: near, events: Int16(POLLIN), revents: 0)
    let ready = poll(&waiting, 1, milliseconds)
    guard Interrupt.isQuiet, ready > 0, read(near, &buffer, buffer.count) > 0 else { return nil }
    return now()
  }

  private func isIdle(since worked: inout Int) -> Bool {
    defer { worked = work }
    return !Interrupt.isQuiet || work - worked < 3
  }

  /// Hundredths of a second that the program's threads have worked.
  private var work: Int {
    let fields = Child.text(of: "/proc/\(process)/stat").split(separator: ")").last?.split(separator: " ") ?? []
    return fields.count > 12 ? (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0) : 0
  }
}

/// Milliseconds on a clock that only goes forward.
func now() -> Double {
  var moment = timespec()
  clock_gettime(CLOCK_MONOTONIC, &moment)
  return Double(moment.tv_sec) * 1000 + Double(moment.tv_nsec) / 1e6
}

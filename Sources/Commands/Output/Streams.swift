import Canvas
import Runs

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The two streams of a command: data on standard output, messages on standard error.
enum Streams {
  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  /// A terminal on which a line can be written over.
  static var errorsCanMove: Bool { isatty(STDERR_FILENO) == 1 && Folders.environment("TERM") != "dumb" }

  /// Standard streams that somebody closed get something that refuses to be read and written: the next file that is
  /// opened would take their number, and the output would go there.
  static func fillGaps() {
    for stream in STDIN_FILENO...STDERR_FILENO where fcntl(stream, F_GETFD) < 0 {
      _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Writes all of it, or says why not (exit status 4). A closed pipe ends the program quietly, as SIGPIPE does.
  static func write(_ text: String) throws(CommandProblem) {
    guard put(text, to: STDOUT_FILENO) else {
      if errno == EPIPE { exit(0) }
      let remedy = [ENOSPC, EDQUOT].contains(errno) ? "make room on the disk" : "redirect it elsewhere"
      throw CommandProblem(.cannotWrite, "standard output: \(String(cString: strerror(errno))); \(remedy)")
    }
  }

  /// `vane: FILE:LINE: what is wrong; what to do`.
  static func say(_ message: String) { _ = put("vane: \(message.printable)\n", to: STDERR_FILENO) }

  /// Who gave it by hand believes that it does something.
  static func tellIdle(_ option: String) { say("\(option) has no effect here") }

  static func say(_ problems: [Problem], named name: (String) -> String) {
    for problem in problems { say(problem.named(name).description) }
  }

  /// Replaces the last line of standard error: for progress.
  static func status(_ text: String) { _ = put("\r\u{1B}[K" + text.printable, to: STDERR_FILENO) }

  /// - Returns: whether all of it could be written; `errno` says why not.
  static func put(_ text: String, to descriptor: Int32) -> Bool {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if written > 0 {
        bytes = bytes.dropFirst(written)
      } else if written < 0, errno == EAGAIN {
        // Somebody who shares it has told it not to wait.
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&ready, 1, -1)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }
}

/// Why a command ends with another status than 0.
struct CommandProblem: Error, CustomStringConvertible {
  enum Status: Int32 {
    case nothingToShow = 1
    case wrongUsage = 2
    case someInputRejected = 3
    case cannotWrite = 4
    /// Something is not as it was, or not as it was expected.
    case differs = 5
    case interrupted = 130
  }

  var status: Status
  /// Empty: everything has been said.
  var description: String

  init(_ status: Status, _ description: String = "") {
    self.status = status
    self.description = description
  }
}

/// The dashboard has come to its end in order because somebody sent a signal.
struct EndedBySignal: Error {
  var number: Int32

  /// Ends the program as the signal would have: whoever waits for it sees which one it was.
  func leave() -> Never {
    signal(number, SIG_DFL)
    raise(number)
    exit(128 + number)
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

import Canvas
import Dashboard
import Runs

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A session gone through again from what was typed in it, without a terminal: ends on the screen on which that one ended.
struct Replay {
  private let log: KeyLog

  /// - Throws: what is wrong with the file, and on which line.
  init(_ path: String) throws(CommandProblem) {
    guard let bytes = TextFile.start(of: path, most: KeyLog.mostBytes + 1, mayWait: true) else {
      throw CommandProblem(.wrongUsage, "\(path): \(String(cString: strerror(errno))); name a file of --log-keys")
    }
    do throws(KeyLog.Mistake) {
      log = try KeyLog(bytes)
    } catch {
      throw CommandProblem(.wrongUsage, "\(path):\(error.line): \(error.what); mend the line or delete it")
    }
  }

  /// - Parameter board: as the session began, before anything had arrived.
  func end(of board: Board, answers: Answers) -> Grid {
    var headless = Headless(
      board, size: Size(columns: 80, rows: 24), answers: answers, does: Headless.nothing(as: "a replay"))
    if case .resized(let size)? = log.entries.first?.event { headless.size = size }
    var flags = FlagDesk(answers.options)
    // A seed of its own would give another line-up each time.
    let lineups = LineupRecord(author: Author.name, notStored: "a replay stores no answers")
    headless.begin(flags.news() + [.lineups(lineups)])
    for entry in log.entries where !headless.hasEnded {
      switch entry.event {
      case .key(let key): headless.take([.key(key)])
      case .pasted(let text): headless.take([.pasted(text)])
      case .pointer(let pointer): headless.take([.pointer(pointer)])
      case .resized(let size):
        headless.size = size
        headless.take([])
      case .measured, .idle, .hangup: break
      }
    }
    return headless.picture()
  }
}

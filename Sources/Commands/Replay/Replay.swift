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
    var size = Size(columns: 80, rows: 24)
    if case .resized(let first)? = log.entries.first?.event { size = first }
    var headless = Headless.watching(board, size: size, answers: answers, as: "a replay")
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

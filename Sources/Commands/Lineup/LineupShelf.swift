import Runs
import Store

/// The line-up file that belongs to the given runs.
enum LineupShelf {
  static func log(_ options: RunOptions) -> LineupLog {
    LineupLog(
      FlagShelf.places(options, beside: LineupLog.usualName) { LineupLog.places(for: $0, state: Folders.state) })
  }

  /// Oldest first, as they are on disk.
  static func read(_ log: LineupLog) -> (plays: [LineupPlay], problems: [Problem]) {
    OwnLines.read { () throws(StoreProblem) in try log.read() }
  }
}

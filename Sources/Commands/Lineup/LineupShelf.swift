import Runs
import Store

/// The line-up file that belongs to the given runs.
enum LineupShelf {
  static func log(_ options: RunOptions) -> LineupLog {
    LineupLog(
      FlagShelf.places(options, beside: LineupLog.usualName) { LineupLog.places(for: $0, state: Folders.state) })
  }
}

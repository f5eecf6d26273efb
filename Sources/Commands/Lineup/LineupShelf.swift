import Runs
import Store

/// The line-up file that belongs to the given runs.
enum LineupShelf {
  /// Beside the flag file if that was named, else beside the run folders and in the state folder.
  static func log(_ options: RunOptions) -> LineupLog {
    LineupLog(
      FlagShelf.folderGiven(options).map { LinePlaces($0 + "/" + LineupLog.usualName) }
        ?? FlagShelf.places(options) { LineupLog.places(for: $0, state: Folders.state) })
  }
}

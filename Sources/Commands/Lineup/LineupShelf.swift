import Runs
import Store

/// The line-up file that belongs to the given runs.
enum LineupShelf {
  /// Beside the flag file if that was named, else beside the first run folder and in the state folder.
  static func log(_ options: RunOptions) -> LineupLog {
    LineupLog(
      FlagShelf.folderGiven(options).map { LinePlaces($0 + "/" + LineupLog.usualName) }
        ?? LineupLog.places(for: FlagShelf.folder(options), state: Folders.state))
  }
}

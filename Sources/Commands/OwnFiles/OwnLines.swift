import Runs
import Store

/// Files of people's lines that lie among the logs: what they hold, and what shows it. Those beside what was named are
/// read with it; those of a folder further down belong to that folder alone.
enum OwnLines: String, CaseIterable {
  case flags = "vane-flags"
  case lineups = "vane-lineups"
  case plans = "vane-plans"

  var fileName: String {
    switch self {
    case .flags: FlagLog.usualName
    case .lineups: LineupLog.usualName
    case .plans: PlanLog.usualName
    }
  }

  var what: String {
    switch self {
    case .flags: "flags of researchers"
    case .lineups: "answers to line-ups"
    case .plans: "predictions"
    }
  }

  private var command: [String] {
    switch self {
    case .flags: ["vane", "flags", "list"]
    case .lineups: ["vane", "lineup", "--report"]
    case .plans: ["vane", "plan", "list"]
    }
  }

  /// - Parameter folder: the one that the file lies in, where it is none of those that were named.
  func remark(onlyIn folder: String?) -> String {
    guard let folder else { return "\(what); `\(ShellWords.line(command))` shows them" }
    let named = folder.hasPrefix("-") ? "./" + folder : folder
    let line = ShellWords.line(command + [named])
    return "\(what) on the runs of that folder alone, not counted here; `\(line)` shows them"
  }
}

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

  /// As each line begins, whatever its version.
  private var beginning: String {
    let schema =
      switch self {
      case .flags: FlagLog.schema
      case .lineups: LineupLog.schema
      case .plans: PlanLog.schema
      }
    let name = schema.prefix { $0 != "/" }
    return "{\"schema\":\"\(name)/"
  }

  /// Lines that stand in a file already, by its name or, where `--flags` names another, by its first line: hours of a
  /// person's judgement, that no answer may be written over.
  static func standing(in path: String) -> OwnLines? {
    guard let head = TextFile.start(of: path, most: 64), !head.isEmpty else { return nil }
    // Those that were merged or exported have blanks.
    let beginning = String(decoding: head.filter { $0 != UInt8(ascii: " ") }, as: UTF8.self)
    return allCases.first { FolderName.last(path) == $0.fileName || beginning.hasPrefix($0.beginning) }
  }

  /// What can be read, and what cannot: a whole file of it is a problem like a line, and hides nothing else.
  static func read<Line>(
    _ lines: () throws(StoreProblem) -> ([Line], [Problem])
  ) -> ([Line], [Problem]) {
    do throws(StoreProblem) {
      return try lines()
    } catch {
      return ([], [Problem(error)])
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

  /// - Parameters:
  ///   - folder: the one that the file lies in, as it would be named.
  ///   - isNamed: true where it is one of those that were: then its lines are read with it.
  func remark(in folder: String, isNamed: Bool) -> String {
    let named = folder.hasPrefix("-") ? "./" + folder : folder
    let line = ShellWords.line(command + (folder == "." ? [] : [named]))
    return what + (isNamed ? "" : " on the runs of that folder alone, not counted here") + "; `\(line)` shows them"
  }
}

import Runs
import Store

/// One line of the flag file, for output.
enum FlagRow {
  static func json(of flag: Flag) -> JSON {
    let undoes = flag.undoes.map { [("undoes", JSON.string($0))] } ?? []
    return .object(fields(of: flag).map { ($0.0, JSON($0.1)) } + undoes)
  }

  /// With the place where the line stands.
  static func json(of flag: Flag, at place: Place) -> JSON {
    json(of: flag).with("file", .string(place.file)).with("line", JSON(place.line))
  }

  static func rows(of lines: [(place: Place, entry: Flag)]) -> Rows {
    var rows = Rows(header: Flag.columns + ["undoes", "file", "line"])
    rows.rows = lines.map { place, flag in
      fields(of: flag).map { Rows.Field($0.1) } + [.init(flag.undoes), .text(place.file), .init(place.line)]
    }
    return rows
  }

  private static func fields(of flag: Flag) -> [(String, String?)] {
    let values: [String?] = [
      FlagLog.schema, flag.id, flag.time, flag.author, flag.action.rawValue, flag.behaviour, flag.name.suite,
      flag.name.item,
      flag.variant, flag.reason?.rawValue, flag.note, flag.contentHash,
    ]
    return Array(zip(Flag.columns, values))
  }
}

extension Flag {
  fileprivate static let columns = [
    "schema", "id", "time", "author", "action", "behaviour", "suite", "item", "variant", "reason", "note",
    "content_hash",
  ]
}

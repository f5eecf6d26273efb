import Runs
import Store

/// One line of the flag file, for output.
enum FlagRow {
  static func json(of flag: Flag) -> JSON {
    let undoes = flag.undoes.map { [("undoes", JSON.string($0))] } ?? []
    return .object(FlagLog.fields(of: flag).map { ($0.name, JSON($0.value)) } + undoes)
  }

  /// With the place where the line stands.
  static func json(of flag: Flag, at place: Place) -> JSON {
    json(of: flag).with("file", .string(place.file)).with("line", JSON(place.line))
  }

  static func rows(of lines: [(place: Place, entry: Flag)]) -> Rows {
    var rows = Rows(header: FlagLog.columns + ["undoes", "file", "line"])
    rows.rows = lines.map { place, flag in
      let fields = FlagLog.fields(of: flag).map { Rows.Field($0.value) }
      return fields + [.init(flag.undoes), .text(place.file), .init(place.line)]
    }
    return rows
  }
}

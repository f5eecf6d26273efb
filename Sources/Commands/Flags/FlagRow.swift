import Runs
import Store

/// One line of the flag file, for output.
enum FlagRow {
  static func json(of flag: Flag) -> JSON {
    let undoes = flag.undoes.map { [("undoes", JSON.string($0))] } ?? []
    return .object(FlagLog.fields(of: flag).map { ($0.name, JSON($0.value)) } + undoes)
  }

  /// With what this Vane does not know of it, and the place where the line stands: where a line that was exported stood
  /// before is told no more.
  static func json(of whole: WholeFlag) -> JSON {
    let further = whole.further.filter { !place.contains($0.key) }.sorted { $0.key < $1.key }
    let all = further.reduce(json(of: whole.flag)) { $0.with($1.key, .written($1.value)) }
    return all.with("file", .string(whole.place.file)).with("line", JSON(whole.place.line))
  }

  /// Keys that a table has no columns for.
  static func untold(of lines: [WholeFlag]) -> [String] {
    // A reason that is none of ours is told where it is read.
    Set(lines.flatMap(\.further.keys)).subtracting(place + ["reason"]).sorted()
  }

  private static let place = ["file", "line"]

  static func rows(of lines: [WholeFlag]) -> Rows {
    var rows = Rows(header: FlagLog.columns + ["undoes"] + place)
    rows.rows = lines.map { line in
      let fields = FlagLog.fields(of: line.flag).map { Rows.Field($0.value) }
      return fields + [.init(line.flag.undoes), .text(line.place.file), .init(line.place.line)]
    }
    return rows
  }
}

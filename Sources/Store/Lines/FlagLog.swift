public import Runs

/// What people said about items: one JSON object per line, appended and never rewritten.
public struct FlagLog: Sendable {
  private let files: LineFiles

  /// What the file is called where it lies beside the runs.
  public static let usualName = "vane-flags.jsonl"
  public static let schema = "vane.flag/1"
  /// What each line says, in its order; behind them stands what it takes back, where it does.
  public static let columns = [
    "schema", "id", "time", "author", "action", "behaviour", "suite", "item", "variant", "reason", "note",
    "content_hash",
  ]

  /// A line by its columns.
  public static func fields(of flag: Flag) -> [(name: String, value: String?)] {
    let values: [String?] = [
      schema, flag.id, flag.time, flag.author, flag.action.rawValue, flag.behaviour, flag.name.suite, flag.name.item,
      flag.variant, flag.reason?.rawValue, flag.note, flag.contentHash,
    ]
    return zip(columns, values).map { (name: $0, value: $1) }
  }

  public init(path: String) { self.init(LinePlaces(path)) }
  public init(_ places: LinePlaces) { files = LineFiles(places, holding: "flag") }

  public var places: LinePlaces { files.places }
  /// Where lines are added.
  public var path: String { files.own.path }
  /// Changes when that file does.
  public var stamp: FileStamp? { files.own.stamp }

  /// Adds a line and returns when it is on disk.
  public func append(_ flag: Flag) throws(StoreProblem) { try append([flag]) }

  /// Adds lines in one piece and returns when all of them are on disk.
  public func append(_ flags: [Flag]) throws(StoreProblem) { try files.own.append(flags.map(FlagLine.text)) }

  /// All lines in their files' order. A line that cannot be read is a problem with its place; the others count.
  /// A file that is not there has no lines.
  public func read() throws(StoreProblem) -> (flags: [Flag], problems: [Problem]) {
    let (flags, problems) = try files.read { (bytes, file) -> (entries: [Flag], problems: [Problem]) in
      let (found, problems) = FlagLine.readLines(bytes, file: file)
      return (found.map(\.entry), problems)
    }
    return (flags, problems)
  }

  /// The same, each with the place where it stands, and with what this Vane does not know of it.
  public func readWhole() throws(StoreProblem) -> (lines: [WholeFlag], problems: [Problem]) {
    let (lines, problems) = try files.read { (bytes, file) -> (entries: [WholeFlag], problems: [Problem]) in
      let (found, problems) = FlagLine.readWhole(bytes, file: file)
      let lines = found.map { line, entry in
        WholeFlag(place: Place(file: file, line: line), flag: entry.flag, further: entry.further)
      }
      return (lines, problems)
    }
    return (lines, problems)
  }

  /// For reading what is added from now on, without reading the rest again.
  public var tail: FlagTail { FlagTail(files.all) }

  /// Where flags on runs in `folder` stand: beside them, and in `state` what was said while nothing could be written there.
  public static func places(for folder: String, state: String) -> LinePlaces {
    LinePlaces(for: folder, named: usualName, state: state, ending: ".jsonl")
  }
}

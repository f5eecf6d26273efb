public import Runs

/// What people said about items: one JSON object per line, appended and never rewritten.
public struct FlagLog: Sendable {
  private let file: AppendOnlyFile

  /// What the file is called where it lies beside the runs.
  public static let usualName = "vane-flags.jsonl"

  public init(path: String) { file = AppendOnlyFile(path: path, holding: "flag") }

  public var path: String { file.path }
  /// Changes when the file does: for noticing a colleague's flag without reading.
  public var stamp: FileStamp? { file.stamp }

  /// Adds a line and returns when it is on disk.
  public func append(_ flag: Flag) throws(StoreProblem) { try append([flag]) }

  /// Adds lines in one piece and returns when all of them are on disk.
  public func append(_ flags: [Flag]) throws(StoreProblem) { try file.append(flags.map(FlagLine.text)) }

  /// All lines in the file's order. A line that cannot be read is a problem with its place; the others count.
  /// A file that is not there has no lines.
  public func read() throws(StoreProblem) -> (flags: [Flag], problems: [Problem]) {
    FlagLine.read(try file.bytes(), file: path)
  }

  /// The same, each with the number of its line.
  public func readLines() throws(StoreProblem) -> (lines: [(line: Int, entry: Flag)], problems: [Problem]) {
    FlagLine.readLines(try file.bytes(), file: path)
  }

  /// For reading what is added from now on, without reading the rest again.
  public var tail: FlagTail { FlagTail(file) }

  /// Where flags on runs in `folder` are kept: beside them, or in `state` where that folder may not be written.
  public static func location(for folder: String, state: String) -> String {
    AppendOnlyFile.location(for: folder, named: usualName, state: state, ending: ".jsonl")
  }
}

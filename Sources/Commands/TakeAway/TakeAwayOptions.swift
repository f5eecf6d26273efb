import ArgumentParser
import Dashboard

/// Where an answer goes, and what a session tells the card that goes with it.
struct TakeAwayOptions: ParsableArguments {
  @Option(
    help: "Write into this file, with the card that says how it was picked; - is standard output.",
    completion: .file())
  var out: String?

  @Option(help: "For the card: it was picked among the rows that are so, as a filter of the overview left them.")
  var among: String?

  @Option(help: "For the card: how many subsets were looked at before.")
  var looked: Int?

  /// nil for standard output.
  var file: String? { out == "-" ? nil : out }

  /// Those of them that are for the card alone.
  var given: [String] { (among == nil ? [] : ["--among"]) + (looked == nil ? [] : ["--looked"]) }

  func validate() throws {
    if out == "" { throw ValidationError("--out names a file, or is - for standard output; it is empty") }
    if let looked, looked < 0 { throw ValidationError("--looked counts subsets: 0 or more") }
    _ = try among.map { try Filter.rows($0, option: "--among") }
  }
}

/// The forms of an answer.
struct AnswerOptions: ParsableArguments {
  @Option(
    help: "table, json, csv, jsonl or markdown. Default: what --out ends with; table on a terminal, else json.")
  var format: Format?

  @OptionGroup var takeAway: TakeAwayOptions

  /// Of the file that is written.
  var formatOfFile: Format {
    if let format { return format }
    let ending = takeAway.file?.split(separator: ".").last
    return Format.allCases.first { $0.ending == ending.map(String.init) } ?? .json
  }

  /// Of what is written or printed.
  var formatTold: Format { takeAway.file != nil ? formatOfFile : format ?? .ofOutput }

  /// Without what the JSON and a table say of all of them.
  var holdsLinesAlone: Bool { [.csv, .jsonl].contains(formatTold) }
}

extension Format {
  /// What a file in it ends with.
  fileprivate var ending: String {
    switch self {
    case .table: "txt"
    case .json: "json"
    case .csv: "csv"
    case .jsonl: "jsonl"
    case .markdown: "md"
    }
  }
}

extension Filter {
  /// - Throws: what is wrong with it, on lines of their own, with a caret under the place.
  static func rows(_ text: String, option: String) throws(CommandProblem) -> Filter {
    try read(text, option: option, fields: Filter.rowFields)
  }

  static func items(_ text: String, option: String) throws(CommandProblem) -> Filter {
    try read(text, option: option, fields: Filter.itemFields)
  }

  private static func read(_ text: String, option: String, fields: [Field]) throws(CommandProblem) -> Filter {
    do throws(LineMistake) {
      return try Filter(text, fields: fields)
    } catch {
      Streams.say("\(option): \(error.what)")
      Streams.say("  \(text)")
      throw CommandProblem(.wrongUsage, "  " + String(repeating: " ", count: error.place) + "^")
    }
  }
}

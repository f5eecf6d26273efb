import Dashboard
import Runs

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Writes what a person takes away, into the folder where Vane was started: as the commands write it, and never over a
/// file that is there.
struct TakeAwayDesk {
  let shelf: Shelf
  let answers: Answers

  /// - Returns: what to tell: where it is and what makes it again, or why not.
  func write(_ request: TakeAwayRequest) -> String {
    if shelf.options.readOnly { return "--read-only: no file is written" }
    do {
      let file = Self.newName(Self.name(of: request))
      let command = command(for: request, file: file)
      try TextFile.write(try text(of: request, command: command), to: file, asNew: true)
      return "\(file) is written; again: \(command)"
    } catch {
      return "\(error)"
    }
  }

  private func text(of request: TakeAwayRequest, command: String) throws -> String {
    switch request.what {
    case .figure:
      guard let row = try answers.rows(measure: shelf.options.measure).first(where: { $0.key == request.behaviour })
      else { throw CommandProblem(.nothingToShow, "it is no longer in the runs") }
      return BehaviourFigure(key: row.key, finding: row.finding, card: request.card).text
    case .table: return try report().csv
    case .json: return try report().json.text + "\n"
    case .report:
      let flags = try FlagShelf(shelf.options)
      return ReportPage(
        report: try report(), title: shelf.title, flags: FlagState.fold(flags.flags), command: command,
        card: request.card
      ).text
    }
  }

  private func report() throws -> TrendsReport {
    try TrendsReport(shelf: shelf, collection: answers.collection, level: .behaviour)
  }

  private func command(for request: TakeAwayRequest, file: String) -> String {
    let options = shelf.options.words
    switch request.what {
    case .figure:
      let name = request.behaviour.map { [$0.behaviour, $0.variant].compactMap { $0 }.joined(separator: ":") } ?? ""
      return ShellWords.line(["vane", "plot"] + options + ["--behaviour", name, "--out", file])
    case .table: return ShellWords.line(["vane", "trends"] + options + ["--format", "csv"]) + " > " + file
    case .json: return ShellWords.line(["vane", "trends"] + options + ["--format", "json"]) + " > " + file
    case .report: return ShellWords.line(["vane", "report"] + options + ["--out", file])
    }
  }

  private static func name(of request: TakeAwayRequest) -> (stem: String, ending: String) {
    switch request.what {
    case .figure:
      // A behaviour may be called anything; a file is not.
      let name = "\(request.behaviour?.description ?? "")".unicodeScalars.map { scalar in
        scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
          ? Character(scalar) : "-"
      }
      return ("vane-figure-" + String(name.prefix(80)), ".svg")
    case .table: return ("vane-trends", ".csv")
    case .json: return ("vane-trends", ".json")
    case .report: return ("vane-report", ".md")
    }
  }

  /// `vane-report.md`, `vane-report-2.md` …
  private static func newName(_ name: (stem: String, ending: String)) -> String {
    var file = name.stem + name.ending
    var number = 2
    while access(file, F_OK) == 0, number < 1000 {
      file = "\(name.stem)-\(number)\(name.ending)"
      number += 1
    }
    return file
  }
}

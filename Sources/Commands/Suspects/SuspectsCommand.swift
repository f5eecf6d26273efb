import ArgumentParser
import Runs
import Trends

struct SuspectsCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "suspects", abstract: "Items that deserve a look, worst first, each with its reasons.",
    discussion: "A suspicion never removes an item; a flag does not either. Both are for a person to judge.")

  @OptionGroup var options: RunOptions

  @Option(help: "Only this behaviour: name, or name:variant. Default: all.")
  var behaviour: String?

  @Option(help: "At most so many items of each behaviour. Default: all.")
  var most: Int?

  @OptionGroup var output: AnswerOptions

  func validate() throws {
    if let most, most < 1 { throw ValidationError("--most must be at least 1") }
  }

  /// q marks verdicts, and none is told here with its marks.
  func idle(in answers: Answers) -> Set<String> { ["--q"] }

  func answer(from answers: Answers, on shelf: Shelf) throws -> (report: any Report, shown: Shown) {
    let collection = answers.collection
    let chosen = try collection.behaviours(named: behaviour, variant: options.variant)
    let findings = try answers.findings(measure: options.measure)
    var rows: [SuspectsReport.Row] = []
    var summaries: [SuspectsReport.Summary] = []
    for one in chosen {
      let (asked, ladder, suspects) = try answers.suspects(of: one, measure: options.measure, row: findings[one.key])
      let places = ItemPlaces(of: asked, on: ladder)
      let label = KeyLabels(of: asked, on: ladder, rules: options.rules).most
      summaries.append(.init(key: one.key, ladder: ladder, suspects: suspects, label: label))
      rows += suspects.ranked.prefix(most ?? .max).map { suspect in
        SuspectsReport.Row(key: one.key, suspect: suspect, source: places.source(of: suspect.name))
      }
    }
    let report = SuspectsReport(rows: rows, behaviours: summaries, measure: options.measure, name: shelf.name)
    return (report, Shown(keys: chosen.map(\.key)))
  }
}

extension ItemFacts {
  /// What the logs tell of each row of a ladder beside its measures.
  static func all(of ladder: Ladder, asked: [Asked]) -> [ItemFacts] {
    ItemExamples(of: asked, for: ladder.items).places.map { place in
      place.map { ItemFacts(of: asked[$0.run], $0.at) } ?? ItemFacts()
    }
  }

  private init(of asked: Asked, _ at: Int) {
    let (columns, row): (Columns, Int)
    if let question = asked.question(of: at), let questions = asked.questions {
      (columns, row) = (questions, question)
    } else {
      (columns, row) = (asked.columns, at)
    }
    let bytes = columns.bytes(of: row).map(Double.init)
    let watched = columns.watched[row]
    self.init(content: asked.content(of: at), choices: columns.values(of: row).count)
    guard watched.nonzeroBitCount == 1, bytes.count > 1, bytes.allSatisfy({ $0 > 0 }),
      watched.trailingZeroBitCount < bytes.count
    else { return }
    keyBytes = bytes[watched.trailingZeroBitCount]
    otherBytes = (bytes.reduce(0, +) - keyBytes) / Double(bytes.count - 1)
  }
}

import ArgumentParser
import Runs

/// A command that answers from runs. What it prints is for programs and nothing but the answer; a file that it writes is
/// on its own from then on, so the card goes with it.
protocol Answering: FileCommand {
  var output: AnswerOptions { get }
  func answer(from answers: Answers, on shelf: Shelf) throws -> (report: any Report, shown: Shown)
}

extension Answering {
  var takeAway: TakeAwayOptions { output.takeAway }
  var impliedFormat: Format? { output.format == nil ? output.formatOfFile : nil }

  func file(from answers: Answers, on shelf: Shelf, by command: String) throws -> TakenAway {
    let (report, shown) = try answer(from: answers, on: shelf)
    return try taken(report, shown, from: answers, by: command)
  }

  func taken(_ report: any Report, _ shown: Shown, from answers: Answers, by command: String) throws -> TakenAway {
    TakenAway(
      report, as: output.formatOfFile, card: try card(of: shown, from: answers, by: command),
      title: "vane \(Self.configuration.commandName ?? "")")
  }

  func run() throws {
    if takeAway.file != nil { return try writeFile() }
    let shelf = try Shelf(options)
    let answers = try shelf.answers(orTexts: isAboutTexts)
    tellIdle(answers)
    try answer(from: answers, on: shelf).report.print(as: output.format)
    try finish(answers, on: shelf)
  }
}

extension Shelf {
  /// Everything that was read, ready to be asked.
  ///
  /// - Parameter orTexts: true where whole texts without any behaviour are something to ask about.
  /// - Throws: also when there is nothing to ask about.
  func answers(orTexts: Bool = false) throws -> Answers {
    try Answers(
      collection: readBehaviours(orTexts: orTexts), options: options, paths: paths, name: name, title: title)
  }
}

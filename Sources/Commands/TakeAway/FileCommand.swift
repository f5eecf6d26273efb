import ArgumentParser
import Dashboard
import Runs

/// A command whose answer can be taken away as a file. The dashboard takes away by running it on what is open already,
/// so that the same line on a shell writes the same bytes.
protocol FileCommand: ParsableCommand {
  var options: RunOptions { get }
  var takeAway: TakeAwayOptions { get }

  /// - Parameter command: what makes it again, for the file itself.
  func file(from answers: Answers, on shelf: Shelf, by command: String) throws -> TakenAway
  /// Says what could not be read, once the answer is told.
  func finish(_ answers: Answers, on shelf: Shelf) throws
}

extension FileCommand {
  func finish(_ answers: Answers, on shelf: Shelf) throws { try shelf.finish(shelf.problems(answers.collection)) }

  /// How what it shows was picked.
  func card(of shown: Shown, from answers: Answers, by command: String) throws -> Card {
    try Card(of: shown, from: answers, options: options, told: takeAway, command: command)
  }

  /// Reads the runs, and writes the file or prints it.
  func writeFile() throws {
    if let file = takeAway.file { try options.expectWriting(file) }
    let shelf = try Shelf(options)
    let answers = try shelf.answers()
    let made = try file(from: answers, on: shelf, by: ShellWords.made(by: Array(CommandLine.arguments.dropFirst())))
    try Interruption.check()
    if let file = takeAway.file {
      try made.write(to: file, mayOverwrite: true)
    } else {
      try Streams.write(made.text)
    }
    try finish(answers, on: shelf)
  }
}

/// Which rows and items an answer is about, for its card.
struct Shown {
  /// nil: all behaviours in view.
  var keys: [BehaviourKey]?
  /// What a filter of the command itself left out.
  var filter: (text: String, hidden: Int)?
  var items: Card.Items?
}

/// A command that answers from runs. What it prints is for programs and nothing but the answer; a file that it writes is
/// on its own from then on, so the card goes with it.
protocol Answering: FileCommand {
  var output: AnswerOptions { get }
  func answer(from answers: Answers, on shelf: Shelf) throws -> (report: any Report, shown: Shown)
}

extension Answering {
  var takeAway: TakeAwayOptions { output.takeAway }

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
    let answers = try shelf.answers()
    try answer(from: answers, on: shelf).report.print(as: output.format)
    try finish(answers, on: shelf)
  }
}

extension Shelf {
  /// Everything that was read, ready to be asked.
  ///
  /// - Throws: also when there is nothing to ask about.
  func answers() throws -> Answers {
    let collection = try read()
    guard !collection.catalogue.behaviours.isEmpty else { throw nothingToShow(collection) }
    return Answers(collection: collection, options: options, paths: paths, name: name, title: title)
  }
}

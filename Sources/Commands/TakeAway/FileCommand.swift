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
  /// What the ending of the file's name says and no option does; nil for none.
  var impliedFormat: Format? { get }
  /// True where whole texts without any behaviour are something to answer about.
  var isAboutTexts: Bool { get }
  /// True where the answer speaks of flags: then it is told which of them could not be read.
  var readsFlags: Bool { get }
  /// True where a card goes with the answer: it says of all that is in view by which measure and along which axis.
  var showsCard: Bool { get }
  /// True where it reads the flag file, or another one beside it.
  var heedsFlagFile: Bool { get }
  /// Those of `options` that change nothing about the answer itself; they are told on a command line.
  func idle(in answers: Answers) -> Set<String>
  /// Those of its other options that were given and change nothing.
  var givenInVain: [String] { get }
  /// Says what could not be read, once the answer is told.
  func finish(_ answers: Answers, on shelf: Shelf) throws
}

extension FileCommand {
  var impliedFormat: Format? { nil }
  var isAboutTexts: Bool { false }
  var showsCard: Bool { takeAway.file != nil }
  var heedsFlagFile: Bool { readsFlags || showsCard }
  func idle(in answers: Answers) -> Set<String> { [] }
  var givenInVain: [String] { showsCard ? [] : takeAway.given }

  /// Says which options change nothing, once nothing of them was refused.
  func tellIdle(_ answers: Answers) {
    var idle = self.idle(in: answers)
    if !heedsFlagFile { idle.insert("--flags") }
    if showsCard {
      idle.subtract(["--measure", "--axis", "--variant", "--family"])
      // What it counts by a filter may hang on a verdict.
      if takeAway.among != nil { idle.subtract(["--delta", "--q", "--noise"]) }
    }
    options.tellIdle(among: idle)
    for name in givenInVain { Streams.tellIdle(name) }
  }

  /// What makes the file again, as its card names it.
  var commandAgain: String { ShellWords.made(by: Array(CommandLine.arguments.dropFirst()), as: impliedFormat) }

  /// A file's card counts them.
  var readsFlags: Bool { takeAway.file != nil }

  func finish(_ answers: Answers, on shelf: Shelf) throws {
    try shelf.finish(shelf.problems(answers.collection) + unreadFlags(answers))
  }

  func unreadFlags(_ answers: Answers) -> [Problem] { readsFlags ? answers.flags.problems : [] }

  /// How what it shows was picked.
  func card(of shown: Shown, from answers: Answers, by command: String) throws -> Card {
    try Card(of: shown, from: answers, options: options, told: takeAway, command: command)
  }

  /// Reads the runs, and writes the file or prints it.
  func writeFile() throws {
    if let file = takeAway.file { try options.expectWriting(file) }
    let shelf = try Shelf(options)
    let answers = try shelf.answers(orTexts: isAboutTexts)
    // Not before: what the runs lack is refused, whatever it would be for.
    tellIdle(answers)
    let made = try file(from: answers, on: shelf, by: commandAgain)
    try Interruption.check()
    if let file = takeAway.file {
      try made.write(to: file, mayOverwrite: true, besides: answers.collection)
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

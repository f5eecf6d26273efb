import ArgumentParser
import Canvas
import Dashboard
import Runs
import Trends

struct PlotCommand: FileCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot",
    abstract: "A figure as SVG: what a screen of the dashboard draws, with its verdicts and its card.",
    discussion: """
      Lines are told apart by marks and dashes as well as by colour; text stays text. --width 240 is a column of a paper.

      Examples:
        vane plot runs/ --behaviour facts:direct --out facts.svg
        vane plot runs/ --compare twohop:direct --compare twohop:steps --difference --out twohop.svg
        vane plot runs/ --all --width 900 --out all.svg
        vane plot runs/ --matrix twohop --out prompts.svg
      """)

  @OptionGroup var options: RunOptions

  /// Its card is in the figure itself, wherever that goes.
  var readsFlags: Bool { true }
  var showsCard: Bool { true }

  /// q marks verdicts. Where there are many they stand without their marks, and may be asked for by them.
  func idle(in answers: Answers) -> Set<String> { matrix != nil || all && wanted == nil ? ["--q"] : [] }

  /// One chart has one axis.
  var givenInVain: [String] { overlay && ownY ? ["--own-y"] : [] }

  @Option(help: "One behaviour's curve: name, or name:variant.")
  var behaviour: String?

  @Option(
    help:
      "2 to 12 behaviours on the same axes (repeat): name (every variant of it), name:variant, or either with /suite.")
  var compare: [String] = []

  @ArgumentParser.Flag(help: "With --compare: all lines in one chart; up to four.")
  var overlay = false

  @ArgumentParser.Flag(
    help: "With --compare: the differences from the first, item by item where the items are the same.")
  var difference = false

  @ArgumentParser.Flag(help: "Every behaviour, a small chart each, with its accuracy.")
  var all = false

  @ArgumentParser.Flag(help: "With --all and --compare: a y axis for each chart.")
  var ownY = false

  @Option(name: .customLong("where"), help: "With --all: only behaviours that are so.")
  var wanted: String?

  @Option(help: "One behaviour's prompts against the scales: its name, without the variant.")
  var matrix: String?

  @Option(help: "Width in points.")
  var width: Double = 640

  @OptionGroup var takeAway: TakeAwayOptions

  func validate() throws {
    let subjects = [behaviour != nil, !compare.isEmpty, all, matrix != nil].count { $0 }
    guard subjects == 1 else {
      throw ValidationError("what of: one of --behaviour NAME, --compare NAME --compare NAME, --all, --matrix NAME")
    }
    guard !compare.isEmpty || !(overlay || difference) else {
      throw ValidationError("--overlay and --difference go with --compare")
    }
    guard !compare.isEmpty || all || !ownY else { throw ValidationError("--own-y goes with --all and --compare") }
    guard all || wanted == nil else { throw ValidationError("--where goes with --all") }
    guard takeAway.out != nil else { throw ValidationError("--out FILE: where the figure goes; - is standard output") }
    guard (160...10_000).contains(width) else { throw ValidationError("--width is between 160 and 10000 points") }
  }

  func run() throws { try writeFile() }

  func file(from answers: Answers, on shelf: Shelf, by command: String) throws -> TakenAway {
    if let behaviour {
      let key = try answers.collection.behaviour(named: behaviour, variant: options.variant).key
      guard let row = try answers.rows(measure: options.measure).first(where: { $0.key == key }) else {
        throw CommandProblem(.nothingToShow, "\(key): the options leave it out")
      }
      let card = try card(of: Shown(keys: [key]), from: answers, by: command)
      return TakenAway(BehaviourFigure(row, card: card).figure(width: width).text)
    }
    if let matrix { return try prompts(of: matrix, answers, command) }
    return try all ? panels(answers, command) : comparison(answers, command)
  }

  private func comparison(_ answers: Answers, _ command: String) throws -> TakenAway {
    let contents = try answers.comparison(of: compare, measure: options.measure)
    guard !overlay || contents.rows.count <= 4 else {
      throw CommandProblem(
        .wrongUsage, "--overlay: only 4 lines can be told apart, and \(contents.rows.count) are named")
    }
    let card = try card(of: Shown(keys: contents.rows.map(\.side.key)), from: answers, by: command)
    return TakenAway(
      CompareFigure(contents, isOverlay: overlay, sharesScale: !ownY, showsDifferences: difference, card: card)
        .figure(width: width).text)
  }

  private func panels(_ answers: Answers, _ command: String) throws -> TakenAway {
    let rows = try answers.rows(measure: options.measure)
    let filter = try wanted.map { try Filter.rows($0, option: "--where") }
    let own = try filter.map { try answers.kept(rows, by: $0) } ?? rows
    let shown = Shown(keys: own.map(\.key), filter: filter.map { ($0.text, rows.count - own.count) })
    let card = try card(of: shown, from: answers, by: command)
    return TakenAway(
      PanelsFigure(own, measure: options.measure, sharesScale: !ownY, card: card).figure(width: width).text)
  }

  private func prompts(of name: String, _ answers: Answers, _ command: String) throws -> TakenAway {
    let keys = Set(try answers.collection.behaviours(named: name).map(\.key))
    let rows = try answers.rows(measure: options.measure).filter { keys.contains($0.key) }
    guard Set(rows.map(\.key.behaviour)).count == 1, let behaviour = rows.first?.key.behaviour, rows.count > 1 else {
      let names = Set(keys.map(\.behaviour))
      let isAlone = answers.collection.catalogue.behaviours.count { names.contains($0.key.behaviour) } < 2
      let why = isAlone ? "was run under one prompt only" : "is named with its prompt, or --variant leaves one"
      throw CommandProblem(.nothingToShow, "\(name) \(why); a matrix needs two or more")
    }
    let claims = try answers.elicitation(behaviour, measure: options.measure)
    let matrix = PromptMatrix(behaviour, rows: rows, measure: options.measure, claims: claims)
    let card = try card(of: Shown(keys: rows.map(\.key)), from: answers, by: command)
    return TakenAway(MatrixFigure(matrix, card: card).figure(width: width).text)
  }
}

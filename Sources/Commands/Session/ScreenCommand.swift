import ArgumentParser
import Canvas
import Dashboard
import Runs

struct ScreenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screen", abstract: "Render a screen as text, without a terminal.",
    discussion: """
      For tests, manuals and screen readers. Everything is read first; then the keys are pressed one by one.

      Example:
        vane screen runs/ --size 80x24 --keys "j j enter"
      """)

  @OptionGroup var options: RunOptions

  @Option(help: "Columns x rows.")
  var size = "80x24"

  @Option(help: "Keys to press, separated by blanks: j enter space ctrl-d f1 down")
  var keys = ""

  private func parsedSize() throws -> Size {
    let parts = size.split(separator: "x").compactMap { Int($0) }
    guard parts.count == 2, (1...1000).contains(parts[0]), (1...1000).contains(parts[1]) else {
      throw ValidationError("--size is columns x rows, each from 1 to 1000: 80x24")
    }
    return Size(columns: parts[0], rows: parts[1])
  }

  private func parsedKeys() throws -> [Key] {
    try keys.split(separator: " ").map { word in
      guard let key = Key(String(word)) else {
        throw ValidationError(
          "--keys: no key is called '\(word)'; keys are single characters, enter, esc, space, tab, up, ctrl-d, f1 …")
      }
      return key
    }
  }

  func run() throws {
    let (size, keys) = (try parsedSize(), try parsedKeys())
    let shelf = try Shelf(options)
    let collection = try shelf.read()
    guard !collection.catalogue.behaviours.isEmpty else { throw shelf.nothingToShow(collection) }
    let answers = Answers(
      collection: collection, options: options, paths: shelf.paths, name: shelf.name, title: shelf.title)
    var board = Board(title: shelf.title, measure: options.measure)
    var flags = FlagDesk(options)
    var events = [Event.arrived(answers.answer(.overview)), .progress(nil)] + flags.stateIfChanged()
    events.append(.arrived(answers.answer(.instrument(.marks(measure: options.measure)))))
    // A seed of its own would give another picture each time.
    events.append(.lineups(LineupRecord(author: Author.name, notStored: "vane screen stores no answers")))
    // The board lays itself out for a size; keys such as Ctrl-D depend on it.
    _ = board.view(size)
    for key in [nil] + keys.map(Optional.some) {
      if let key { events.append(.key(key)) }
      while !events.isEmpty {
        for effect in board.update(events.removeFirst()) {
          switch effect {
          case .ask(let question), .replace(let question): events.append(.arrived(answers.answer(question)))
          case .takeAway: events.append(.message("vane screen writes no files"))
          case .flag: events.append(.message("vane screen writes no flags"))
          case .quit, .back, .lineup, .cancel, .suspend, .redraw, .copy: break
          }
        }
      }
      _ = board.view(size)
    }
    try Streams.write(board.view(size).text + "\n")
  }
}

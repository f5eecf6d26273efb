import Canvas
import Dashboard
import Runs

/// The dashboard without a terminal: everything has been read, events come one by one, and each is answered before the next.
struct Headless {
  private(set) var board: Board
  var size: Size
  /// Somebody left.
  private(set) var hasEnded = false
  let answers: Answers
  private let does: Deeds

  /// Does to the world what an effect asks for, and tells what came of it. The grid is what is on screen.
  typealias Deeds = (Effect, Grid) -> [Event]

  /// - Parameter board: before anything has arrived.
  init(_ board: Board, size: Size, answers: Answers, does: @escaping Deeds) {
    self.board = board
    self.size = size
    self.answers = answers
    self.does = does
  }

  /// Of somebody who only looks: it does nothing to the world, and says so by this name. It has begun.
  static func watching(_ board: Board, size: Size, answers: Answers, as name: String) -> Headless {
    var headless = Headless(board, size: size, answers: answers, does: nothing(as: name))
    var flags = FlagDesk(answers.options)
    // A seed of its own would give another line-up each time.
    let lineups = LineupRecord(author: Author.name, notStored: "\(name) stores no answers")
    headless.begin(flags.news() + [.lineups(lineups)])
    return headless
  }

  /// What a session would have told the board by the time when everything has been read.
  ///
  /// - Parameters:
  ///   - more: the flags as they stand, and the like.
  mutating func begin(_ more: [Event]) {
    // The board lays itself out for a size; keys such as Ctrl-D depend on it.
    _ = board.view(size)
    let marks = answers.answer(.instrument(.marks(measure: answers.options.measure)))
    take([.arrived(answers.answer(.overview)), .progress(nil)] + more + [.arrived(marks)])
  }

  mutating func take(_ events: [Event]) {
    var events = events[...]
    while let event = events.popFirst() ?? glimpse() {
      for effect in board.update(event) {
        switch effect {
        case .ask(let question), .replace(let question): events.append(.arrived(answers.answer(question)))
        case .theme(let name): events.append(ThemeShelf.answer(name))
        case .quit: hasEnded = true
        case .glance, .back, .cancel, .stopFinding, .suspend, .redraw, .remember: break
        case .flag, .lineup, .keepColumns, .copy, .takeAway, .shell: events += does(effect, board.view(size))
        }
      }
    }
  }

  /// Does nothing to the world, and says so by the name of who does not.
  private static func nothing(as name: String) -> Deeds {
    { effect, _ in
      switch effect {
      // Without its words: a note is not offered again where the session went on without it.
      case .flag(let request): [.unwritten(FlagRequest([], step: request.step), "\(name) writes no flags")]
      case .takeAway: [.message("\(name) writes no files")]
      case .shell: [.message("\(name) hands nothing to the shell")]
      case .lineup, .keepColumns, .remember, .copy, .quit, .back, .ask, .replace, .cancel, .stopFinding, .suspend,
        .redraw, .theme,
        .glance:
        []
      }
    }
  }

  mutating func picture() -> Grid { board.view(size) }

  /// What stands beside the screen, once it is drawn in that size; nil where nothing more is wished for.
  private mutating func glimpse() -> Event? {
    _ = board.view(size)
    for case .glance(let question?) in board.glances() { return .glimpsed(answers.answer(question)) }
    return nil
  }
}

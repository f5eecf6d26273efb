import Canvas
import Curses
import Dashboard
import Runs

/// Runs the dashboard: the one loop, and the one place where anything is done to the world.
struct Session {
  private let shelf: Shelf
  private let theme: Theme

  init(shelf: Shelf, theme: Theme) {
    self.shelf = shelf
    self.theme = theme
  }

  /// - Throws: when the terminal cannot be taken, and when a signal ends it.
  func run() throws {
    guard let inbox = Inbox() else {
      throw CommandProblem(.cannotWrite, "too many open files; close some and try again")
    }
    var board = Board(title: shelf.title, measure: shelf.options.measure)
    let terminal = try Terminal(theme: theme)
    // Drawn before anything is read: a person sees at once that it has begun.
    terminal.show(board.view(terminal.size))
    let reading = BackgroundReading(shelf: shelf, inbox: inbox)
    reading.start()
    defer { reading.stop() }
    let desks = Desks(shelf.options, inbox: inbox)
    desks.look()
    // Printed once the terminal is given back.
    defer { (board.unwritten + desks.finish()).forEach(Streams.say) }
    while true {
      var events: [Event] = []
      switch terminal.next(timeout: .milliseconds(500), wake: inbox.readEnd) {
      case .key(let key): events.append(.key(key))
      case .resized: break
      case .idle: desks.look()
      case .hangup: throw EndedBySignal(number: Terminal.endedBy)
      }
      events += inbox.take()
      while !events.isEmpty {
        for effect in board.update(events.removeFirst()) {
          switch effect {
          case .quit: return
          case .ask(let question), .replace(let question): reading.ask(question)
          case .cancel: reading.cancel()
          case .flag(let request): events += desks.write(request)
          case .lineup(let step): events += desks.take(step)
          case .suspend: terminal.suspend()
          case .redraw: terminal.redraw()
          case .takeAway(let request):
            reading.takeAway(request, screen: board.view(terminal.size), theme: theme)
          case .copy(let text): events += copied(text, by: terminal)
          case .back: break
          }
        }
      }
      terminal.acceptPaste(board.isTyping)
      terminal.show(board.view(terminal.size))
    }
  }

  private func copied(_ text: String, by terminal: borrowing Terminal) -> [Event] {
    do throws(TerminalProblem) {
      try terminal.copy(text)
      return [.message("copied, if the terminal allows it")]
    } catch {
      return [.message("\(error)")]
    }
  }
}

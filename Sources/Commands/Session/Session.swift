import Canvas
import Curses
import Dashboard
import Runs

/// Runs the dashboard: the one loop, and the one place where anything is done to the world.
struct Session {
  private let shelf: Shelf
  private let looks: LookWishes
  private let configuration: Configuration
  private let isFresh: Bool
  private let keyLog: String?

  /// - Parameters:
  ///   - looks: of the command line and the environment.
  ///   - isFresh: begins at the top and not where the last session was left.
  ///   - keyLog: a file that does not exist yet, for what is typed. Such a session brings nothing with it that going
  ///     through it again would lack: it begins at the top, without the lines of earlier ones.
  init(
    shelf: Shelf, looks: LookWishes, configuration: Configuration, isFresh: Bool = false, keyLog: String? = nil
  ) {
    self.shelf = shelf
    self.keyLog = keyLog
    self.looks = looks.or(configuration.looks)
    self.configuration = configuration
    self.isFresh = isFresh
  }

  /// - Throws: when the terminal cannot be taken, and when a signal ends it.
  func run() throws {
    let inbox = try Inbox()
    var board = Board(title: shelf.title, measure: shelf.options.measure)
    board.author = Author.name
    let columnShelf = ColumnShelf(shelf.options)
    board.take(configuration, remembered: columnShelf)
    // A file that is there already is told before the terminal is taken.
    let recorder = try keyLog.map { try KeyRecorder($0, inbox: inbox) }
    let (historyShelf, placeShelf) = (HistoryShelf(shelf.options), PlaceShelf(shelf))
    if keyLog == nil { board.history = historyShelf.read() }
    board.themes = ThemeShelf.names
    if !isFresh, keyLog == nil, let place = placeShelf.place { board.resume(place) }
    // The program's own files. Nothing depends on what is written there, so nothing is said where there was no time for it.
    let own = Aside("own files", inbox: inbox)
    defer {
      let place = board.place
      own.soon { placeShelf.keep(place) }
      _ = own.finish()
    }
    // Beside those: themes are read also where the program's own files cannot be written.
    let themes = Aside("themes", inbox: inbox)
    // Draws before anything is read: a person sees at once that it has begun.
    var glass = try Glass(looks, readOnly: shelf.options.readOnly, own: own, board: &board)
    for told in recorder?.note(.resized(glass.terminal.size)) ?? [] { _ = board.update(told) }
    let reading = BackgroundReading(shelf: shelf, inbox: inbox)
    reading.start()
    defer { reading.stop() }
    let desks = Desks(shelf.options, inbox: inbox)
    desks.look()
    // Printed once the terminal is given back.
    var refusals = Refusals()
    defer {
      let lost = desks.finish() + (recorder?.finish() ?? [])
      refusals.take(from: inbox.take())
      for refusal in refusals.events { _ = board.update(refusal) }
      (refusals.reasons + board.unwritten + lost).forEach(Streams.say)
    }
    var looked = ContinuousClock.now
    var isDrawn = true
    while true {
      var events: [Event] = []
      let event = glass.next(wake: inbox.readEnd)
      // What lies under the pointer is what was drawn.
      if case .pointer = event, !isDrawn { glass.show(&board) }
      switch event {
      case .key(let key): events.append(.key(key))
      case .pointer(let pointer): events.append(.pointer(pointer))
      case .pasted(let text): events.append(.pasted(text))
      case .measured(let widths): glass.take(widths, &board)
      case .resized: break
      case .idle: break
      case .hangup: throw EndedBySignal(number: Terminal.endedBy)
      }
      events += recorder?.note(event) ?? []
      // Also while keys come without end, and where the file system tells of no changes.
      if looked.duration(to: .now) > .milliseconds(450) {
        looked = .now
        desks.look()
      }
      events += inbox.take()
      // Nothing has happened: the frame would be the last one again, twice a second for days.
      if event == .idle, events.isEmpty, isDrawn, !glass.isAsking { continue }
      while !events.isEmpty {
        for effect in board.update(events.removeFirst()) {
          switch effect {
          case .quit:
            refusals.take(from: events)
            return
          case .ask(let question), .replace(let question): reading.ask(question)
          case .cancel: reading.cancel()
          case .stopFinding: reading.stopFinding()
          case .keepColumns(let list, let names): own.soon { columnShelf.keep(names, of: list) }
          case .flag(let request): events += desks.write(request)
          case .lineup(let step): events += desks.take(step)
          case .remember(let kind, let line): own.soon { historyShelf.keep(line, of: kind) }
          case .shell(let command):
            if shelf.options.readOnly {
              events.append(.message("--read-only: what the shell does may write, so nothing is handed to it"))
            } else if !glass.terminal.shell(command) {
              events.append(.message("the shell could not be started; set SHELL to one"))
            }
          case .suspend: glass.terminal.suspend()
          case .redraw: glass.terminal.redraw()
          case .theme(let name): events += themes.told { [ThemeShelf.answer(name)] }
          case .takeAway(let request):
            reading.takeAway(request, screen: board.view(glass.terminal.size), theme: board.theme)
          case .copy(let text): events += glass.copy(text)
          case .glance(let question): reading.glance(question)
          case .back: break
          }
        }
      }
      glass.heed(board)
      isDrawn = glass.isDue
      guard isDrawn else { continue }
      glass.show(&board)
      // After the screen has been drawn: what stands beside it depends on its size, and keys do not wait for it.
      for case .glance(let question) in board.glances() { reading.glance(question) }
    }
  }
}

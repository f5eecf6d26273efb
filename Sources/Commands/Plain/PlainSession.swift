import Canvas
import Dashboard
import Dispatch
import Runs

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The dashboard as lines of text: a line comes in on standard input, what it did is said on standard output.
struct PlainSession {
  private var headless: Headless
  private var voice = PlainVoice()
  private let desks: Desks
  private let inbox: Inbox

  /// Rows of a list that are read at once.
  static let page = 10

  /// Letters of a line that are typed one by one, for what is asked may be a menu. Each of them draws the screen; what is
  /// longer answers no menu, and goes in as one piece.
  private static let longestOfLetters = 40

  private static let greeting = """
    A line is a key (j, enter), the name of what a key does (sort, next-measure) or a command (sort slope, find words).
    more reads \(page) rows on, read the whole screen, ? and read the keys, an empty line where you are, q closes.

    """

  /// - Parameter looks: of the command line and the environment.
  static func run(_ options: RunOptions, _ looks: LookWishes) throws {
    let configuration = Configuration.usual
    let shelf = try Shelf(options.with(configuration.defaults))
    let inbox = try Inbox()
    let answers = try shelf.answers()
    // Whoever interrupts from here on ends a session in which nothing is half done.
    signal(SIGINT, SIG_DFL)
    let board = try Board(answers, as: configuration, looks: looks)
    var session = Self(board, answers, shelf, inbox)
    try session.run()
    try shelf.finish(shelf.problems(answers.collection))
  }

  private init(_ board: Board, _ answers: Answers, _ shelf: Shelf, _ inbox: Inbox) {
    // Whoever typed a line waits for what it did.
    let desks = Desks(answers.options, inbox: inbox, patience: .seconds(5))
    let columns = ColumnShelf(answers.options)
    self.desks = desks
    self.inbox = inbox
    headless = Headless(board, size: Size(columns: 80, rows: 24), answers: answers) { effect, screen in
      switch effect {
      case .flag(let request): return desks.write(request)
      case .lineup(let step): return desks.take(step)
      case .keepColumns(let list, let names):
        columns.keep(names, of: list)
        return []
      case .copy: return [.message("there is no terminal to copy with; :export writes a file")]
      case .takeAway(let request):
        return [.message(TakeAwayDesk(shelf: shelf, answers: answers, theme: .builtIn).write(request, screen: screen))]
      case .shell: return [.message("nothing is handed to the shell from here")]
      case .quit, .back, .ask, .replace, .cancel, .stopFinding, .suspend, .redraw, .theme, .glance, .remember: return []
      }
    }
    var (flags, lineups) = (FlagDesk(answers.options), LineupDesk(answers.options))
    headless.begin(flags.news() + lineups.stateIfChanged() + inbox.take())
  }

  private mutating func run() throws {
    try say(Self.greeting.split(separator: "\n").map(String.init))
    try say(voice.announcement(of: headless.board))
    try prompt()
    while !headless.hasEnded, let line = readLine() {
      try sayNews()
      desks.look()
      let lines = obey(line)
      if headless.hasEnded { break }
      try say(lines)
      try sayNews()
      try prompt()
    }
    let lost = desks.finish()
    var refusals = Refusals()
    refusals.take(from: inbox.take())
    if !refusals.events.isEmpty { headless.take(refusals.events) }
    (refusals.reasons + headless.board.unwritten + lost).forEach(Streams.say)
  }

  /// What came since: the next line would take its place on the screen before anybody had heard it.
  private mutating func sayNews() throws {
    let (news, before) = (inbox.take(), headless.board.told)
    guard !news.isEmpty else { return }
    headless.take(news)
    if let told = headless.board.told, told != before { try say([told]) }
  }

  /// - Returns: what to say.
  private mutating func obey(_ line: String) -> [String] {
    if headless.board.isTyping {
      // What is asked may be a menu, and a question is given up with a key.
      if line.count > 1, let key = Key(line) { headless.take([.key(key)]) } else { type(line) }
      return voice.announcement(of: headless.board)
    }
    switch PlainLine(line) {
    case .again: return voice.announcement(of: headless.board, whole: true)
    case .more: return voice.more(of: headless.board, rows: Self.page)
    case .read: return voice.all(of: headless.board)
    case .keys(let keys): for key in keys where !headless.hasEnded { headless.take([.key(key)]) }
    case .command(let command):
      guard let colon = headless.board.keys.key(named: "command") else {
        return ["no key opens the command line; give 'command' one in config.toml"]
      }
      headless.take([.key(colon)])
      type(command)
    }
    return voice.announcement(of: headless.board)
  }

  /// Into the line that is being typed; Enter ends it, unless a letter was all that was wanted.
  private mutating func type(_ line: String) {
    if line.count > Self.longestOfLetters {
      headless.take([.pasted(line.filter { !$0.isNewline })])
    } else {
      for character in line where headless.board.isTyping && !character.isNewline {
        headless.take([.key(.character(character))])
      }
    }
    if headless.board.isTyping { headless.take([.key(.enter)]) }
  }

  private func say(_ lines: [String]) throws {
    try Streams.write(lines.map { $0.printable + "\n" }.joined())
  }

  /// Only for somebody who types.
  private func prompt() throws { if isatty(STDIN_FILENO) == 1 { try Streams.write("> ") } }
}

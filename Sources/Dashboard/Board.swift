public import Canvas
public import Runs

/// The stack of screens, the keys that work everywhere, and the first and last line of every screen. Nothing else.
public struct Board: Sendable {
  struct Frame {
    var screen: any Screen
    /// Which reading of the files it shows.
    var generation: Int
  }

  /// A question on its way; its answer opens a screen on top, or goes into the screen that asked.
  struct Waiting {
    var question: Question
    var opens: Bool
    /// Screens in the stack, up to the one that wants to know.
    var depth = 0
  }

  public enum Action: Hashable, Sendable {
    case close, quit, back, help, last, panels, models, elicitation, redraw, suspend, cancel, takeAway, command
    case themes, mouse, earlier, later, mark, jump, undo, redo
    case instrument(Instrument.Kind)
    case aggregate

    fileprivate var showsNames: Bool {
      switch self {
      case .last, .earlier, .later, .jump, .panels, .models, .elicitation, .instrument, .aggregate, .takeAway, .undo,
        .redo:
        true
      case .close, .quit, .back, .help, .redraw, .suspend, .cancel, .command, .themes, .mouse, .mark: false
      }
    }
  }

  /// The keys that work on every screen that does not use them itself.
  public static let keymap = Keymap<Action>([
    .init(
      .escape, does: .back, as: "back", "back; on the first screen, stop waiting for one that was asked for",
      hint: "back"),
    .init("q", does: .close, as: "close", "close this screen; on the first one, leave Vane"),
    .init("Q", does: .quit, as: "quit", "leave Vane"),
    .init("-", does: .last, as: "last-view", "the screen seen before this one"),
    .init(.control("o"), "[", does: .earlier, as: "earlier-view", "back through the screens seen, one after the other"),
    .init("]", does: .later, as: "later-view", "forward again"),
    .init("m", does: .mark, as: "mark-place", "mark this place: the next key, a letter, names it"),
    .init("'", does: .jump, as: "go-to-mark", "to the place that the next key, a letter, names"),
    .init("a", does: .panels, as: "all-lines", "all lines: margin and accuracy of every behaviour", hint: "all lines"),
    .init("M", does: .models, as: "models", "models as columns: what did two of them miss, and what only one"),
    .init(
      "e", does: .elicitation, as: "elicitation", "elicitation: the prompts of this behaviour side by side",
      hint: "prompts"),
    .init(
      "#", does: .instrument(.measures), as: "measures", "measures: the same items by every measure", hint: "measures"),
    .init("V", does: .instrument(.paths), as: "paths", "paths: every way of analysis as one strip"),
    .init("L", does: .instrument(.noise), as: "noise", "layers of noise, and what would settle an open verdict"),
    .init("b", does: .instrument(.backtest), as: "backtest", "backtest: hide the largest scale, see the call, reveal"),
    .init(
      "t", does: .instrument(.suspicions), as: "suspicions",
      "turns and suspicions: what turns where, and items that deserve a look"),
    .init("A", does: .aggregate, as: "aggregate", "aggregate perplexity: its texts, and slopes with it held constant"),
    .init("x", does: .takeAway, as: "take-away", "take away what is shown: figure, table, JSON, report, the screen"),
    .init("U", does: .undo, as: "undo", "take back what you flagged, gave a reason or noted last, in this sitting"),
    .init(.control("r"), does: .redo, as: "redo", "do again what was taken back"),
    .init(":", does: .command, as: "command", "a command: the name of anything that a key does, and more"),
    .init("T", does: .themes, as: "themes", "themes: what moving in the list shows, Enter keeps"),
    .init("%", does: .mouse, as: "mouse", "the mouse: wheel, rows, keys of the last line; off, it selects text"),
    .init(.control("l"), does: .redraw, as: "redraw", "draw everything again"),
    .init(.control("z"), does: .suspend, as: "suspend", "to the shell; fg comes back"),
    .init(.control("c"), does: .cancel, as: "cancel", "stop waiting for an answer; twice: leave Vane"),
    .init("?", .function(1), does: .help, as: "help", "the keys of this screen", hint: "help"),
  ])

  /// Below this nothing can be read.
  public static let smallest = Size(columns: 44, rows: 12)

  var frames: [Frame]
  /// The stack as it was before the last change of screen.
  var earlier: [Frame]?
  var views = Views()
  /// The next key names a place.
  var naming: Naming?
  /// A place of another session that is being gone back to.
  var resuming: Whereabouts?
  var waiting: Waiting? { didSet { awaits() } }
  /// What is looked for in the items' texts: the screen goes on meanwhile.
  var searching: Waiting? { didSet { awaits() } }
  /// Digits typed before a key.
  var digits = ""
  private var isLeaving = false
  var lastKey: Key?
  /// The next key says what is taken away.
  var isTakingAway = false
  /// The line that is being typed after `:`.
  var commanding: Prompt?
  /// What Tab offers there.
  var completion: Completion?
  /// The keys that led here, and how many there were before the one, or the line, that is being obeyed.
  var trail = KeyTrail()
  var trailStart = 0
  /// What was asked for in the background last.
  var glance: Question?
  var generation = 0
  var around: Surroundings
  /// As it was drawn last: what lies under the pointer.
  var shown = Grid(Size(columns: 0, rows: 0))

  /// An overview that has read nothing yet.
  ///
  /// - Parameter title: the run folders as the user wrote them.
  public init(title: String, measure: Measure = .margin) {
    let nothing = OverviewContents(title: title, measure: measure)
    around = Surroundings(size: Size(columns: 80, rows: 24), overview: nothing)
    frames = [Frame(screen: OverviewScreen(title: title), generation: 0)]
  }

  /// The keys as this person has them.
  public var keys: Keys {
    get { around.keys }
    set { around.keys = newValue }
  }

  /// Who sits here, as the flag file calls her.
  public var author: String {
    get { around.author }
    set { around.author = newValue }
  }

  /// The lists' columns as a person chose them.
  public var columns: ColumnChoice {
    get { around.columns }
    set { around.columns = newValue }
  }

  /// What each screen is called, from the first to the one on top.
  public var path: [String] { frames.map(\.screen.crumb) }

  /// Notes that could not be written, as sentences: for whoever leaves.
  public var unwritten: [String] {
    around.unwritten.sorted { $0.key < $1.key }.map { "the note on \($0.suite) \($0.item) was not written: \($1)" }
  }

  /// True while a line is being typed: only then may pasted text arrive.
  public var isTyping: Bool { prompt != nil }

  var prompt: Prompt? { commanding ?? top.screen.prompt }

  /// - Returns: what is to be done to the world, in order.
  public mutating func update(_ event: Event) -> [Effect] {
    let wasFinding = searching != nil
    let stood = event.isOfHands ? nil : standing
    var effects = happened(event)
    awaitThemes(effects, after: event)
    if let stood { tellWhatIsLost(of: stood) }
    // Whoever begins to type, to take away or to mark stays: the next key must not be about what opens meanwhile.
    let stays = prompt != nil || isTakingAway || naming != nil
    if stays, searching?.opens == true { stopFinding() }
    if wasFinding, searching == nil, !event.endsFinding { effects.append(.stopFinding) }
    if stays, waiting?.opens == true {
      waiting = nil
      effects.append(.cancel)
    }
    return effects
  }

  private mutating func happened(_ event: Event) -> [Effect] {
    switch event {
    case .key(let key): return press(key)
    case .pointer(let pointer): return point(pointer)
    case .pasted(let text): paste(text)
    case .theme(let theme): take(theme)
    case .themes(let themes): take(themes)
    case .arrived(let answer): return arrived(answer)
    case .progress(let progress):
      around.progress = progress
      return goOnResuming(isRead: progress == nil)
    case .flags(let flags):
      around.flags = flags
      return heed() + (waiting == nil ? goOn() : [])
    case .flagged(let news): return heard(news)
    case .unwritten(let request, let why): keep(request, why)
    case .lineups(let record): around.lineups = record
    case .message(let text): around.message = text
    case .glimpsed(let answer): glimpsed(answer)
    }
    return []
  }

  mutating func press(_ key: Key) -> [Effect] {
    // What came while a line was typed has not been seen: the line stands in its place.
    if prompt == nil, !isTakingAway { around.message = nil }
    resuming = nil
    if isTakingAway { return takeAway(key) }
    if commanding == nil { trailStart = trail.count }
    trail.add(key)
    if let naming { return name(key, for: naming) }
    // What was typed in another session is no key of this one.
    if key.recalls, prompt?.history.kind != nil { trail.lose() }
    if commanding != nil { return type(key) }
    if let line = top.screen.prompt {
      let kept = key == .enter ? remember(line) : []
      return obey(frames[frames.count - 1].screen.type(key, &around)) + kept
    }
    if isSecondG(key) { return [] }
    if case .character(let digit) = key, digit.isASCII, digit.isNumber, !top.screen.binds(key, by: around.keys),
      digit != "0" || !digits.isEmpty
    {
      if digits.count < 6 { digits.append(digit) }
      return []
    }
    let times = Int(digits)
    digits = ""
    let wasLeaving = isLeaving
    isLeaving = false
    if let effects = frames[frames.count - 1].screen.press(key, times: times, &around) {
      return (key == .escape ? stopAsking() : []) + obey(effects)
    }
    guard let action = around.keys.everywhere[key] else {
      around.message = "\(key) does nothing here; ? shows the keys"
      return []
    }
    return act(action, wasLeaving: wasLeaving)
  }

  /// True while no name may be shown, whatever lies over the screen that forbids it.
  var isBlind: Bool { frames.contains { $0.screen.isBlind } }

  static let blindly = "not during a line-up: that screen shows names; q closes it first"

  mutating func act(_ action: Action, wasLeaving: Bool) -> [Effect] {
    if isBlind, action.showsNames {
      around.message = Self.blindly
      return []
    }
    switch action {
    case .close: return frames.count == 1 ? [.quit] : pop()
    case .quit: return [.quit]
    case .back: return frames[frames.count - 1].screen.endRange(&around) ? [] : pop()
    case .undo: return undoFlag()
    case .redo: return redoFlag()
    case .last: return swap()
    // The key that opened one of these closes it again.
    case .aggregate where top.screen is AggregateScreen, .help where top.screen is HelpScreen,
      .panels where top.screen is PanelsScreen, .models where top.screen is ModelsScreen,
      .elicitation where top.screen is MatrixScreen:
      return pop()
    case .help:
      push(HelpScreen(of: Swift.type(of: top.screen), keys: around.keys))
    case .command: commanding = Prompt(label: ":", history: around.history.recall(.command))
    case .earlier: return goBack()
    case .later: return goForward()
    case .mark where isBlind: around.message = Self.blindly
    case .mark: naming = .mark
    case .jump: naming = .jump
    case .panels: push(PanelsScreen(subject: top.screen.subject(around)))
    case .models: return showModels([])
    case .elicitation:
      let subject = top.screen.subject(around)
      guard let matrix = MatrixScreen(of: subject, in: around.overview) else {
        around.message = MatrixScreen.none(for: subject)
        break
      }
      push(matrix)
      if let question = matrix.question { return obey([.replace(question)]) }
    case .aggregate: push(AggregateScreen(around.overview))
    case .instrument(let kind):
      if kind.isShown(by: top.screen) { return pop() }
      guard let question = kind.question(from: top.screen, around) else {
        around.message = "nothing is selected"
        break
      }
      return obey([.ask(question)])
    case .takeAway: offerTakeAway()
    case .themes: return top.screen is ThemeScreen ? pop() : [.theme(nil)]
    case .mouse: switchMouse()
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .cancel:
      if wasLeaving { return [.quit] }
      if waiting != nil {
        waiting = nil
        frames[frames.count - 1].screen.giveUp()
        around.message = "no longer waiting"
        return [.cancel]
      } else if searching != nil {
        stopFinding(because: "stopped")
      } else {
        isLeaving = true
        around.message = "Ctrl-C once more leaves Vane; q closes a screen"
      }
    }
    return []
  }

  /// Does what concerns the stack, passes on the rest.
  mutating func obey(_ effects: [Effect]) -> [Effect] {
    effects.flatMap { effect -> [Effect] in
      switch effect {
      case .back: return pop()
      case .ask(let question):
        count(question)
        // What the screen itself was waiting for is asked again once it is back on top.
        if waiting?.opens == false, !question.isOfTexts { top.generation = -1 }
        wait(for: question, opens: true)
      case .replace(let question):
        count(question)
        wait(for: question, opens: false)
      case .flag(let request): around.flagging.begin(request)
      case .quit, .lineup, .cancel, .stopFinding, .keepColumns, .suspend, .redraw, .theme, .copy, .takeAway,
        .glance, .remember, .shell:
        break
      }
      return [effect]
    }
  }

  private mutating func awaits() { around.awaited = [waiting?.question, searching?.question].compactMap { $0 } }

  private mutating func wait(for question: Question, opens: Bool) {
    guard question.isOfTexts else {
      waiting = Waiting(question: question, opens: opens)
      return
    }
    searching = Waiting(question: question, opens: opens, depth: frames.count)
    around.finding = TextProgress()
  }

  private mutating func arrived(_ answer: Answer) -> [Effect] {
    if case .overview(let contents) = answer { return showOverview(contents) }
    if case .instrument(_, .marks(let marks)) = answer {
      around.marks = marks
      return heed()
    }
    if case .refused(let question, let why) = answer {
      if searching?.question == question {
        stopFinding(because: why)
        return []
      }
      if waiting?.question == question { waiting = nil }
      resuming = nil
      around.message = why
      return []
    }
    if let searching, answer.answers(searching.question) { return found(answer, opens: searching.opens) }
    guard let waiting, answer.answers(waiting.question) else { return [] }
    self.waiting = nil
    if case .behaviour(let contents) = answer { around.opened.insert(contents.row.key) }
    if case .instrument(.suspicions(let key, _), .suspicions(let contents)) = answer {
      around.suspects = Suspected(key: key, items: contents.suspects)
    }
    if waiting.opens {
      if let screen = answer.screen { push(screen) }
      return goOnResuming()
    }
    // The screen that asked may lie under another by now.
    for at in frames.indices.reversed() where frames[at].screen.take(answer) {
      frames[at].generation = generation
      break
    }
    return goOn()
  }

  mutating func goOn() -> [Effect] { obey(frames[frames.count - 1].screen.goOn(&around)) }

  /// The screens look again at what they share.
  mutating func heed() -> [Effect] {
    around.list()
    for at in frames.indices { frames[at].screen.heed(around) }
    return []
  }

  private mutating func showOverview(_ contents: OverviewContents) -> [Effect] {
    let changed = around.hasOverview && contents != around.overview
    around.overview = contents
    around.hasOverview = true
    let known = Set(contents.rows.map(\.key))
    around.picks.removeAll { !known.contains($0) }
    glance = nil
    if changed { generation += 1 }
    for at in frames.indices { _ = frames[at].screen.take(.overview(contents)) }
    return heed() + refresh() + goOnResuming()
  }

  /// Asks again for the screen on top when files were read since it was answered.
  mutating func refresh() -> [Effect] {
    guard top.generation < generation, waiting == nil, let question = top.screen.question,
      searching?.question != question
    else {
      return goOn()
    }
    return obey([.replace(question)])
  }

  var top: Frame {
    get { frames[frames.count - 1] }
    set { frames[frames.count - 1] = newValue }
  }
}

public import Canvas
public import Runs

/// The stack of screens, the keys that work everywhere, and the first and last line of every screen. Nothing else.
public struct Board: Sendable {
  private struct Frame {
    var screen: any Screen
    /// Which reading of the files it shows.
    var generation: Int
  }

  /// A question on its way; its answer opens a screen on top, or goes into the screen that asked.
  private struct Waiting {
    var question: Question
    var opens: Bool
  }

  public enum Action: Hashable, Sendable {
    case close, quit, back, help, last, panels, elicitation, redraw, suspend, cancel, takeAway
    case instrument(Instrument.Kind)
    case aggregate
  }

  /// The keys that work on every screen that does not use them itself.
  public static let keymap = Keymap<Action>([
    .init(.escape, does: .back, "back; does nothing on the first screen", hint: "back"),
    .init("q", does: .close, "close this screen; on the first one, leave Vane"),
    .init("Q", does: .quit, "leave Vane"),
    .init("-", does: .last, "the screen seen before this one"),
    .init("a", does: .panels, "all lines: margin and accuracy of every behaviour", hint: "all lines"),
    .init("e", does: .elicitation, "elicitation: the prompts of this behaviour side by side", hint: "prompts"),
    .init("m", does: .instrument(.measures), "measures: the same items by every measure", hint: "measures"),
    .init("V", does: .instrument(.paths), "paths: every way of analysis as one strip"),
    .init("L", does: .instrument(.noise), "layers of noise, and what would settle an open verdict"),
    .init("b", does: .instrument(.backtest), "backtest: hide the largest scale, see the call, reveal"),
    .init("t", does: .instrument(.suspicions), "turns and suspicions: what turns where, and items that deserve a look"),
    .init("A", does: .aggregate, "aggregate perplexity: its texts, and slopes with it held constant"),
    .init("x", does: .takeAway, "take away: a figure, a table, JSON or a report, as a file"),
    .init(.control("l"), does: .redraw, "draw everything again"),
    .init(.control("z"), does: .suspend, "to the shell; fg comes back"),
    .init(.control("c"), does: .cancel, "stop waiting for an answer; twice: leave Vane"),
    .init("?", .function(1), does: .help, "the keys of this screen", hint: "help"),
  ])

  /// Below this nothing can be read.
  public static let smallest = Size(columns: 44, rows: 12)

  private var frames: [Frame]
  /// The stack as it was before the last change of screen.
  private var earlier: [Frame]?
  private var waiting: Waiting?
  /// Digits typed before a key.
  private var digits = ""
  private var isLeaving = false
  /// The next key says what is taken away.
  private var isTakingAway = false
  private var generation = 0
  private var around: Surroundings

  /// An overview that has read nothing yet.
  ///
  /// - Parameter title: the run folders as the user wrote them.
  public init(title: String, measure: Measure = .margin) {
    let nothing = OverviewContents(title: title, measure: measure)
    around = Surroundings(size: Size(columns: 80, rows: 24), overview: nothing)
    frames = [Frame(screen: OverviewScreen(title: title), generation: 0)]
  }

  /// What each screen is called, from the first to the one on top.
  public var path: [String] { frames.map(\.screen.crumb) }

  /// True while a line is being typed: only then may pasted text arrive.
  public var isTyping: Bool { top.screen.prompt != nil }

  /// - Returns: what is to be done to the world, in order.
  public mutating func update(_ event: Event) -> [Effect] {
    switch event {
    case .key(let key): return press(key)
    case .arrived(let answer): return arrived(answer)
    case .progress(let progress): around.progress = progress
    case .flags(let flags): around.flags = flags
    case .lineups(let record): around.lineups = record
    case .message(let text): around.message = text
    }
    return []
  }

  private mutating func press(_ key: Key) -> [Effect] {
    around.message = nil
    if isTakingAway { return takeAway(key) }
    if top.screen.prompt != nil { return obey(frames[frames.count - 1].screen.type(key, &around)) }
    if case .character(let digit) = key, digit.isASCII, digit.isNumber, !top.screen.binds(key),
      digit != "0" || !digits.isEmpty
    {
      if digits.count < 6 { digits.append(digit) }
      return []
    }
    let times = Int(digits)
    digits = ""
    let wasLeaving = isLeaving
    isLeaving = false
    if let effects = frames[frames.count - 1].screen.press(key, times: times, &around) { return obey(effects) }
    guard let action = Self.keymap[key] else {
      around.message = "\(key) does nothing here; ? shows the keys"
      return []
    }
    return act(action, wasLeaving: wasLeaving)
  }

  private mutating func act(_ action: Action, wasLeaving: Bool) -> [Effect] {
    switch action {
    case .close: return frames.count == 1 ? [.quit] : pop()
    case .quit: return [.quit]
    case .back: return pop()
    case .last: return swap()
    // The key that opened one of these closes it again.
    case .aggregate where top.screen is AggregateScreen, .help where top.screen is HelpScreen,
      .panels where top.screen is PanelsScreen,
      .elicitation where top.screen is MatrixScreen:
      return pop()
    case .help: push(HelpScreen(of: type(of: top.screen)))
    case .panels: push(PanelsScreen(subject: top.screen.subject(around)))
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
    case .takeAway:
      guard around.hasOverview else {
        around.message = "nothing has been read yet"
        break
      }
      isTakingAway = true
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .cancel:
      if wasLeaving { return [.quit] }
      if waiting != nil {
        waiting = nil
        around.message = "no longer waiting"
        return [.cancel]
      } else {
        isLeaving = true
        around.message = "Ctrl-C once more leaves Vane; q closes a screen"
      }
    }
    return []
  }

  private mutating func takeAway(_ key: Key) -> [Effect] {
    isTakingAway = false
    guard let what = TakeAway.allCases.first(where: { $0.key == key }) else {
      if !key.leavesPrompt { around.message = "\(key) takes nothing away" }
      return []
    }
    let subject = top.screen.subject(around)
    if what == .figure, subject == nil {
      around.message = "a figure is of one behaviour, and none is selected"
      return []
    }
    return [.takeAway(TakeAwayRequest(what: what, behaviour: what == .figure ? subject : nil, card: card(of: what)))]
  }

  private func card(of what: TakeAway) -> Card {
    let rows = around.overview.rows
    return Card(
      seen: rows.count, shown: what == .figure ? 1 : rows.count, hidden: around.overview.hidden,
      // The others hold all rows, whatever the filter leaves on screen.
      filtered: what == .figure ? around.filtered : 0, subsets: around.looked.count, measure: around.overview.measure,
      axis: around.overview.digest.families.axis,
      families: around.overview.digest.families.all.map(\.name))
  }

  /// Does what concerns the stack, passes on the rest.
  private mutating func obey(_ effects: [Effect]) -> [Effect] {
    effects.flatMap { effect -> [Effect] in
      switch effect {
      case .back: return pop()
      case .ask(let question): waiting = Waiting(question: question, opens: true)
      case .replace(let question): waiting = Waiting(question: question, opens: false)
      case .quit, .flag, .lineup, .cancel, .suspend, .redraw, .copy, .takeAway: break
      }
      return [effect]
    }
  }

  private mutating func arrived(_ answer: Answer) -> [Effect] {
    if case .overview(let contents) = answer { return showOverview(contents) }
    if case .instrument(_, .marks(let marks)) = answer {
      around.marks = marks
      return []
    }
    if case .refused(let question, let why) = answer {
      if waiting?.question == question { waiting = nil }
      around.message = why
      return []
    }
    guard let waiting, answer.answers(waiting.question) else { return [] }
    self.waiting = nil
    if case .behaviour(let contents) = answer { around.opened.insert(contents.row.key) }
    if case .instrument(.suspicions(let key, _), .suspicions(let contents)) = answer {
      around.suspects = Suspected(key: key, items: contents.suspects)
    }
    if waiting.opens {
      if let screen = answer.screen(around) { push(screen) }
    } else if top.screen.take(answer) {
      top.generation = generation
    }
    return []
  }

  private mutating func showOverview(_ contents: OverviewContents) -> [Effect] {
    let changed = around.hasOverview && contents != around.overview
    around.overview = contents
    around.hasOverview = true
    if changed { generation += 1 }
    for at in frames.indices { _ = frames[at].screen.take(.overview(contents)) }
    return refresh()
  }

  /// Asks again for the screen on top when files were read since it was answered.
  private mutating func refresh() -> [Effect] {
    guard top.generation < generation, waiting == nil, let question = top.screen.question else { return [] }
    return obey([.replace(question)])
  }

  private var top: Frame {
    get { frames[frames.count - 1] }
    set { frames[frames.count - 1] = newValue }
  }

  private mutating func push(_ screen: some Screen) {
    earlier = frames
    frames.append(Frame(screen: screen, generation: generation))
  }

  private mutating func pop() -> [Effect] {
    guard frames.count > 1 else { return [] }
    let stale: [Effect] = waiting == nil ? [] : [.cancel]
    waiting = nil
    earlier = frames
    frames.removeLast()
    return stale + refresh()
  }

  private mutating func swap() -> [Effect] {
    guard let before = earlier else {
      around.message = "no other screen was seen yet"
      return []
    }
    waiting = nil
    earlier = frames
    frames = before
    return refresh()
  }

  // MARK: - View

  /// Exactly `size` cells. The size is remembered: Ctrl-D depends on it.
  public mutating func view(_ size: Size) -> Grid {
    around.size = Size(columns: size.columns, rows: max(0, size.rows - 2))
    var grid = Grid(size)
    guard size.columns >= Self.smallest.columns, size.rows >= Self.smallest.rows else {
      drawTooSmall(&grid)
      return grid
    }
    grid.paste(top.screen.view(around.size, around), row: 1, column: 0)
    drawHead(&grid)
    drawFoot(&grid)
    return grid
  }

  private func drawTooSmall(_ grid: inout Grid) {
    let lines = [
      "too small: \(grid.size.columns)x\(grid.size.rows)", "needs \(Self.smallest.columns)x\(Self.smallest.rows)",
      "q closes",
    ]
    let first = max(0, (grid.size.rows - lines.count) / 2)
    for (at, line) in lines.enumerated() {
      grid.write(
        line, row: first + at, column: max(0, (grid.size.columns - Text.width(line)) / 2),
        as: at == 0 ? .warning : .text)
    }
  }

  private func drawHead(_ grid: inout Grid) {
    let width = grid.size.columns
    grid.fill(row: 0, columns: 0..<width, on: .bar)
    let right = status(width: width)
    let used = Text.width(right)
    if used > 0 { grid.write(right, row: 0, column: width - used - 1, as: .accent, on: .bar) }
    let room = width - used - (used > 0 ? 3 : 1) - 6
    grid.write(" vane", row: 0, as: .title, on: .bar)
    grid.write(Crumbs.fit(frames.map(\.screen.crumb), to: room), row: 0, column: 7, as: .text, on: .bar)
  }

  /// What is going on, at the right end of the first line.
  private func status(width: Int) -> String {
    if case .instrument? = waiting?.question { return width >= 60 ? "computing …  Ctrl-C stops" : "computing …" }
    if waiting != nil { return "asking …" }
    guard let progress = around.progress else { return around.hasOverview ? "" : "reading …" }
    return width >= 70 ? progress.sentence : progress.short
  }

  private func drawFoot(_ grid: inout Grid) {
    let (row, width) = (grid.size.rows - 1, grid.size.columns)
    if let prompt = top.screen.prompt {
      let wanted = Text.width(prompt.label) + 2 <= width ? prompt.label : prompt.shortLabel
      let label = grid.write(" \(wanted) ", row: row, as: .key)
      let room = max(0, width - label - 2)
      let text = Text.width(prompt.text) > room ? String(prompt.text.suffix(room)) : prompt.text
      let used = grid.write(text, row: row, column: label)
      grid.write(" ", row: row, column: label + used, on: .cursor)
      return
    }
    if isTakingAway {
      grid.write(Text.truncated(" " + TakeAway.offer(columns: width), to: width), row: row, as: .key)
      return
    }
    if let message = around.message {
      grid.write(Text.truncated(" \(message)", to: width), row: row, as: .warning)
      return
    }
    if !digits.isEmpty {
      grid.write(" \(digits)", row: row, as: .key)
      return
    }
    // The way back and the help are always told; the others as far as there is room.
    let everywhere = Self.keymap.hints.filter { $0.key != "Esc" || frames.count > 1 }
    let always = everywhere.filter { $0.key == "Esc" || $0.key == "?" }
    let own =
      type(of: top.screen).hints + (frames.count == 1 ? everywhere.filter { $0.key != "Esc" && $0.key != "?" } : [])
    let end = always.reduce(0) { $0 + Text.width($1.key) + Text.width($1.text) + 3 }
    var column = 1
    for hint in own where column + Text.width(hint.key) + Text.width(hint.text) + 1 <= width - end {
      column += draw(hint, &grid, row: row, column: column)
    }
    for hint in always { column += draw(hint, &grid, row: row, column: column) }
  }

  private func draw(_ hint: (key: String, text: String), _ grid: inout Grid, row: Int, column: Int) -> Int {
    let key = grid.write(hint.key, row: row, column: column, as: .key)
    let text = grid.write(hint.text, row: row, column: column + key + 1, as: .dim)
    return key + text + 3
  }
}

extension Screen {
  func binds(_ key: Key) -> Bool { Self.keymap[key] != nil }
  static var hints: [(key: String, text: String)] { keymap.hints }
}

public import Canvas
public import Runs
internal import Trends

/// The verdict with and without flagged, or marked, items side by side, and whether these lean to one side.
public struct FlagEffectScreen: Screen {
  public enum Action: Sendable {
    case move(Move)
    case copy, close
  }

  public static let title = "Flag effect"
  public static let keymap = Keymap<Action>(
    Move.bindings(counted: false) { .move($0) } + [
      .init("y", does: .copy, as: "copy", "copy both columns and the sentences"),
      .init("E", does: .close, as: "flag-effect", "back to the behaviour"),
    ])

  private var contents: FlagEffectContents
  private var scroll = Scroll()

  init(_ contents: FlagEffectContents) { self.contents = contents }

  public var crumb: String { "without \(contents.request.why.rawValue)" }
  public var question: Question? { .instrument(.flagEffect(contents.request)) }
  public func subject(_ around: Surroundings) -> BehaviourKey? { contents.request.key }

  public mutating func update(_ action: Action, times: Int?, _ around: inout Surroundings) -> [Effect] {
    switch action {
    case .move(let move):
      scroll.move(move, lines: page(around.size, around).lines.count, page: around.size.rows, times: times)
    case .copy:
      let lines = contents.lines.map { "\($0.name): \($0.all); without \($0.without)" }
      let words = [contents.change, contents.leaning, FlagEffectContents.warning]
      return [.copy((["\(contents.request.key) \(crumb)"] + lines + words).joined(separator: "\n"))]
    case .close: return [.back]
    }
    return []
  }

  public mutating func take(_ answer: Answer) -> Bool {
    guard case .instrument(.flagEffect(let request), .flagEffect(let new)) = answer,
      request.key == contents.request.key, request.why == contents.request.why
    else { return false }
    contents = new
    return true
  }

  /// Flags that have changed since are asked for again.
  public mutating func goOn(_ around: inout Surroundings) -> [Effect] {
    guard contents.request.why == .flagged,
      let row = around.overview.rows.first(where: { $0.key == contents.request.key })
    else { return [] }
    var request = contents.request
    request.items = around.flags.flaggedItems(of: row.suites)
    guard request != contents.request else { return [] }
    let question = Question.instrument(.flagEffect(request))
    return around.awaited.contains(question) ? [] : [.replace(question)]
  }

  public func view(_ size: Size, _ around: Surroundings) -> Grid {
    var grid = Grid(size)
    page(size, around).draw(in: &grid, rows: 0..<size.rows, from: scroll.top)
    return grid
  }

  private func page(_ size: Size, _ around: Surroundings) -> Page {
    var page = Page(columns: size.columns - 2)
    let (effect, lines) = (contents.effect, contents.lines)
    let all = lines.reduce(10) { max($0, Text.width($1.all)) }
    let without = lines.reduce(10) { max($0, Text.width($1.without)) }
    // Where there is little room the numbers are worth more than their names.
    let names = min(
      lines.reduce(6) { max($0, Text.width($1.name)) }, max(8, size.columns - 6 - all - without))
    var head = Words()
    head.add(Text.padded("", to: names) + "  " + Text.padded("ALL ITEMS", to: all) + "  WITHOUT ", .heading)
    head.add(contents.what.uppercased(), .heading)
    page.add(head)
    for (at, line) in lines.enumerated() {
      var words = Words()
      words.add(Text.padded(Text.truncated(line.name, to: names), to: names) + "  ", .dim)
      words.add(Text.padded(line.all, to: all) + "  ", at == 0 ? effect.all.verdict.role : .text)
      words.add(line.without, at == 0 ? effect.without?.verdict.role ?? .dim : .text)
      page.add(words)
    }
    page.add()
    page.add(contents.change, effect.without?.verdict == effect.all.verdict ? .text : .warning)
    page.add(contents.leaning, effect.lean.map { $0.p <= effect.all.rules.alpha } ?? false ? .warning : .text)
    page.add(FlagEffectContents.warning, .warning)
    page.add()
    addLeft(to: &page, around)
    return page
  }

  /// What was left out, item by item.
  private func addLeft(to page: inout Page, _ around: Surroundings) {
    let shown = contents.effect.left.prefix(Self.mostLeft)
    let names = min(24, shown.reduce(4) { max($0, Text.width($1.name.item)) })
    let direction = contents.effect.all.trend?.slope ?? 0
    var head = Words()
    head.add(Text.padded("ITEM", to: names) + "    SLOPE  TREND   SAID OF IT", .heading)
    page.add(head)
    for item in shown {
      let side = item.side(along: direction)
      var words = Words()
      words.add(Text.padded(Text.truncated(item.name.item, to: names), to: names) + "  ")
      let slope = Decimal.signed(item.slope, places: contents.effect.all.measure.readPlaces)
      words.add(Text.padded(slope, to: 7, .right) + "  ")
      words.add(Text.padded(side > 0 ? "helps" : side < 0 ? "hurts" : "·", to: 6) + "  ", side < 0 ? .warning : .text)
      let said = (around.flags[item.name]?.flags ?? []).map { flag in
        ([flag.author.initials] + [flag.reason?.words].compactMap { $0 }).joined(separator: " ")
      }
      words.add(said.joined(separator: ", "), .flag)
      page.add(words)
    }
    let more = contents.effect.left.count - shown.count
    if more > 0 { page.add("and \(Decimal.count(more)) more", .dim) }
  }

  private static let mostLeft = 1000
}

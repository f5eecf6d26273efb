public import Canvas
public import Runs
internal import Trends

/// Items whose text holds what somebody looked for: a line each, with the match in view.
public struct FoundScreen: Screen {
  public enum Action: Hashable, Sendable {
    case move(Move)
    case open, next, previous, search, copy
    case flag(FlagDeed)
  }

  public static let title = "Found"
  public static let keymap = Keymap<Action>(
    Move.bindings { .move($0) } + [
      .init(.enter, .right, does: .open, as: "open", "open the item", hint: "open"),
      .init("n", does: .next, as: "find-next", "next one found"),
      .init("N", does: .previous, as: "find-previous", "the one before"),
      .init("/", does: .search, as: "find", "look for something else in the texts", hint: "find"),
      .init("y", does: .copy, as: "copy", "copy the item's name and the line"),
    ] + FlagDeed.bindings { .flag($0) })
  public static let commands = Command.Form.ofLists.filter { $0.name == Command.OfLists.find.rawValue }

  private(set) var contents: FoundContents
  private(set) var place = ListPlace()
  /// Somebody stopped it before the last item.
  private var isStopped = false
  private var search = Search()
  var flagger = Flagger()
  var anchor: Int?

  init(_ contents: FoundContents) { self.contents = contents }

  public var crumb: String { "found \(contents.request.needle.quoted)" }
  public var question: Question? { .find(contents.request) }
  public var prompt: Prompt? { flagger.prompt ?? search.prompt }
  public func subject(_ around: Surroundings) -> BehaviourKey? { line?.key ?? contents.request.behaviour }

  private var line: FoundLine? {
    contents.lines.indices.contains(place.selected) ? contents.lines[place.selected] : nil
  }

  public mutating func update(_ action: Action, times: Int?, _ around: inout Surroundings) -> [Effect] {
    switch action {
    case .move(let move): self.move(move, times, &around)
    case .next: move(.down, times, &around)
    case .previous: move(.up, times, &around)
    case .flag(let deed): return flag(deed, times: times, &around)
    case .open: if let line { return [.ask(.item(line.key, line.name))] }
    case .search: search.open(around.history)
    case .copy:
      if let line {
        return [.copy("\(line.key) \(line.name.suite) \(line.name.item)\n\(line.before)\(line.match)\(line.after)")]
      }
    }
    return []
  }

  private mutating func move(_ move: Move, _ times: Int?, _ around: inout Surroundings) {
    let page = layout(around.size).page
    place.move(move, count: contents.lines.count, page: page, times: times)
    place.settle(count: contents.lines.count, page: page)
    tellRange(&around)
  }

  public mutating func type(_ key: Key, _ around: inout Surroundings) -> [Effect] {
    if flagger.prompt != nil { return flagger.type(key, &around).map { [.flag($0)] } ?? [] }
    return search.type(key) ? find() : []
  }

  public mutating func paste(_ text: String) {
    if flagger.prompt != nil { flagger.paste(text) } else { search.paste(text) }
  }

  public mutating func obey(_ command: Command, _ around: inout Surroundings) -> [Effect]? {
    guard Command.OfLists(rawValue: command.name) == .find, !command.words.isEmpty else { return nil }
    return search.look(for: command.words) ? find() : []
  }

  /// The names were looked through on the screen before; here it is always about texts.
  private mutating func find() -> [Effect] {
    guard let wanted = search.wanted else { return [] }
    contents = FoundContents(FindRequest(wanted.needle, in: contents.request.behaviour))
    (place, isStopped, anchor) = (ListPlace(), false, nil)
    return [.replace(.find(contents.request))]
  }

  public mutating func take(_ answer: Answer) -> Bool {
    guard case .found(let new) = answer, new.request == contents.request else { return false }
    let selected = line
    // What is found earlier moves the lines.
    if new.lines.count != contents.lines.count { anchor = nil }
    contents = new
    isStopped = false
    // What is found earlier in the list does not move the selection.
    if let selected, line?.name != selected.name || line?.key != selected.key,
      let at = new.lines.firstIndex(where: { $0.key == selected.key && $0.name == selected.name })
    {
      place.selected = at
    }
    place.clamp(count: new.lines.count)
    return true
  }

  public mutating func giveUp() { isStopped = !contents.progress.isDone }

  // MARK: - View

  public func view(_ size: Size, _ around: Surroundings) -> Grid {
    var grid = Grid(size)
    let layout = layout(size)
    grid.write(Text.truncated(contents.sentence, to: size.columns - 2), row: 0, column: 1, as: .title)
    if layout.hasRemark {
      grid.write(Text.truncated(remark, to: size.columns - 2), row: 1, column: 1, as: isStopped ? .warning : .dim)
    }
    drawList(&grid, layout, around)
    if let line {
      let whole = Text.wrapped(line.before + line.match + line.after, to: size.columns - 2)
      let first = whole.firstIndex { $0.contains(line.match) } ?? 0
      let from = max(0, min(first, whole.count - layout.details))
      for (row, text) in whole.dropFirst(from).prefix(layout.details).enumerated() {
        grid.write(text, row: size.rows - layout.details + row, column: 1, as: .dim)
      }
    }
    return grid
  }

  private func layout(_ size: Size) -> FoundLayout { FoundLayout(size, isRemarkable: !remark.isEmpty) }

  private var remark: String {
    var parts: [String] = []
    if isStopped { parts.append("stopped before the end; / looks again") }
    if contents.count > contents.lines.count, !contents.lines.isEmpty {
      parts.append("the first \(Decimal.count(contents.lines.count)) are listed")
    }
    if let unread = contents.progress.unread { parts.append(unread) }
    return parts.joined(separator: "; ")
  }

  private enum Column: Hashable { case behaviour, suite, item, text }

  private func drawList(_ grid: inout Grid, _ layout: FoundLayout, _ around: Surroundings) {
    let window = place.window(count: contents.lines.count, page: layout.page)
    // Two lists of one behaviour may call their items alike.
    let hasManySuites =
      Set(contents.lines[window].map { [$0.key.description, $0.name.suite] }).count
      > Set(contents.lines[window].map(\.key)).count
    let shown = contents.lines[window]
    let name = shown.reduce(9) { max($0, Text.width($1.key.description)) }
    let suite = shown.reduce(5) { max($0, Text.width($1.name.suite)) }
    let item = shown.reduce(4) { max($0, Text.width($1.name.item)) }
    let width = grid.size.columns
    let plan = ColumnPlan<Column>(
      [
        .init(
          id: .behaviour, title: "BEHAVIOUR", width: min(name, width >= 76 ? 22 : 12), alignment: .left,
          goes: contents.request.behaviour == nil ? nil : 0),
        .init(id: .suite, title: "SUITE", width: min(suite, 20), alignment: .left, goes: 1, gap: 2),
        .init(
          id: .item, title: "ITEM", width: min(item, width >= 76 ? 14 : 8), alignment: .left, gap: 2, holdsNames: true),
        .init(id: .text, title: "TEXT", width: width >= 76 ? 32 : 16, alignment: .left, gap: 2),
      ].filter { $0.id != .suite || hasManySuites }, in: width - 1, growing: .text, limit: width)
    for placed in plan.placed { grid.write(placed.column.title, placed, row: layout.list - 1, as: .heading) }
    for (row, at) in window.enumerated() {
      let line = contents.lines[at]
      grid.list(at, row: layout.list + row, isSelected: at == place.selected, isPicked: isInRange(at))
      grid.mark(
        isInRange: isInRange(at), isFlagged: around.flags[line.name]?.isFlagged, row: layout.list + row)
      for placed in plan.placed {
        switch placed.column.id {
        case .behaviour: grid.write(line.key.description, placed, row: layout.list + row)
        case .suite: grid.write(line.name.suite, placed, row: layout.list + row, as: .dim)
        case .item: grid.write(line.name.item, placed, row: layout.list + row, as: .dim)
        case .text: line.draw(in: &grid, row: layout.list + row, column: placed.at, width: placed.column.width)
        }
      }
    }
    guard window.count < contents.lines.count else { return }
    let text = " \(window.lowerBound + 1)-\(window.upperBound) of \(Decimal.count(contents.lines.count)) "
    grid.write(text, row: layout.list - 1, column: max(0, width - Text.width(text) - 1), as: .dim)
  }
}

/// Which rows of the room hold what.
private struct FoundLayout {
  let hasRemark: Bool
  let details: Int
  let page: Int

  var list: Int { hasRemark ? 3 : 2 }

  /// - Parameter isRemarkable: that the list is not whole is said in the shortest terminal too.
  init(_ size: Size, isRemarkable: Bool) {
    hasRemark = size.rows >= 12 || isRemarkable
    details = size.rows >= 30 ? 5 : size.rows >= 16 ? 3 : size.rows >= 12 ? 1 : 0
    page = max(0, size.rows - (hasRemark ? 3 : 2) - details - (details > 0 ? 1 : 0))
  }
}

extension FoundContents {
  /// `'switch off' is in 35 of 5,678 items`; while it goes on: `35 … of 1,200 of 5,678`. That it is in none says also
  /// how many texts could not be read: without a list there is no remark above one.
  var sentence: String {
    let found = "\(request.needle.quoted) is in \(Decimal.count(count))"
    let place = request.behaviour.map { " of \($0)" } ?? ""
    if progress.isDone {
      let of = "\(Decimal.count(progress.of)) items\(place)"
      guard count == 0 else { return "\(found) of \(of)" }
      return "\(request.needle.quoted) is in none of \(of)" + (progress.unread.map { "; \($0)" } ?? "")
    }
    return "\(found) of \(Decimal.count(progress.searched)) items\(place), \(Decimal.count(progress.of)) in all"
  }
}

extension FoundLine {
  /// The line so far left that the match can be seen, with what comes before it.
  func draw(in grid: inout Grid, row: Int, column: Int, width: Int) {
    let needed = Text.width(match)
    var start = before
    // A third of the room for what comes before, more where the match is short of the end.
    let room = max(0, min(width - needed, max(width / 3, width - needed - Text.width(after))))
    if Text.width(start) > room {
      start = String(start.suffix(max(0, room - 1)))
      while Text.width(start) > room - 1, !start.isEmpty { start.removeFirst() }
      start = room > 0 ? "…" + start : ""
    }
    var words = Words()
    words.add(start, .dim)
    words.add(match, .accent)
    words.add(after, .dim)
    words.write(in: &grid, row: row, column: column, to: column + width)
  }
}

extension FoundScreen: ListsItems {
  var itemLines: Int { contents.lines.count }
  var itemLine: Int { place.selected }

  func item(at line: Int) -> FlagSubject? {
    contents.lines.indices.contains(line)
      ? FlagSubject(key: contents.lines[line].key, name: contents.lines[line].name) : nil
  }

  mutating func go(to line: Int, _ around: Surroundings) {
    let page = layout(around.size).page
    place.move(.first, count: contents.lines.count, page: page, times: line + 1)
    place.settle(count: contents.lines.count, page: page)
  }
}

extension FoundScreen {
  public mutating func endRange(_ around: inout Surroundings) -> Bool { dropRange(&around) }
}

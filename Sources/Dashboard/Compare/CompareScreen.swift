public import Canvas
public import Runs
internal import Trends

/// Two to twelve behaviours, prompts or suites side by side: charts on the same axes, one chart for four lines, or what one
/// is above or below another.
public struct CompareScreen: Screen {
  public enum Action: Hashable, Sendable {
    case move(Move)
    case next, previous, open, overlay, difference, order, swap, base, readLeft, readRight, ownScale, drop, nextMeasure,
      copy
  }

  public static let title = "Compare"
  public static let keymap = Keymap<Action>(
    [
      .init("d", does: .difference, as: "difference", "A − B with its 95 % interval, or back", hint: "A−B"),
      .init("=", does: .overlay, as: "overlay", "up to 4 lines in one chart, or a chart for each", hint: "overlay"),
      .init(
        "l", .right, does: .readRight, as: "read-right", "read the next scale, on all charts at once", hint: "read"),
      .init(
        "h", .left, does: .readLeft, as: "read-left",
        "read the scale before; before the first: the verdicts again"),
      .init("s", does: .swap, as: "swap", "swap A and B", hint: "swap"),
      .init("B", does: .base, as: "base", "make this one A, which the others are taken from", hint: "base"),
      .init(
        "D", does: .order, as: "order", "in the order of the difference from A (its slope, largest first), or as picked"
      ),
      .init("z", does: .ownScale, as: "y-axis", "one y axis for all, or one for each"),
      .init(.enter, does: .open, as: "open", "open the behaviour", hint: "open"),
      .init(" ", does: .drop, as: "drop", "leave it out of the comparison", hint: "drop"),
      .init("u", does: .nextMeasure, as: "next-measure", "next measure", hint: "measure"),
      .init("y", does: .copy, as: "copy", "copy the verdicts, the differences and the card"),
      .init(.tab, does: .next, as: "next", "next one, round the end"),
      .init(.backTab, does: .previous, as: "previous", "one before, round the end"),
    ] + Move.bindings { .move($0) })

  /// What the room above the figures holds.
  enum Shape: Sendable { case panels, overlay, difference }

  private(set) var contents: CompareContents
  private(set) var selected: CompareSide
  private(set) var shape = Shape.panels
  private(set) var sharesScale = true
  /// In the order of the difference from the base.
  private(set) var isOrdered = false
  /// Place among `scales.columns`; nil: no scale is read.
  private(set) var reading: Int?
  /// Every scale of all sides.
  private(set) var scales: ScaleColumns
  /// What is to be selected once the sides are swapped.
  private var afterSwap: CompareSide?

  init(_ contents: CompareContents) {
    self.contents = contents
    selected = contents.request.base
    scales = ScaleColumns(of: contents.rows.map(\.finding), limit: .max)
  }

  public var sharesY: Bool? { sharesScale }
  public var crumb: String {
    contents.rows.contains { $0.side.suite != nil }
      ? "compare \(contents.rows.count) suites" : "compare \(contents.rows.count) of \(contents.seen)"
  }
  public var question: Question? { .compare(contents.request) }
  public func subject(_ around: Surroundings) -> BehaviourKey? { selected.key }

  var base: CompareSide { contents.request.base }

  /// B of A − B: the selected side, or the first that is not the base.
  var other: CompareContents.Pair? { contents.pair(with: selected) ?? ordered.lazy.compactMap(pair(at:)).first }

  private func pair(at row: Int) -> CompareContents.Pair? { contents.pair(with: contents.rows[row].side) }

  /// Places of the rows in the order shown; each keeps the letter of its place among the picks.
  var ordered: [Int] {
    guard isOrdered else { return Array(contents.rows.indices) }
    let size = contents.rows.map { row in
      row.side == base ? .infinity : contents.pair(with: row.side)?.testedSlope.map { abs($0.value) } ?? -1
    }
    return contents.rows.indices.sorted { (size[$1], $0) < (size[$0], $1) }
  }

  /// Those that j and k go through: in the difference the base is no B of itself.
  private var reachable: [Int] { ordered.filter { shape != .difference || contents.rows[$0].side != base } }

  var selectedRow: Int? { contents.rows.firstIndex { $0.side == selected } }

  func letter(of side: CompareSide) -> String { contents.letter(of: side) }

  public mutating func update(_ action: Action, times: Int?, _ around: inout Surroundings) -> [Effect] {
    switch action {
    case .move(let move): self.move(move, times)
    case .next: turn(by: times ?? 1)
    case .previous: turn(by: -(times ?? 1))
    case .open: return [.ask(.behaviour(selected.key, measure: contents.measure))]
    case .overlay: shape = shape == .overlay ? .panels : .overlay
    case .difference:
      shape = shape == .difference ? .panels : .difference
      if shape == .difference, let other { selected = other.other }
    case .order: isOrdered.toggle()
    case .swap:
      guard let other else { break }
      afterSwap = base
      selected = other.other
      return ask(contents.request.sides, base: other.other)
    case .base:
      guard selected != base else {
        around.message = "this is A already; j k chooses another"
        break
      }
      return ask(contents.request.sides, base: selected)
    case .readLeft: read(by: -(times ?? 1))
    case .readRight: read(by: times ?? 1)
    case .ownScale: sharesScale.toggle()
    case .drop:
      guard contents.rows.count > CompareRequest.count.lowerBound else {
        around.message = "a comparison needs two"
        break
      }
      return ask(contents.request.sides.filter { $0 != selected }, base: base)
    case .nextMeasure:
      return ask(contents.request.sides, base: base, measure: contents.measure.next)
    case .copy: return [.copy(words(around))]
    }
    return []
  }

  private func ask(_ sides: [CompareSide], base: CompareSide, measure: Measure? = nil) -> [Effect] {
    CompareRequest(sides, base: base, measure: measure ?? contents.measure).map { [.replace(.compare($0))] } ?? []
  }

  private mutating func move(_ move: Move, _ times: Int?) {
    let order = reachable
    var place = ListPlace()
    place.selected = order.firstIndex { contents.rows[$0].side == selected } ?? 0
    place.move(move, count: order.count, page: max(1, order.count / 2), times: times)
    if order.indices.contains(place.selected) { selected = contents.rows[order[place.selected]].side }
  }

  private mutating func turn(by steps: Int) {
    let order = reachable
    guard !order.isEmpty else { return }
    let at = order.firstIndex { contents.rows[$0].side == selected } ?? 0
    selected = contents.rows[order[((at + steps) % order.count + order.count) % order.count]].side
  }

  /// Before the first scale none is read.
  private mutating func read(by steps: Int) {
    let last = scales.columns.count - 1
    guard last >= 0 else { return }
    let next = reading.map { $0 + steps } ?? (steps > 0 ? steps - 1 : last + 1 + steps)
    reading = next < 0 ? nil : min(next, last)
  }

  public mutating func read(_ label: Int) {
    let labels = labels
    guard labels.indices.contains(label) else { return }
    reading = scales.columns.firstIndex { $0.x.isOneScale(with: labels[label].x) } ?? reading
  }

  public mutating func take(_ answer: Answer) -> Bool {
    guard case .compare(let new) = answer else { return false }
    let (place, column) = (selectedRow ?? 0, readColumn)
    contents = new
    scales = ScaleColumns(of: new.rows.map(\.finding), limit: .max)
    reading = column.flatMap { scales.columns.firstIndex(of: $0) }
    if let side = afterSwap, new.request.base == selected { selected = side }
    afterSwap = nil
    if selectedRow == nil, let row = new.rows.dropFirst(min(place, new.rows.count - 1)).first { selected = row.side }
    if shape == .difference, selected == base, let other { selected = other.other }
    return true
  }
}

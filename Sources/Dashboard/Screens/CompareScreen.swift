public import Canvas
public import Runs
internal import Trends

/// Two to eight behaviours side by side, on the same axes.
public struct CompareScreen: Screen {
  public enum Action: Sendable { case next, previous, open, overlay, drop, nextMeasure, copy }

  public static let title = "Compare"
  public static let keymap = Keymap<Action>([
    .init("j", .down, "l", .right, .tab, does: .next, as: "next", "next behaviour"),
    .init("k", .up, "h", .left, .backTab, does: .previous, as: "previous", "behaviour before"),
    .init(.enter, does: .open, as: "open", "open the behaviour", hint: "open"),
    .init(
      "=", does: .overlay, as: "overlay", "all lines in one chart, or a chart for each; up to 4 lines", hint: "overlay"),
    .init(" ", does: .drop, as: "drop", "leave the behaviour out of the comparison", hint: "drop"),
    .init("u", does: .nextMeasure, as: "next-measure", "next measure", hint: "measure"),
    .init("y", does: .copy, as: "copy", "copy the verdicts and the card"),
  ])

  private(set) var contents: CompareContents
  private(set) var selected = 0
  private(set) var isOverlay = false

  init(_ contents: CompareContents) { self.contents = contents }

  public var crumb: String { "compare \(contents.rows.count) of \(contents.seen)" }
  public var question: Question? { .compare(contents.rows.map(\.key), measure: contents.measure) }
  public func subject(_ around: Surroundings) -> BehaviourKey? { row?.key }

  private var row: BehaviourRow? { contents.rows.indices.contains(selected) ? contents.rows[selected] : nil }

  public mutating func update(_ action: Action, times: Int?, _ around: inout Surroundings) -> [Effect] {
    switch action {
    case .next: selected = min(selected + (times ?? 1), contents.rows.count - 1)
    case .previous: selected = max(selected - (times ?? 1), 0)
    case .open: if let row { return [.ask(.behaviour(row.key, measure: contents.measure))] }
    case .overlay:
      if !isOverlay, contents.rows.count > 4 {
        around.message = "only 4 lines can be told apart in one chart; Space drops the selected one"
      } else {
        isOverlay.toggle()
      }
    case .drop:
      guard contents.rows.count > 2 else {
        around.message = "a comparison needs two"
        break
      }
      contents.rows.remove(at: selected)
      selected = min(selected, contents.rows.count - 1)
    case .nextMeasure:
      let all = BehaviourScreen.measures
      let next = all[((all.firstIndex(of: contents.measure) ?? 0) + 1) % all.count]
      return [.replace(.compare(contents.rows.map(\.key), measure: next))]
    case .copy:
      let lines = contents.rows.map {
        "\($0.key), \(contents.measure.rawValue): \($0.finding.word) \($0.finding.slopeText)"
      }
      return [.copy((lines + card(around).lines).joined(separator: "\n"))]
    }
    return []
  }

  public mutating func take(_ answer: Answer) -> Bool {
    guard case .compare(let new) = answer else { return false }
    let key = row?.key
    contents = new
    selected = new.rows.firstIndex { $0.key == key } ?? max(0, min(selected, new.rows.count - 1))
    if new.rows.count > 4 { isOverlay = false }
    return true
  }

  /// What a reader must know of how these were chosen.
  func card(_ around: Surroundings) -> Card {
    Card(
      seen: contents.seen, shown: contents.rows.count, hidden: contents.hidden,
      filtered: around.filtered, marks: 0, subsets: around.looked.count, measure: contents.measure,
      axis: contents.rows.first?.finding.axis ?? .parameters,
      families: Set(contents.rows.flatMap { $0.finding.points.map(\.rung.family) }).sorted())
  }
}

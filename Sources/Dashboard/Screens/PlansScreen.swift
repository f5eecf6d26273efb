public import Canvas
public import Runs
internal import Trends

/// The predictions on these runs: which wait, which came true, and who was right.
public struct PlansScreen: Screen {
  public enum Action: Sendable {
    case move(Move)
    case open, copy
  }

  public static let title = "Plans"
  public static let keymap = Keymap<Action>(
    Move.bindings { .move($0) } + [
      .init(.enter, does: .open, as: "open", "open the behaviour", hint: "open"),
      .init("y", does: .copy, as: "copy", "copy the plan with its hash", hint: "copy"),
    ])

  private(set) var contents: PlansContents
  private(set) var place = ListPlace()

  init(_ contents: PlansContents) { self.contents = contents }

  public var crumb: String { "plans" }
  public var question: Question? { .plans }
  public func subject(_ around: Surroundings) -> BehaviourKey? { selected?.plan.key }

  var selected: PlanStanding? {
    contents.standings.indices.contains(place.selected) ? contents.standings[place.selected] : nil
  }

  public mutating func update(_ action: Action, times: Int?, _ around: inout Surroundings) -> [Effect] {
    let (count, page) = (contents.standings.count, PlansLayout(contents, around.size).page)
    switch action {
    case .move(let move):
      place.move(move, count: count, page: page, times: times)
      place.settle(count: count, page: page)
    case .open:
      if let selected { return [.ask(.behaviour(selected.plan.key, measure: selected.plan.measure))] }
    case .copy:
      if let selected { return [.copy("\(selected.said) \(selected.sentence) hash \(selected.plan.hash)")] }
    }
    return []
  }

  public mutating func take(_ answer: Answer) -> Bool {
    guard case .plans(let new) = answer else { return false }
    let id = selected?.plan.id
    contents = new
    place.selected = new.standings.firstIndex { $0.plan.id == id } ?? place.selected
    place.clamp(count: new.standings.count)
    return true
  }
}

/// Which rows of the room hold what.
struct PlansLayout {
  /// Lines above the list: the remarks, and who was right.
  let head: [(String, Role)]
  /// Plans that are shown at once.
  let page: Int
  let details: Int

  init(_ contents: PlansContents, _ size: Size) {
    let remarks = PlanStanding.remarks(on: contents.standings).joined(separator: " ")
    var head: [(String, Role)] = remarks.isEmpty ? [] : [(remarks, .text)]
    if contents.unread > 0 {
      head.append(("Lines that cannot be read: \(contents.unread); `vane plan list` tells which.", .warning))
    }
    head += PlanTally.all(contents.standings).map { tally -> (String, Role) in
      let text =
        "\(tally.author): \(tally.hits) of \(tally.scored) right, Brier \(Decimal.fixed(tally.brier, places: 3)) "
        + "(a coin 0.250), log score \(Decimal.fixed(tally.log, places: 3))"
      return (text, .accent)
    }
    self.head = Paragraph.lines(head, columns: max(1, size.columns - 2), rows: size.rows < 16 ? 2 : 8)
    details = size.rows < 16 ? 2 : 5
    page = max(0, size.rows - self.head.count - 2 - details)
  }
}

extension PlanStanding {
  /// `2026-11-23 kl: facts direct rising with .80.`
  var said: String {
    "\(plan.time.prefix(10)) \(plan.author): \(plan.key) "
      + "\(plan.direction.rawValue) with \(Decimal.p(plan.probability))."
  }
}

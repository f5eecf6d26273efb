public import Canvas
internal import Runs
internal import Trends

extension PlansScreen {
  private enum Column { case time, author, name, said, p, status, outcome, change, brier }

  public func view(_ size: Size, _ around: Surroundings) -> Grid {
    var grid = Grid(size)
    guard !contents.standings.isEmpty else {
      drawNothing(&grid)
      return grid
    }
    let layout = PlansLayout(contents, size)
    for (row, line) in layout.head.enumerated() { grid.write(line.0, row: row, column: 1, as: line.1) }
    drawList(&grid, layout)
    drawDetails(&grid, layout)
    return grid
  }

  private func drawNothing(_ grid: inout Grid) {
    let text = [
      "No plans on these runs yet.", "",
      "A plan is said before the data: what a behaviour will do beyond the largest scale known now, and how likely.",
      "It is stored with time, name and a hash, and scored once a larger scale has landed.", "",
      "vane plan add BEHAVIOUR RUNS --direction rising --probability 0.8",
    ]
    let lines = text.flatMap { $0.isEmpty ? [""] : Text.wrapped($0, to: max(1, grid.size.columns - 2)) }
    for (row, line) in lines.enumerated() { grid.write(line, row: row, column: 1, as: row == 0 ? .title : .text) }
  }

  private func drawList(_ grid: inout Grid, _ layout: PlansLayout) {
    let longest = contents.standings.reduce(9) { max($0, Text.width($1.plan.key.description)) }
    let plan = ColumnPlan<Column>(
      [
        .init(id: .time, title: "MADE", width: 10, alignment: .left, goes: 2),
        .init(id: .author, title: "BY", width: 6, alignment: .left, goes: 3),
        .init(id: .name, title: "BEHAVIOUR", width: 12, alignment: .left),
        .init(id: .said, title: "SAID", width: 7, alignment: .left),
        .init(id: .p, title: "P", width: 4),
        .init(id: .status, title: "STATUS", width: 13, alignment: .left, gap: 2),
        .init(id: .outcome, title: "CAME", width: 7, alignment: .left, goes: 4),
        .init(id: .change, title: "CHANGE", width: 6, goes: 0),
        .init(id: .brier, title: "BRIER", width: 5, goes: 1),
      ], in: grid.size.columns - 1, growing: .name, limit: longest)
    let top = layout.head.count + 1
    for placed in plan.placed { grid.write(placed.column.title, placed, row: top - 1, as: .heading) }
    let window = place.window(count: contents.standings.count, page: layout.page)
    grid.tell(window, of: contents.standings.count, row: top + layout.page)
    for (line, at) in window.enumerated() {
      let row = top + line
      grid.list(at, row: row, isSelected: at == place.selected)
      for placed in plan.placed {
        let (text, role) = cell(placed.column.id, contents.standings[at])
        grid.write(text, placed, row: row, as: role)
      }
    }
  }

  private func cell(_ column: Column, _ one: PlanStanding) -> (String, Role) {
    switch column {
    case .time: return (String(one.plan.time.prefix(10)), .dim)
    case .author: return (one.plan.author, .text)
    case .name: return (one.plan.key.description, .text)
    case .said: return (one.plan.direction.rawValue, one.plan.direction.role)
    case .p: return (Decimal.p(one.plan.probability), .text)
    case .status:
      if let score = one.score { return score.isHit ? ("right", .rising) : ("wrong", .falling) }
      return (one.status.rawValue, one.status == .waiting ? .dim : .warning)
    case .outcome: return (one.outcome?.direction.rawValue ?? "·", one.outcome?.direction.role ?? .dim)
    case .change:
      return (one.outcome.map { Decimal.signed($0.change, places: one.plan.measure.readPlaces) } ?? "·", .text)
    case .brier: return (one.score.map { Decimal.fixed($0.brier, places: 3) } ?? "·", .text)
    }
  }

  private func drawDetails(_ grid: inout Grid, _ layout: PlansLayout) {
    guard let selected else { return }
    let plan = selected.plan
    var text = [(selected.sentence, Role.text)]
    if layout.details > 2 {
      let facts = [
        "Saw \(plan.seen.count) scales\(selected.isDataChanged ? ", whose data have changed since" : ""); "
          + "\(plan.measure.rawValue), "
          + "a direction is ±\(Decimal.short(plan.delta)) \(plan.measure.unit) \(plan.axis.per).",
        "hash \(plan.hash)", plan.note.map { "\(plan.author): \($0)" } ?? "",
      ]
      text += facts.filter { !$0.isEmpty }.map { ($0, Role.dim) }
    }
    let lines = Paragraph.lines(text, columns: max(1, grid.size.columns - 2), rows: layout.details)
    let top = grid.size.rows - layout.details
    for (row, line) in lines.enumerated() { grid.write(line.0, row: top + row, column: 1, as: line.1) }
  }
}

extension Plan.Direction {
  fileprivate var role: Role {
    switch self {
    case .rising: .rising
    case .falling: .falling
    case .flat: .flat
    }
  }
}

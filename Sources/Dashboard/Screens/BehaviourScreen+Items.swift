internal import Canvas
internal import Runs
internal import Trends

/// The list of items, as it is drawn.
extension BehaviourScreen {
  private func columns(_ around: Surroundings) -> [ItemColumn] {
    let columns = around.columns.items ?? ItemColumn.usual
    let hasSuites = list.suite == nil && contents.suites.count > 1
    return columns.filter { $0 != .suite || hasSuites }.filter {
      $0 != .text || contents.hasText || around.columns.items != nil
    }
  }

  private func plan(columns width: Int, _ around: Surroundings) -> ColumnPlan<ItemColumn> {
    let finding = contents.row.finding
    let spark = finding.points.count + max(0, finding.families.count - 1)
    let longest = max(6, contents.itemWidth)
    let suite = contents.suites.reduce(5) { max($0, Text.width($1.name)) }
    let all = columns(around).map { column -> ColumnPlan<ItemColumn>.Column in
      var cells = 0
      var alignment = Alignment.right
      var gap = 1
      switch column {
      case .flagged: (cells, alignment, gap) = (1, .left, 0)
      case .id: (cells, alignment) = (min(longest, contents.hasText ? 10 : 16), .left)
      case .suite: (cells, alignment, gap) = (min(suite, max(14, width / 4)), .left, 2)
      case .text: (cells, alignment, gap) = (12, .left, 2)
      case .spark: (cells, alignment, gap) = (max(6, spark), .left, 2)
      case .last: (cells, gap) = (7, 2)
      case .first, .lowest, .highest: cells = 7
      case .length: cells = Text.width(Decimal.count(Int(list.facts.longest)))
      case .accuracy: cells = 5
      case .suspicion: cells = 4
      case .slope: cells = 6
      }
      cells = max(cells, column == .id ? 0 : Text.width(column.title), list.sorting.mark(on: column).count)
      return .init(
        id: column, title: list.sorting.marked(column.title, on: column, columns: cells), width: cells,
        alignment: alignment,
        goes: ItemColumn.giveWay.firstIndex(of: column), gap: gap, holdsNames: column == .id || column == .suite)
    }
    let grows: ItemColumn = all.contains { $0.id == .text } ? .text : .id
    return ColumnPlan(all, in: width - 1, growing: grows, limit: grows == .text ? 90 : longest)
  }

  func missingItems(columns: Int, _ around: Surroundings) -> Set<String> {
    let placed = plan(columns: columns, around).placed.map(\.column.id)
    return Set(self.columns(around).filter { !placed.contains($0) }.map(\.rawValue))
  }

  func drawItems(_ grid: inout Grid, _ layout: BehaviourLayout, _ around: Surroundings) {
    let plan = plan(columns: grid.size.columns, around)
    for placed in plan.placed { grid.write(placed.column.title, placed, row: layout.list - 1, as: .heading) }
    for (line, at) in list.place.window(count: list.count, page: layout.page).enumerated() {
      guard let item = list.item(at, of: contents) else { continue }
      let row = layout.list + line
      grid.list(
        at, row: row, isSelected: at == list.place.selected, isPicked: marked.contains(item.name) || isInRange(at))
      for placed in plan.placed {
        let (text, role) = cell(placed.column.id, item, at: Int(list.places[at]), around)
        grid.write(text, placed, row: row, as: role)
      }
      if isInRange(at) { grid.markRange(row: row) }
    }
    guard list.count == 0 else { return }
    let why = list.filter.map { "no item is so: \($0.text); & shows others" } ?? "no item was answered by every model"
    grid.write(Text.truncated(why, to: grid.size.columns - 2), row: layout.list, column: 1, as: .dim)
  }

  private func cell(_ column: ItemColumn, _ item: ItemRow, at place: Int, _ around: Surroundings) -> (String, Role) {
    func number(_ text: (Double) -> String, _ role: Role = .text) -> (String, Role) {
      let value = column.number(of: item, place, list.facts)
      return (value.isNaN ? "·" : text(value), role)
    }
    // Rather with fewer places than cut.
    func signed(_ value: Double, in cells: Int) -> String {
      let most = contents.row.finding.measure.readPlaces
      return Text.first(of: (0...most).reversed().map { Decimal.signed(value, places: $0) }, in: cells)
    }
    switch column {
    case .flagged:
      if marked.contains(item.name) { return ("+", .accent) }
      return (around.flags[item.name]?.isFlagged == true ? "!" : "", .flag)
    case .id: return (item.name.item, .text)
    case .suite: return (item.name.suite, .dim)
    case .text: return (item.text, .dim)
    case .length: return number({ Decimal.count(Int($0)) }, .dim)
    case .spark: return (Spark.text(spots(of: item), in: contents.itemRange), .text)
    case .first, .last: return number { signed($0, in: 7) }
    case .slope: return number { signed($0, in: 6) }
    case .lowest, .highest: return number({ signed($0, in: 7) }, .dim)
    case .accuracy: return number { $0 == 1 ? "yes" : $0 == 0 ? "no" : Decimal.fixed($0, places: 2) }
    case .suspicion: return number({ $0 == 0 ? "" : Decimal.fixed($0, places: 1) }, .warning)
    }
  }

  private func spots(of item: ItemRow) -> [ScaleColumns.Spot] {
    let families = contents.row.finding.points.map(\.rung.family)
    return item.values.enumerated().flatMap { at, value -> [ScaleColumns.Spot] in
      let gap = at > 0 && families.indices.contains(at) && families[at] != families[at - 1]
      return (gap ? [.blank] : []) + [value.isNaN ? .none : .value(value, half: 0)]
    }
  }
}

/// The menus of the lists' columns: to sort by, and to choose.
extension ListMenu.Line {
  init(_ column: FindingColumn, mark: String = "") {
    self.init(
      name: column.rawValue, title: column.title, meaning: column.meaning, isFixed: column.isFixed, mark: mark)
  }

  init(_ column: ItemColumn, mark: String = "") {
    self.init(
      name: column.rawValue, title: column.title, meaning: column.meaning, isFixed: column.isFixed, mark: mark)
  }
}

extension ListMenu {
  static func sort(_ sorting: Sorting<FindingColumn>) -> ListMenu {
    // What most people sort by comes first, and has the letters that one would guess.
    let first: [FindingColumn] = [.name, .verdict, .slope, .rises, .last, .n]
    let all = first + FindingColumn.allCases.filter { $0.order != nil && !first.contains($0) }
    return ListMenu(
      sorting: all.map { Line($0, mark: sorting.mark(on: $0)) },
      selected: sorting.levels.first?.column.rawValue)
  }

  static func sort(_ sorting: Sorting<ItemColumn>) -> ListMenu {
    let first: [ItemColumn] = [.id, .slope, .last, .length, .flagged]
    let all = first + ItemColumn.allCases.filter { $0.order != nil && !first.contains($0) }
    return ListMenu(
      sorting: all.map { Line($0, mark: sorting.mark(on: $0)) },
      selected: sorting.levels.first?.column.rawValue)
  }

  static func columns(of list: ListKind, as chosen: ColumnChoice) -> ListMenu {
    switch list {
    case .overview, .suites:
      let shown = chosen.findings(list)
      return ListMenu(
        columns: FindingColumn.allCases.map { Line($0) }, shown: (shown ?? FindingColumn.usual).map(\.rawValue),
        isUsual: shown == nil)
    case .items:
      return ListMenu(
        columns: ItemColumn.allCases.map { Line($0) }, shown: (chosen.items ?? ItemColumn.usual).map(\.rawValue),
        isUsual: chosen.items == nil)
    }
  }
}

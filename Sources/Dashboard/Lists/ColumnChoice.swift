/// The lists whose columns can be chosen.
public enum ListKind: String, CaseIterable, Sendable { case overview, suites, items }

/// Which columns lists show, as a person chose them; a list that nobody spoke of has the usual ones.
public struct ColumnChoice: Equatable, Sendable {
  /// By the columns' names, in their order. What no column is called, of another Vane perhaps, makes no difference.
  public var names: [ListKind: [String]]
  /// What a list shows of which none of these speaks, as a configuration has it; else the program's own.
  public var configured: [ListKind: [String]] = [:]

  public init(_ names: [ListKind: [String]] = [:]) { self.names = names }

  private func chosen(for list: ListKind) -> [String]? { names[list] ?? configured[list] }

  func findings(_ list: ListKind) -> [FindingColumn]? {
    guard let names = chosen(for: list) else { return nil }
    var chosen: [FindingColumn] = []
    for column in names.compactMap(FindingColumn.init) where !chosen.contains(column) { chosen.append(column) }
    // Verdict and P are never left out, nor what the line is about.
    if !chosen.contains(.name), !chosen.contains(.behaviour) { chosen.insert(.name, at: 0) }
    chosen += FindingColumn.usual.filter { $0.isFixed && !chosen.contains($0) }
    return chosen
  }

  var items: [ItemColumn]? {
    guard let names = chosen(for: .items) else { return nil }
    var chosen: [ItemColumn] = []
    for column in names.compactMap(ItemColumn.init) where !chosen.contains(column) { chosen.append(column) }
    return ItemColumn.usual.filter { $0.isFixed && !chosen.contains($0) } + chosen
  }

  /// From what stands behind `:columns`.
  ///
  /// - Returns: why it cannot be had; nil if it can.
  mutating func choose(_ words: String, for list: ListKind) -> String? {
    let names = words.split { $0 == "," || $0.isWhitespace }.map(String.init)
    let known = list == .items ? ItemColumn.allCases.map(\.rawValue) : FindingColumn.allCases.map(\.rawValue)
    if let strange = names.first(where: { !known.contains($0) }) {
      return "no column is called '\(strange)'; there are: \(known.joined(separator: " "))"
    }
    self.names[list] = names
    return nil
  }
}

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

extension Sorting where Column == FindingColumn {
  init(_ text: String) throws(Prompt.Mistake) {
    try self.init(text) { name in FindingColumn(rawValue: name).flatMap { $0.order == nil ? nil : $0 } }
  }
}

extension Sorting where Column == ItemColumn {
  init(_ text: String) throws(Prompt.Mistake) {
    try self.init(text) { name in ItemColumn(rawValue: name).flatMap { $0.order == nil ? nil : $0 } }
  }
}

/// The lists whose columns can be chosen.
public enum ListKind: String, CaseIterable, Sendable { case overview, suites, items }

extension ListKind {
  /// The names of all columns that it can show, and of those that it shows unless somebody chooses.
  public var columns: (all: [String], usual: [String]) {
    switch self {
    case .overview, .suites: (FindingColumn.allCases.map(\.rawValue), FindingColumn.usual.map(\.rawValue))
    case .items: (ItemColumn.allCases.map(\.rawValue), ItemColumn.usual.map(\.rawValue))
    }
  }
}

/// Which columns lists show, as a person chose them; a list that nobody spoke of has the usual ones.
public struct ColumnChoice: Equatable, Sendable {
  /// By the columns' names, in their order. What no column is called, of another Vane perhaps, makes no difference.
  public var names: [ListKind: [String]]
  /// What a list shows of which none of these speaks, as a configuration has it; else the program's own.
  public var configured: [ListKind: [String]] = [:]

  public init(_ names: [ListKind: [String]] = [:]) { self.names = names }

  /// As this list shows them, for the next time too.
  func keeping(_ list: ListKind) -> Effect { .keepColumns(list, names[list]) }

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
    let known = list.columns.all
    if let strange = names.first(where: { !known.contains($0) }) {
      return "no column is called '\(strange)'; there are: \(known.joined(separator: " "))"
    }
    self.names[list] = names
    return nil
  }
}

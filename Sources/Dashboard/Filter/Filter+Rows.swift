internal import Runs
internal import Trends

/// What can be said of a behaviour in a filter: its columns, and what stands in them only as a count or a mark.
enum RowField: Sendable {
  case column(FindingColumn)
  case mean, margin, suite, family, caveat

  static let all: [(RowField, Filter.Field)] =
    FindingColumn.allCases.compactMap { column in
      switch column {
      case .spark, .stands: nil
      case .name, .behaviour, .variant: (.column(column), .init(column.rawValue, .text, column.meaning))
      case .verdict:
        (.column(column), .init(column.rawValue, .text, column.meaning, words: Verdict.filterWords))
      case .turn: (.column(column), .init(column.rawValue, .text, standsAlone: true, column.meaning))
      case .depends, .flagged: (.column(column), .init(column.rawValue, .number, standsAlone: true, column.meaning))
      case .suites, .n, .dropped, .models, .families, .first, .last, .half, .accuracy, .logp, .coverage, .caveats,
        .slope, .low, .high, .rises, .p, .q, .mds, .df, .tau, .held:
        (.column(column), .init(column.rawValue, .number, column.meaning))
      }
    } + [
      (.mean, .init("mean", .number, "the same as last, by whatever measure is shown")),
      (.margin, .init("margin", .number, "the same as last where the margin is shown, else unknown")),
      (.suite, .init("suite", .text, "the names of its suites")),
      (.family, .init("family", .text, "the names of its families")),
      (.caveat, .init("caveat", .text, "what qualifies the verdict, by name: few items, one label")),
    ]
}

extension Verdict {
  /// As the contract has it, as the screens have it, and what the census counts it under.
  fileprivate var filterWords: [String] {
    switch self {
    case .rising, .falling, .flat: [rawValue]
    case .turning: [rawValue, "turns"]
    case .unresolved: [rawValue, "open"]
    case .tooFew: [rawValue, "refused"]
    case .tooNarrow: [rawValue, "narrow", "refused"]
    case .degenerate: [rawValue, "check", "refused"]
    }
  }

  /// Each once.
  fileprivate static var filterWords: [String] {
    censusOrder.flatMap(\.filterWords).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

extension Filter {
  /// What can be said of a behaviour. Numbers are those of the columns; `slope` is per ten times the scale.
  public static let rowFields: [Field] = RowField.all.map(\.1)
}

extension FilterTest {
  public func holds(_ row: ListedRow) -> Bool {
    func field(_ at: Int) -> RowField? { RowField.all.first { $0.1.name == filter.fields[at].name }?.0 }
    return holds(
      name: row.name,
      number: { at in
        switch field(at) {
        case .column(let column): column.number(of: row)
        case .mean: FindingColumn.last.number(of: row)
        case .margin: row.finding.measure == .margin ? FindingColumn.last.number(of: row) : .nan
        case .suite, .family, .caveat, nil: .nan
        }
      },
      words: { at in
        switch field(at) {
        case .column(.verdict): row.finding.verdict.filterWords
        case .column(let column): [column.words(of: row)]
        case .suite: row.suites
        case .family: row.finding.families
        case .caveat: row.finding.caveats.map(\.name)
        case .mean, .margin, nil: []
        }
      })
  }
}

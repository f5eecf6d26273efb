internal import Canvas
internal import Runs
internal import Trends

/// Which behaviours are listed and in which order, the same on every screen that shows them all. Made when rows, flags or
/// marks arrive or somebody chooses otherwise, and not for each frame.
struct Listing: Sendable {
  /// Only rows that it holds for are listed; the others count as hidden.
  var filter: Filter?
  var sorting = Sorting<FindingColumn>()
  /// Places among the overview's rows, in the order shown.
  private(set) var places: [Int32] = []
  /// Flagged items of each of the overview's rows.
  private(set) var flagged: [Int] = []
  private(set) var hasFlags = false
  /// Of one row: the column is as wide as that.
  private(set) var mostFlagged = 0
  /// Items of the rows that are listed.
  private(set) var items = 0
  /// What the means of the rows that are listed span, with their bands, each measure by itself.
  private(set) var spans: [Measure: ClosedRange<Double>] = [:]
  /// The scales of the rows that are listed.
  private(set) var families = ScaleFamilies(of: [])

  var count: Int { places.count }

  mutating func make(from contents: OverviewContents, flags: Flags, marks: OverviewMarks?) {
    count(flags, in: contents.rows)
    func row(_ at: Int) -> ListedRow { ListedRow(contents.rows[at], flagged: flagged[at], marks) }
    let all = contents.rows.indices
    let order = sorting.places(of: all.count) { column in
      switch column.order {
      case .words: .words(all.map { column.words(of: row($0)) })
      case .numbers, nil: .numbers(all.map { column.number(of: row($0)) })
      }
    }
    if let test = filter.map(FilterTest.init) {
      places = order.filter { test.holds(row(Int($0))) }
    } else {
      places = order
    }
    items = places.reduce(0) { $0 + contents.rows[Int($1)].finding.n + contents.rows[Int($1)].finding.dropped }
    spans = places.reduce(into: [:]) { spans, place in
      let finding = contents.rows[Int(place)].finding
      if let own = finding.span { spans[finding.measure] = hull([spans[finding.measure] ?? own, own]) }
    }
    families =
      filter == nil
      ? contents.digest.families
      : ScaleFamilies(count: places.count) { at in
        let finding = contents.rows[Int(places[at])].finding
        return (finding.axis, finding.measure, finding.points)
      }
  }

  private mutating func count(_ flags: Flags, in rows: [BehaviourRow]) {
    hasFlags = flags.hasFlagged
    flagged = hasFlags ? rows.map { flags.flagged(in: $0.suites) } : [Int](repeating: 0, count: rows.count)
    mostFlagged = flagged.max() ?? 0
  }

  /// Of the means of the rows that are listed and measured so, in the families that are drawn; nil without any.
  func range(of measure: Measure, on scales: ScaleColumns) -> ClosedRange<Double>? {
    let drawn = scales.families
    return hull(families.all.filter { drawn.contains($0.name) }.compactMap { $0.span(of: measure) })
  }

  /// What the rows that are listed are measured by: what was asked for first, then what some logs have instead.
  func measures(asked: Measure) -> [Measure] {
    let others = spans.keys.filter { $0 != asked }.sorted { $0.rawValue < $1.rawValue }
    return spans[asked] != nil || others.isEmpty ? [asked] + others : others
  }

  /// What rows share a y axis with.
  var sharing: String { spans.count > 1 ? "one for each measure" : "one for all" }
}

extension Surroundings {
  /// What the heads of lists say that rows are measured by; those in another measure say so themselves.
  var usualMeasure: Measure { listing.measures(asked: overview.measure).first ?? overview.measure }

  /// Rows that the filter hides.
  var filtered: Int { overview.rows.count - listing.count }

  /// To be called whenever the rows, what is known of them or what is wanted of them changes.
  mutating func list() { listing.make(from: overview, flags: flags, marks: marks) }

  /// The row at a line of the list; nil beyond its end.
  func listed(_ line: Int) -> BehaviourRow? {
    listing.places.indices.contains(line) ? overview.rows[Int(listing.places[line])] : nil
  }

  /// The same with its flags and marks.
  func listedRow(_ line: Int) -> ListedRow? {
    guard listing.places.indices.contains(line) else { return nil }
    let place = Int(listing.places[line])
    return ListedRow(overview.rows[place], flagged: listing.flagged[place], marks)
  }

  /// The line on which a behaviour is listed; nil if it is not.
  func line(of key: BehaviourKey?) -> Int? {
    guard let key, let place = overview.rows.firstIndex(where: { $0.key == key }) else { return nil }
    return listing.places.firstIndex(of: Int32(place))
  }

  /// `12 hidden (& verdict = rising)`, with as much of the filter as fits; what options hide counts too.
  func hidden(columns: Int) -> String {
    let count = "\(overview.hidden + filtered) hidden"
    guard let filter = listing.filter else { return count }
    let room = max(8, columns - count.count - 5)
    return "\(count) (& \(Text.truncated(filter.text, to: room)))"
  }
}

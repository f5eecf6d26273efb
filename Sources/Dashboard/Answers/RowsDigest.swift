internal import Runs
internal import Trends

/// What is drawn of all rows at once, whichever of them are on screen. Taken once, when they arrive: a thousand rows are
/// too many for each key.
struct RowsDigest: Sendable, Equatable {
  private(set) var widths: FindingWidths
  private(set) var families: ScaleFamilies
  /// Rows of each verdict, in `Verdict.censusOrder`.
  private(set) var census: [Int]
  /// Rows that claim something, and those of them that stand among all that were tested.
  private(set) var claims = 0
  private(set) var standing = 0

  init(of rows: [BehaviourRow]) {
    widths = FindingWidths(of: rows)
    families = ScaleFamilies(count: rows.count) { at in
      (rows[at].finding.axis, rows[at].finding.measure, rows[at].finding.points)
    }
    var counts: [Verdict: Int] = [:]
    for row in rows {
      counts[row.finding.verdict, default: 0] += 1
      let mark = row.finding.qMark
      claims += mark != " " ? 1 : 0
      standing += mark == "●" ? 1 : 0
    }
    census = Verdict.censusOrder.map { counts[$0] ?? 0 }
  }
}

extension RowsDigest: Packable {
  static var blank: RowsDigest { RowsDigest(of: []) }

  mutating func pack(by packing: inout some Packing) throws {
    try packing.value(&widths)
    try packing.value(&families)
    try packing.bits(&census)
    try packing.bits(&claims)
    try packing.bits(&standing)
  }
}

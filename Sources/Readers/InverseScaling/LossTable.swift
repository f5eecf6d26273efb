import Runs

/// One model's CSV: which column holds what.
struct LossTable {
  private let kind: Columns.Kind
  private let index: Int
  private let value: Int
  private let valueName: String
  private let correct: Int?
  private let coverage: Int?
  private let width: Int

  /// nil if the header is another table's.
  init?(_ header: CSVHeader) {
    guard let index = header.column("index") else { return nil }
    let kinds: [(String, Columns.Kind)] = [
      ("loss", .loss), ("logodds_difference", .logOddsDifference), ("logodds", .logOdds),
    ]
    guard let (name, kind) = kinds.first(where: { header.contains($0.0) }), let value = header.column(name)
    else { return nil }
    self.index = index
    self.kind = kind
    self.value = value
    valueName = name
    correct = header.column("correct")
    coverage = header.column("total_logprob")
    width = header.names.count
  }

  /// A lone continuation is neither right nor wrong, and has no mass beside its own.
  var isOverClasses: Bool { kind == .loss && (correct != nil || coverage != nil) }

  func isEmptyReason(rows: Bool) -> String { rows ? "no data: no row holds a value" : "no data: header only" }

  /// So many items were sent to the API at once.
  private static let batch = 50

  /// An item that the API gave no number for was left out, what stood behind it in its batch came one row too early, and
  /// the batch's last index is missing. Which item it was nobody can tell.
  ///
  /// - Returns: the first such index, and how many there are; nil where other rows are missing as well.
  private static func missingEnds(of rows: [Int: Row]) -> (first: Int, count: Int)? {
    // Few of many: a table that goes on behind a gap has lost its rows otherwise.
    guard let last = rows.keys.max(), rows.count >= 2 * batch, last - rows.count < rows.count / batch
    else { return nil }
    let missing = (0...last).filter { rows[$0] == nil }
    guard let first = missing.first, missing.allSatisfy({ $0 % batch == batch - 1 }) else { return nil }
    return (first, missing.count)
  }

  private struct Row {
    var address: Address
    var value: Double
    var correct: Double
    var coverage: Double
  }

  /// A row counts if its value is finite; of several for an index the last one does.
  func read(_ scan: inout CSVScanner, _ problems: inout ProblemList, _ cancelled: () -> Bool) -> Columns {
    var order: [Int] = []
    var rows: [Int: Row] = [:]
    var (empty, firstEmpty) = (0, 0)
    var (repeated, firstRepeated) = (0, 0)
    var odd = OddCells()
    var highest = -Double.infinity
    scan: while true {
      switch scan.next() {
      case .end: break scan
      case .openQuote:
        problems.add(scan.whyGivenUp, "line skipped", line: Int(scan.line))
        continue
      case .record: break
      }
      let line = Int(scan.line)
      if line & 0xFFF == 0, cancelled() { break }
      guard scan.count >= width else {
        problems.add("\(scan.count) of \(width) fields; was the run stopped?", "row skipped", line: line)
        continue
      }
      guard !scan.holdsMore(than: width) else {
        problems.add("\(scan.count) of \(width) fields", "row skipped; quote what holds a separator", line: line)
        continue
      }
      // Before the index is looked at: rows without a value carry indices of other rows.
      if scan[value].trimmed.isEmpty {
        if empty == 0 { firstEmpty = line }
        empty += 1
        continue
      }
      guard let number = scan.number(value) else {
        problems.add("\(valueName) is not a number", "row skipped", line: line)
        continue
      }
      guard number.isFinite, kind != .loss || number >= -1e-6 else {
        let what = number.isFinite ? "loss \(number) is below 0, which no probability has" : "\(valueName) is \(number)"
        problems.add(what, "row skipped", line: line)
        continue
      }
      guard let at = scan.number(index).flatMap({ Int(exactly: $0) }), at >= 0 else {
        problems.add("index is not a row number", "row skipped", line: line)
        continue
      }
      let verdict = correct.flatMap { Readers.verdict(scan[$0].trimmed) }
      if let correct, verdict == nil, !scan[correct].trimmed.isEmpty {
        odd.add(scan.string(correct), to: "correct", wanted: "1, 0 or fraction", line: scan.line)
      }
      let mass = coverage.flatMap { scan.number($0) } ?? .nan
      if let coverage, mass.isNaN, !scan[coverage].trimmed.isEmpty {
        odd.add(scan.string(coverage), to: "total_logprob", wanted: "number", line: scan.line)
      }
      if mass > highest { highest = mass }
      let address = Address(
        offset: scan.recordOffset, length: UInt32(clamping: scan.recordLength), line: scan.line)
      let row = Row(
        address: address, value: kind == .loss ? max(0, number) : number,
        correct: verdict ?? .nan, coverage: mass)
      if rows.updateValue(row, forKey: at) == nil {
        order.append(at)
      } else {
        if repeated == 0 { firstRepeated = line }
        repeated += 1
      }
    }
    if empty > 0 {
      problems.add("no value in \(counted(empty, "row"))", "left out", line: firstEmpty, rejects: false)
    }
    if repeated > 0 {
      problems.add(
        "\(counted(repeated, "row")) with the index of another", "the last row counts", line: firstRepeated,
        rejects: false)
    }
    if let (first, count) = Self.missingEnds(of: rows) {
      let more = count > 1 ? " (nor \(count - 1) more such)" : ""
      problems.add(
        "no row has the index \(first)\(more), the last of a batch of \(Self.batch)",
        "kept; old runs that skipped an item wrote the rest of its batch one row too early", rejects: false)
    }
    odd.remark(in: &problems)
    let isMass = highest <= 1e-6
    if !isMass, highest > -.infinity {
      problems.add(
        "total_logprob goes up to \(highest); no probability is above 1", "coverage left out for this file",
        rejects: false)
    }
    var columns = Columns(task: "", kind: kind)
    for at in order {
      guard let row = rows[at] else { continue }
      columns.append(
        item: String(at), at: row.address, values: CollectionOfOne(row.value), correct: row.correct,
        coverage: isMass ? row.coverage : .nan)
    }
    return columns
  }
}

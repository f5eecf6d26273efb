import Runs

/// Why a row cannot be used.
struct TableRefusal: Error {
  let words: String

  init(_ words: String) { self.words = words }
}

/// The rows of a table, gathered into suites.
struct TableRows {
  private let stem: String
  private var suites: [TableSuite] = []
  /// Which suite is meant by the bytes of the columns that name it; the last row's stands apart, for it is usually meant.
  private var places: [[UInt8]: Int] = [:]
  private var last: (key: [UInt8], place: Int) = ([], -1)
  private var key: [UInt8] = []
  private var model = TableModel()
  private var odd = OddCells()

  init(stem: String) { self.stem = stem }

  /// Adds one row. Returns what is wrong with it, if it cannot be used.
  mutating func add(_ row: TableRow, at address: Address) -> String? {
    guard row.has(.item) else { return "no item" }
    if let complaint = model.take(row, line: address.line) { return complaint }
    guard let place = place(of: row) else { return "more than \(Self.mostSuites) suites; split the table" }
    let isLoss = !row.has(.logp)
    do throws(TableRefusal) {
      let value = try isLoss ? Self.loss(of: row) : Self.logLikelihood(of: row)
      // A word that is not known may mean either, and each gives the item another margin.
      if row.has(.watched), row.truth(.watched) == nil {
        throw TableRefusal("watched '\(row.string(.watched) ?? "")' is neither 1 nor 0")
      }
      odd.look(at: row, value: value, line: address.line)
      return suites[place].add(row, value: value, isLoss: isLoss, at: address)
    } catch {
      suites[place].spoil(row, at: address)
      return error.words
    }
  }

  /// Leaves out the item of a row that cannot be used, if the row tells whose it was.
  mutating func spoil(_ row: TableRow, at address: Address) {
    guard row.has(.item), model.take(row, line: address.line) == nil, let place = place(of: row) else { return }
    suites[place].spoil(row, at: address)
  }

  private static func logLikelihood(of row: TableRow) throws(TableRefusal) -> Double {
    guard let value = row.number(.logp) else { throw TableRefusal("neither logp nor loss is a number") }
    guard !(value > 1e-6) else { throw TableRefusal("logp \(value) is above 0, which no probability has") }
    return value
  }

  private static func loss(of row: TableRow) throws(TableRefusal) -> Double {
    guard let value = row.number(.loss) else { throw TableRefusal("neither logp nor loss is a number") }
    guard value >= -1e-6, value.isFinite else { throw TableRefusal("loss \(value) is below 0 or without end") }
    if let coverage = row.number(.coverage), coverage > 1e-6 {
      throw TableRefusal("coverage \(coverage) is above 0, which no probability has")
    }
    return max(0, value)
  }

  /// A suite costs a hundred times the row that brings it about.
  private static let mostSuites = 10_000

  private mutating func place(of row: TableRow) -> Int? {
    key.removeAll(keepingCapacity: true)
    for field in [TableField.behaviour, .suite, .variant] {
      key.append(contentsOf: row.bytes(field))
      // No field holds a byte that is no UTF-8.
      key.append(0xFF)
    }
    if key == last.key { return last.place }
    let place = places[key] ?? suites.count
    if place == suites.count {
      guard place < Self.mostSuites else { return nil }
      let behaviour = row.string(.behaviour)
      suites.append(
        TableSuite(
          behaviour: behaviour, suite: row.string(.suite) ?? behaviour ?? stem, variant: row.string(.variant)))
      places[key] = place
    }
    last = (key, place)
    return place
  }

  mutating func finish(_ reading: inout Reading, _ problems: inout ProblemList) {
    var facts = model.facts(stem: stem)
    var (unmarked, spoilt, disputed) = (0, 0, 0)
    let uses = Dictionary(suites.map { ($0.task, 1) }, uniquingKeysWith: +)
    for at in suites.indices where uses[suites[at].task, default: 1] > 1 { suites[at].hasNamesake = true }
    for at in suites.indices {
      let suite = suites[at]
      // A suite's rows are let go as soon as its columns are made.
      suites[at] = TableSuite(behaviour: nil, suite: "", variant: nil)
      let made = suite.columns()
      (unmarked, spoilt, disputed) = (unmarked + made.unmarked, spoilt + made.spoilt, disputed + made.disputed)
      guard !made.columns.isEmpty else { continue }
      reading.columns += made.columns
      var fact = TaskFacts(name: suite.task)
      fact.behaviour = suite.behaviour
      fact.prompt = suite.variant
      fact.items = made.columns.reduce(0) { $0 + $1.count }
      facts.tasks.append(fact)
    }
    if spoilt > 0 {
      problems.add(
        "\(counted(spoilt, "item")) of which a row was rejected", "left out until the row is mended", rejects: false)
    }
    if unmarked > 0 {
      problems.add("no watched choice in \(counted(unmarked, "item"))", "kept, without a margin", rejects: false)
    }
    if disputed > 0 {
      problems.add(
        "correct differs between the rows of \(counted(disputed, "item"))",
        "left out; it says of the whole item whether the model was right", rejects: false)
    }
    Marks.remark(on: reading.columns, &problems, tellsNone: false)
    model.remark(in: &problems)
    odd.remark(in: &problems)
    Accuracies.settle(&reading.columns, &problems)
    reading.facts = [facts]
  }
}

extension OddCells {
  /// - Parameter value: the row's log-likelihood or loss.
  fileprivate mutating func look(at row: TableRow, value: Double, line: UInt32) {
    func text(_ field: TableField) -> String { row.string(field) ?? "" }
    if value.isNaN { add(text(.logp), to: "logp", wanted: "number", line: line) }
    if row.has(.correct), row.verdict(.correct) == nil {
      add(text(.correct), to: "correct", wanted: "1, 0 or fraction", line: line)
    }
    if row.has(.coverage), row.number(.coverage)?.isNaN ?? true {
      add(text(.coverage), to: "coverage", wanted: "number", line: line)
    }
    if row.has(.bytes), row.number(.bytes).flatMap({ Int(exactly: $0) }) == nil {
      add(text(.bytes), to: "bytes", wanted: "whole number of bytes", line: line)
    }
  }
}

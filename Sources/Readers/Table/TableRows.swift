import Runs

/// The rows of a table, gathered into suites.
struct TableRows {
  private let stem: String
  private var suites: [TableSuite] = []
  /// Which suite is meant by the bytes of the columns that name it; the last row's stands apart, for it is usually meant.
  private var places: [[UInt8]: Int] = [:]
  private var last: (key: [UInt8], place: Int) = ([], -1)
  private var key: [UInt8] = []
  private var model: (name: String, utf8: [UInt8])?
  private var facts = RunFacts()

  init(stem: String) { self.stem = stem }

  /// Adds one row. Returns what is wrong with it, if it cannot be used.
  mutating func add(_ row: TableRow, at address: Address) -> String? {
    guard row.has(.item) else { return "no item" }
    if let model, row.has(.model), !row.bytes(.model).elementsEqual(model.utf8) {
      return
        "a second model, \(row.string(.model) ?? ""), in the table of \(model.name); give it a table of its own"
    }
    let isLoss = !row.has(.logp)
    guard let value = row.number(isLoss ? .loss : .logp) else { return "neither logp nor loss is a number" }
    guard isLoss ? value >= -1e-6 && value.isFinite : !(value > 1e-6) else {
      return isLoss ? "loss \(value) is below 0 or without end" : "logp \(value) is above 0, which no probability has"
    }
    if isLoss, let coverage = row.number(.coverage), coverage > 1e-6 {
      return "coverage \(coverage) is above 0, which no probability has"
    }
    if model == nil {
      let name = row.string(.model) ?? stem
      model = (name, Array(name.utf8))
    }
    if facts.parameters == nil { facts.parameters = row.number(.parameters).flatMap { $0 > 0 ? $0 : nil } }
    if facts.revision == nil { facts.revision = row.string(.revision) }
    guard let place = place(of: row) else { return "more than \(Self.mostSuites) suites; split the table" }
    return suites[place].add(row, value: isLoss ? max(0, value) : value, isLoss: isLoss, at: address)
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
    facts.model = model?.name ?? stem
    var unmarked = 0
    let uses = Dictionary(suites.map { ($0.task, 1) }, uniquingKeysWith: +)
    for at in suites.indices where uses[suites[at].task, default: 1] > 1 { suites[at].hasNamesake = true }
    for at in suites.indices {
      let suite = suites[at]
      // A suite's rows are let go as soon as its columns are made.
      suites[at] = TableSuite(behaviour: nil, suite: "", variant: nil)
      var fact = TaskFacts(name: suite.task)
      fact.behaviour = suite.behaviour
      fact.prompt = suite.variant
      fact.items = suite.count
      facts.tasks.append(fact)
      let made = suite.columns()
      reading.columns += made.columns
      unmarked += made.unmarked
    }
    if unmarked > 0 {
      problems.add("no watched choice in \(counted(unmarked, "item"))", "kept, without a margin", rejects: false)
    }
    Accuracies.settle(&reading.columns, &problems)
    reading.facts = [facts]
  }
}

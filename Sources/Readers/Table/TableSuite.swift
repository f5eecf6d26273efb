import Runs

/// The rows of one suite of a table, gathered into items as they come.
struct TableSuite {
  let behaviour: String?
  let suite: String
  let variant: String?
  /// True where the table uses the suite's name under another behaviour as well: its own behaviour tells them apart.
  var hasNamesake = false

  private var names = PackedNames()
  private var known = UniqueNames()
  private var addresses: [Address] = []
  private var counts: [UInt8] = []
  private var losses: [Bool] = []
  private var watched: [UInt64] = []
  private var correct: [Double] = []
  private var coverage: [Double] = []
  /// Items whose rows do not agree about `correct`.
  private var disputed: Set<Int> = []
  /// True where a row of the item was rejected: its other choices alone are another question.
  private var spoilt: [Bool] = []
  private var choices = TableChoices()
  /// Of each row: its item's place, its number and the bytes of its choice.
  private var owners: [UInt32] = []
  private var values: [Double] = []
  private var bytes: [Int32] = []

  init(behaviour: String?, suite: String, variant: String?) {
    self.behaviour = behaviour
    self.suite = suite
    self.variant = variant
  }

  var task: String { [hasNamesake ? behaviour : nil, suite, variant].compactMap { $0 }.joined(separator: ":") }

  /// Adds a row that has an item and a number. Returns what is wrong with it, if it cannot be used.
  mutating func add(_ row: TableRow, value: Double, isLoss: Bool, at address: Address) -> String? {
    guard names.hasRoom, values.count < Int32.max - 64 else { return oneTooMany }
    let at = place(of: row, isLoss: isLoss, at: address)
    let choice = Int(counts[at])
    if choice > 0, isLoss || losses[at] {
      // The same number once more takes nothing from the item.
      if !isLoss || !losses[at] || choices.lastRow(of: at).map({ values[$0] }) != value { spoilt[at] = true }
      return "a second row of \(names[at]); a loss stands alone"
    }
    guard choice < 64 else {
      spoilt[at] = true
      return "more than 64 choices for \(names[at])"
    }
    if let twin = choices.add(row, to: at) {
      if values[twin] != value { spoilt[at] = true }
      return "the choice '\(row.string(.choice) ?? "")' of \(names[at]) a second time"
    }
    if row.truth(.watched) == true { watched[at] |= 1 << UInt64(choice) }
    counts[at] += 1
    owners.append(UInt32(at))
    values.append(value)
    bytes.append(Int32(clamping: max(0, row.number(.bytes).flatMap { Int(exactly: $0) } ?? row.count(.choice))))
    if let verdict = row.verdict(.correct), !disputed.contains(at), verdict != correct[at] {
      if !correct[at].isNaN { disputed.insert(at) }
      correct[at] = correct[at].isNaN ? verdict : .nan
    }
    if let mass = row.number(.coverage), !mass.isNaN { coverage[at] = mass }
    return nil
  }

  /// Leaves the row's item out, whatever else is known of it.
  mutating func spoil(_ row: TableRow, at address: Address) {
    guard names.hasRoom else { return }
    spoilt[place(of: row, isLoss: false, at: address)] = true
  }

  private mutating func place(of row: TableRow, isLoss: Bool, at address: Address) -> Int {
    if row.count(.item) > String.mostNameBytes, var name = row.string(.item)?.itemName {
      return name.withUTF8 { place(named: $0, isLoss: isLoss, at: address) }
    }
    return row.withBytes(.item) { place(named: $0, isLoss: isLoss, at: address) }
  }

  private mutating func place(named name: UnsafeBufferPointer<UInt8>, isLoss: Bool, at address: Address) -> Int {
    // Rows of one item follow one another nearly always.
    if let last = names.indices.last, names.isName(last, name) { return last }
    if let place = known.place(of: name, after: names) { return place }
    names.append(utf8: name)
    addresses.append(address)
    counts.append(0)
    losses.append(isLoss)
    watched.append(0)
    correct.append(.nan)
    coverage.append(.nan)
    spoilt.append(false)
    return names.count - 1
  }

  /// Columns by what their numbers are; how many items have choices of which none is watched; how many are left out
  /// though rows of them could be used; and of how many of the others the rows do not agree whether they are correct.
  func columns() -> (columns: [Columns], unmarked: Int, spoilt: Int, disputed: Int) {
    let rows = ordered
    var columns: [Columns.Kind: Columns] = [:]
    var (from, unmarked, left) = (0, 0, 0)
    for at in names.indices {
      let own = from..<from + Int(counts[at])
      from = own.upperBound
      guard !spoilt[at], !own.isEmpty else {
        if !own.isEmpty { left += 1 }
        continue
      }
      let kind: Columns.Kind = losses[at] ? .loss : own.count > 1 ? .choices : .sequence
      if kind == .choices, watched[at] == 0 { unmarked += 1 }
      names.withName(at) { name in
        rows.values.withUnsafeBufferPointer { values in
          rows.bytes.withUnsafeBufferPointer { bytes in
            columns[kind, default: Columns(task: task, kind: kind)].append(
              name: name, content: 0, at: addresses[at], values: UnsafeBufferPointer(rebasing: values[own]),
              bytes: UnsafeBufferPointer(rebasing: bytes[own]), watched: kind == .choices ? watched[at] : 0,
              correct: correct[at], coverage: coverage[at])
          }
        }
      }
    }
    return (
      columns.values.sorted { $0.kind.rawValue < $1.kind.rawValue }, unmarked, left,
      disputed.count { !spoilt[$0] }
    )
  }

  /// The rows' numbers, item by item: as they came, unless an item's rows are apart.
  private var ordered: (values: [Double], bytes: [Int32]) {
    if zip(owners, owners.dropFirst()).allSatisfy({ $0 <= $1 }) { return (values, bytes) }
    let order = owners.indices.sorted { (owners[$0], $0) < (owners[$1], $1) }
    return (order.map { values[$0] }, order.map { bytes[$0] })
  }
}

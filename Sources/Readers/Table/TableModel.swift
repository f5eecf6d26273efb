import Runs

/// Which model a table is of, by the first row that says so. Rows that leave it open belong to it as well.
struct TableModel {
  /// As they stand there: compared with every row, so that a million rows make no strings.
  private var name: [UInt8] = []
  private var revision: [UInt8] = []
  private var size: [UInt8] = []
  private var parameters: Double?
  /// Cells of `parameters` that are no such number, and the first of them.
  private var odd = (count: 0, text: "", line: 0)

  /// Takes what the row says of the model. Returns what is wrong where it speaks of another one.
  mutating func take(_ row: TableRow, line: UInt32) -> String? {
    if let other = row.other(.model, than: name) { return Self.second("model", other, name) }
    if let other = row.other(.revision, than: revision) { return Self.second("revision", other, revision) }
    let isNew = row.has(.parameters) && !row.bytes(.parameters).elementsEqual(size)
    let number = isNew ? number(row, line) : nil
    if let number, let parameters, number != parameters {
      return Self.second("number of parameters", row.string(.parameters) ?? "", size)
    }
    if name.isEmpty { name = Array(row.bytes(.model)) }
    if revision.isEmpty { revision = Array(row.bytes(.revision)) }
    if let number, parameters == nil { (parameters, size) = (number, Array(row.bytes(.parameters))) }
    return nil
  }

  /// The row's parameters; nil for what is no such number, which is told.
  private mutating func number(_ row: TableRow, _ line: UInt32) -> Double? {
    if let number = row.number(.parameters), number > 0, number.isFinite { return number }
    if odd.count == 0 { (odd.text, odd.line) = (row.string(.parameters) ?? "", Int(line)) }
    odd.count += 1
    return nil
  }

  private static func second(_ noun: String, _ other: String, _ own: [UInt8]) -> String {
    "a second \(noun), \(other), in the table of \(String(decoding: own, as: UTF8.self)); give it a table of its own"
  }

  /// - Parameter stem: the file's name, for a table that names no model.
  func facts(stem: String) -> RunFacts {
    var facts = RunFacts()
    facts.model = name.isEmpty ? stem : String(decoding: name, as: UTF8.self)
    facts.revision = revision.isEmpty ? nil : String(decoding: revision, as: UTF8.self)
    facts.parameters = parameters
    return facts
  }

  func remark(in problems: inout ProblemList) {
    guard odd.count > 0 else { return }
    problems.add(
      "parameters is no number above 0 in \(counted(odd.count, "row")), first '\(odd.text)'",
      "left out; write it like 7.0e7", line: odd.line, rejects: false)
  }
}

extension TableRow {
  /// What stands in a field, where that is something else than `known`; nil where either says nothing.
  fileprivate func other(_ field: TableField, than known: [UInt8]) -> String? {
    guard has(field), !known.isEmpty, !bytes(field).elementsEqual(known) else { return nil }
    return string(field)
  }
}

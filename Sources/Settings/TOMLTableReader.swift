internal import Runs
internal import TOMLKit

/// Walks over the tables of a parsed text, and notes each mistake with its line, its key and what to do.
protocol TOMLTableReader {
  /// What problems are told of.
  var file: String { get }
  var lines: KeyLines { get }
  var problems: [Problem] { get set }
}

/// One value each: what it must be, or a problem that says so.
extension TOMLTableReader {
  mutating func tell(_ path: [String], _ what: String, _ action: String) {
    problems.append(Problem(Place(file: file, line: lines[path]), "\(TOMLText.told(path)): \(what)", action))
  }

  mutating func wrong(_ path: [String], _ value: any TOMLValueConvertible, _ wanted: String) {
    let found =
      switch value.type {
      case .table: "a table"
      case .array: "a list"
      case .string: "a text"
      case .int: "a whole number"
      case .double: "a number"
      case .bool: "true or false"
      case .date, .time, .dateTime: "a date or time"
      }
    tell(path, "is \(found), and must be \(wanted)", "the key is ignored")
  }

  mutating func unknown(_ path: [String], among names: [String]) {
    let word = path.last ?? ""
    let hint = Nearest.hint(word, names)
    tell(path, "unknown key\(hint)", "the keys here are \(names.sorted().joined(separator: ", "))")
  }

  mutating func text(_ value: any TOMLValueConvertible, _ path: [String]) -> String? {
    guard let text = value.string else {
      wrong(path, value, "a text in quotation marks")
      return nil
    }
    if text.isEmpty {
      tell(path, "is empty", "write a text, or delete the key")
      return nil
    }
    return text
  }

  /// A list of texts, or one alone. A list with anything else in it counts for nothing.
  mutating func texts(_ value: any TOMLValueConvertible, _ path: [String]) -> [String]? {
    if value.string != nil { return text(value, path).map { [$0] } }
    guard let list = value.array else {
      wrong(path, value, "a list of texts: [\"a\", \"b\"]")
      return nil
    }
    let before = problems.count
    let texts = Array(list).compactMap { text($0, path) }
    return problems.count == before ? texts : nil
  }

  static func entries(_ table: TOMLTable) -> [(String, any TOMLValueConvertible)] {
    table.keys.compactMap { key in table[key].map { (key, $0) } }
  }

  mutating func entries(of value: any TOMLValueConvertible, _ path: [String]) -> [(String, any TOMLValueConvertible)] {
    guard let table = value.table else {
      wrong(path, value, "a table: [\(TOMLText.told(path))]")
      return []
    }
    return Self.entries(table)
  }
}

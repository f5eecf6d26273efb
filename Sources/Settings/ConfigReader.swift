internal import Runs
internal import TOMLKit

/// Walks over the tables of a parsed configuration.
struct ConfigReader: TOMLTableReader {
  let file: String
  var config = Config()
  var lines = KeyLines("")
  var problems: [Problem] = []

  init(file: String) { self.file = file }

  mutating func read(_ table: TOMLTable) {
    for (key, value) in Self.entries(table) {
      let path = [key]
      switch ConfigKey(rawValue: key) {
      case .theme: config.theme = text(value, path).map { entry(path, $0) }
      case .glyphs: config.glyphs = text(value, path).map { entry(path, $0) }
      case .color: config.color = text(value, path).map { entry(path, $0) }
      case .mouse: config.mouse = switched(value, path)
      case .ambiguousWidth: config.ambiguousWidth = columns(value, path)
      case .keys: keys(value, path)
      case .columns:
        for (list, value) in entries(of: value, path) {
          if let names = texts(value, path + [list]) { config.columns.append(entry(path + [list], names)) }
        }
      case .defaults:
        for (setting, value) in entries(of: value, path) {
          if let word = word(value, path + [setting]) { config.defaults.append(entry(path + [setting], word)) }
        }
      case nil: unknown(path, among: ConfigKey.allCases.map(\.rawValue))
      }
    }
    config.keys.sort { ($0.line, $0.path) < ($1.line, $1.path) }
    config.columns.sort { ($0.line, $0.path) < ($1.line, $1.path) }
    config.defaults.sort { ($0.line, $0.path) < ($1.line, $1.path) }
  }

  private func entry<Value>(_ path: [String], _ value: Value) -> Config.Entry<Value> {
    Config.Entry(path: path, line: lines[path], value: value)
  }

  /// `keys.NAME`, or `keys.SCREEN.NAME`.
  private mutating func keys(_ value: any TOMLValueConvertible, _ path: [String]) {
    for (name, value) in entries(of: value, path) {
      let path = path + [name]
      guard value.table == nil else {
        for (name, value) in entries(of: value, path) {
          if let keys = texts(value, path + [name]) { config.keys.append(entry(path + [name], keys)) }
        }
        continue
      }
      if let keys = texts(value, path) { config.keys.append(entry(path, keys)) }
    }
  }

  private mutating func switched(_ value: any TOMLValueConvertible, _ path: [String]) -> Config.Entry<Bool>? {
    guard let isOn = value.bool else {
      wrong(path, value, "true or false")
      return nil
    }
    return entry(path, isOn)
  }

  private mutating func columns(_ value: any TOMLValueConvertible, _ path: [String]) -> Config.Entry<Int>? {
    guard let count = value.int else {
      wrong(path, value, "1 or 2")
      return nil
    }
    guard [1, 2].contains(count) else {
      tell(path, "is \(count), and must be 1 or 2", "the key is ignored")
      return nil
    }
    return entry(path, count)
  }

  /// As it would be typed: numbers and true or false need no quotation marks.
  private mutating func word(_ value: any TOMLValueConvertible, _ path: [String]) -> String? {
    if let isOn = value.bool { return isOn ? "true" : "false" }
    if let count = value.int { return "\(count)" }
    if let number = value.double { return TOMLText.number(number) }
    guard value.string != nil else {
      wrong(path, value, "a text, a number, or true or false")
      return nil
    }
    return text(value, path)
  }
}

/// By the first part that differs.
private func < (a: (Int, [String]), b: (Int, [String])) -> Bool {
  a.0 != b.0 ? a.0 < b.0 : a.1.lexicographicallyPrecedes(b.1)
}

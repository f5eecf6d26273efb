import Runs

/// A JSON value as a tree: for headers and for one record that somebody looks at, never for a file of samples.
indirect enum JSON: Sendable, Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([Member])

  struct Member: Sendable, Equatable {
    var key: String
    var value: JSON
  }

  /// The member of that name; of two, the last, as in Python.
  subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.key == key }?.value
  }

  /// The same for all members at once: where each of many names is looked up.
  var byKey: [String: JSON] { Dictionary(members.lazy.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 }) }

  var members: [Member] { if case .object(let members) = self { members } else { [] } }
  var elements: [JSON] { if case .array(let elements) = self { elements } else { [] } }
  var string: String? { if case .string(let string) = self { string } else { nil } }
  var isObject: Bool { if case .object = self { true } else { false } }
  var isArray: Bool { if case .array = self { true } else { false } }
  var isNumber: Bool { if case .number = self { true } else { false } }
  var isNull: Bool { self == .null }
  var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }

  /// A number, also one that stands in a string.
  var number: Double? {
    switch self {
    case .number(let number): number
    case .string(let string): decimal(Array(string.utf8))
    case .null, .bool, .array, .object: nil
    }
  }

  /// A number without decimals that fits.
  var integer: Int? { number.flatMap { Int(exactly: $0) } }

  /// How many things there are, as a header tells it. nil for more than any log holds: counts are added up.
  var quantity: Int? { integer.flatMap { (0...1 << 40).contains($0) ? $0 : nil } }

  /// A string, or a number as a person would write it: what serves as a name.
  var name: String? {
    switch self {
    case .string(let string): string
    case .number(let number): Int(exactly: number).map { String($0) } ?? String(number)
    case .null, .bool, .array, .object: nil
    }
  }
}

extension JSONScanner {
  /// No log nests deeper; what does is made to exhaust the stack.
  static let deepest = 96

  /// The next value as a tree.
  ///
  /// - Parameter budget: bytes of text and structure that may be kept; counted down.
  mutating func tree(budget: inout Int, depth: Int = 0) throws(Fault) -> JSON {
    var isCut = false
    return try tree(budget: &budget, depth: depth, lenient: false, isCut: &isCut)
  }

  /// The next element of a document's array as a tree, and where it stands; nil for one that was stepped over.
  mutating func record(
    called noun: String, _ problems: inout ProblemList
  ) throws(Fault) -> (value: JSON, address: Address)? {
    try record(called: noun, &problems) { (scan: inout JSONScanner) throws(Fault) -> JSON in
      var budget = mostTextBytes
      return try scan.tree(budget: &budget)
    }
  }

  /// What there is of a value that may be cut off: the start of a file.
  mutating func start() -> JSON {
    var budget = 1 << 20
    var isCut = false
    return (try? tree(budget: &budget, depth: 0, lenient: true, isCut: &isCut)) ?? .null
  }

  private mutating func tree(
    budget: inout Int, depth: Int, lenient: Bool, isCut: inout Bool
  ) throws(Fault) -> JSON {
    guard depth < Self.deepest else { throw .tooDeep }
    budget -= 32
    guard budget >= 0 else { throw .tooLarge }
    switch try peek() {
    case 0x7B: return try object(&budget, depth, lenient, &isCut)
    case 0x5B: return try array(&budget, depth, lenient, &isCut)
    case 0x22:
      try string(keeping: budget)
      budget -= text.count
      guard textLength == text.count else { throw .tooLarge }
      return .string(String(decoding: text, as: UTF8.self))
    default:
      try word()
      return try bare()
    }
  }

  private func bare() throws(Fault) -> JSON {
    if let number = decimal(text) { return .number(number) }
    if textIs("true") { return .bool(true) }
    if textIs("false") { return .bool(false) }
    guard textIs("null") else { throw .unexpected(text.first ?? 0) }
    return .null
  }

  private mutating func object(
    _ budget: inout Int, _ depth: Int, _ lenient: Bool, _ isCut: inout Bool
  ) throws(Fault) -> JSON {
    var members: [JSON.Member] = []
    do throws(Fault) {
      try enterObject()
      while !isCut, try nextKey() {
        let key = String(decoding: text, as: UTF8.self)
        budget -= text.count
        // A key without its value is still a sign of what the file is.
        members.append(JSON.Member(key: key, value: .null))
        members[members.count - 1].value =
          try tree(budget: &budget, depth: depth + 1, lenient: lenient, isCut: &isCut)
      }
    } catch {
      guard lenient else { throw error }
      isCut = true
    }
    return .object(members)
  }

  private mutating func array(
    _ budget: inout Int, _ depth: Int, _ lenient: Bool, _ isCut: inout Bool
  ) throws(Fault) -> JSON {
    var elements: [JSON] = []
    do throws(Fault) {
      try enterArray()
      while !isCut, try nextElement() {
        elements.append(try tree(budget: &budget, depth: depth + 1, lenient: lenient, isCut: &isCut))
      }
    } catch {
      guard lenient else { throw error }
      isCut = true
    }
    return .array(elements)
  }
}

extension JSON {
  /// A whole document.
  init(parsing bytes: [UInt8]) throws(JSONScanner.Fault) {
    var scan = JSONScanner(MemoryBytes(bytes), byLine: false)
    var budget = 1 << 26
    self = try scan.tree(budget: &budget)
    guard scan.isAtEnd() else { throw .unexpected(try scan.peek()) }
  }
}

internal import Canvas

/// Bytes from a terminal → what a person did, and what the terminal answered. Takes them in pieces of any size.
///
/// What is no key of ours is passed over whole: another letter with Alt than B and F, Ctrl-Up, a function key that
/// nobody knows, an answer that comes late. None of its letters is typed.
struct Keyboard {
  enum Report: Equatable {
    case key(Key)
    case pointer(Pointer)
    /// Text without line ends or control characters.
    case pasted(String)
    /// The cursor is in that column, counted from 1.
    case column(Int)
  }

  /// False: a paste does nothing.
  var acceptsPaste = false
  private var bytes: [UInt8] = []
  private var isPasting = false
  /// Ctrl-C came last: of a paste a part, unless nothing follows.
  private var isInterrupted = false
  /// Nothing has come for a while: what lies here is all there will be.
  private var isOver = false
  private let sequences: [[UInt8]: Key]

  /// - Parameter sequences: keys that this kind of terminal has beside those that all have.
  init(sequences: [[UInt8]: Key] = [:]) {
    self.sequences = KeySequences.usual.merging(sequences) { usual, _ in usual }
  }

  mutating func add(_ more: some Sequence<UInt8>) {
    bytes += more
    isOver = false
    isInterrupted = bytes.last == Self.interrupt
  }

  /// Milliseconds after which `giveUp` is due; nil when nothing has been begun.
  var patience: Int? {
    if isPasting { return isInterrupted ? Self.longPatience : Self.pastePatience }
    guard let first = bytes.first else { return nil }
    guard bytes.count > 2, first == Self.escape else { return Self.shortPatience }
    // A person types none of these; cut in two on its way, the other half must not be taken for commands.
    let goesOn = Self.opensString(bytes[1]) || Self.pasteBegin.starts(with: bytes)
    return goesOn ? Self.longPatience : Self.shortPatience
  }

  /// A person has typed Escape alone when nothing follows for so long.
  private static let shortPatience = 25
  /// The rest of a string, or of a paste's beginning, that never came must not lock the keyboard. Nor must a paste
  /// whose end was lost, to somebody who types into it: she presses Ctrl-C and sees what comes of it.
  private static let longPatience = 500
  /// Over a slow line, or from a program that thinks in between, a paste may pause; what comes afterwards must not be
  /// taken for commands.
  private static let pastePatience = 10_000

  /// The rest of what was begun has not come: `next` then takes it for what it is.
  mutating func giveUp() {
    if isPasting { bytes = [] }
    isPasting = false
    isOver = true
  }

  /// What comes next, if it has come whole.
  mutating func next() -> Report? {
    while let first = bytes.first {
      if !isPasting, bytes.starts(with: Self.pasteBegin) {
        isPasting = true
        bytes.removeFirst(Self.pasteBegin.count)
        continue
      }
      let (report, used) = isPasting ? pasted() : first == Self.escape ? sequence() : character(at: 0)
      if used == 0 { return nil }
      bytes.removeFirst(used)
      if let report { return report }
    }
    return nil
  }

  /// True when a key, or some of a paste, has come whole. What the terminal answered is nothing to be done.
  var hasMore: Bool {
    var rest = self
    while let report = rest.next() {
      guard case .column = report else { return true }
    }
    return false
  }

  private static let escape: UInt8 = 27
  private static let interrupt: UInt8 = 3

  /// What was found at the start, and how many bytes it takes: 0 when more has to come.
  private typealias Found = (report: Report?, used: Int)

  /// For a piece that has not come whole.
  private var unfinished: Found { (nil, isOver ? bytes.count : 0) }

  // MARK: characters

  private func character(at start: Int) -> Found {
    guard let (scalar, length) = Self.scalar(in: bytes[start...]) else { return unfinished }
    return (scalar.flatMap { KeyCodes.key(scalar: $0.value) }.map { .key($0) }, length)
  }

  /// nil: it is not all there. A nil scalar: bytes that are none.
  private static func scalar(in bytes: ArraySlice<UInt8>) -> (scalar: Unicode.Scalar?, length: Int)? {
    guard let first = bytes.first else { return nil }
    let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0
    guard length > 0, first < 0xF5 else { return (nil, 1) }
    let whole = bytes.prefix(length)
    if let bad = whole.dropFirst().firstIndex(where: { $0 & 0xC0 != 0x80 }) { return (nil, bad - bytes.startIndex) }
    guard whole.count == length else { return nil }
    var decoder = UTF8()
    var iterator = whole.makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return (nil, length) }
    return (scalar, length)
  }

  // MARK: sequences

  private func sequence() -> Found {
    guard bytes.count > 1 else { return isOver ? (.key(.escape), 1) : (nil, 0) }
    let longest = min(bytes.count, KeySequences.longest)
    for length in stride(from: longest, to: 1, by: -1) {
      if let key = sequences[Array(bytes[..<length])] { return (.key(key), length) }
    }
    switch bytes[1] {
    case UInt8(ascii: "["): return control(from: 2)
    case UInt8(ascii: "O"): return single()
    case let sign where Self.opensString(sign): return string()
    case Self.escape:
      guard bytes.count > 2 else { return isOver ? (.key(.escape), 1) : (nil, 0) }
      // Some terminals send an arrow with Alt so. Else somebody typed Escape twice.
      guard bytes[2] == UInt8(ascii: "[") || bytes[2] == UInt8(ascii: "O") else { return (.key(.escape), 1) }
      let rest = lengthBehindEscape
      return (nil, rest == 0 ? 0 : 1 + rest)
    default:
      let (_, used) = character(at: 1)
      return (nil, used == 0 ? 0 : min(bytes.count, 1 + used))
    }
  }

  /// Of the sequence behind an Escape.
  private var lengthBehindEscape: Int {
    var rest = self
    rest.bytes.removeFirst()
    return rest.sequence().used
  }

  private static func opensString(_ byte: UInt8) -> Bool {
    [UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X")].contains(byte)
  }

  /// `ESC [`, parameters, a last byte.
  private func control(from start: Int) -> Found {
    // The Linux console's function keys are `ESC [ [ A`, and those not known go the same way.
    let start = start < bytes.count && bytes[start] == UInt8(ascii: "[") ? start + 1 : start
    guard let end = bytes[start...].firstIndex(where: { !(0x20...0x3F).contains($0) }) else { return unfinished }
    // Broken off: what stands there instead may be anything.
    guard (0x40...0x7E).contains(bytes[end]) else { return (nil, end) }
    let parameters = bytes[start..<end]
    switch bytes[end] {
    case UInt8(ascii: "M") where parameters.isEmpty: return oldPointer(from: end + 1)
    case UInt8(ascii: "M") where parameters.first == UInt8(ascii: "<"):
      return (Pointer(report: Self.numbers(parameters.dropFirst())).map { .pointer($0) }, end + 1)
    case UInt8(ascii: "R"):
      let numbers = Self.numbers(parameters)
      return (numbers.count == 2 ? .column(numbers[1]) : nil, end + 1)
    default: return (nil, end + 1)
    }
  }

  private static func numbers(_ bytes: ArraySlice<UInt8>) -> [Int] {
    bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { digits in
      digits.reduce(0) { min($0 * 10 + Int($1 & 15), 99_999) }
    }
  }

  /// Three bytes, each 32 too large, for terminals that do not know how to say more.
  private func oldPointer(from start: Int) -> Found {
    guard bytes.count >= start + 3 else { return unfinished }
    let numbers = bytes[start..<start + 3].map { Int($0) - 32 }
    return (Pointer(report: numbers).map { .pointer($0) }, start + 3)
  }

  /// `ESC O` and a letter, with digits for modifiers between them.
  private func single() -> Found {
    guard let end = bytes[2...].firstIndex(where: { !(0x30...0x3F).contains($0) }) else { return unfinished }
    return (nil, bytes[end] < 0x40 || bytes[end] > 0x7E ? end : end + 1)
  }

  /// A string ends with a bell, or with `ESC \`. Nobody sends more than a few thousand bytes.
  private func string() -> Found {
    for at in 2..<bytes.count {
      if bytes[at] == 7 { return (nil, at + 1) }
      guard bytes[at] == Self.escape else { continue }
      guard at + 1 < bytes.count else { return unfinished }
      return (nil, bytes[at + 1] == UInt8(ascii: "\\") ? at + 2 : at)
    }
    return bytes.count > 8192 ? (nil, bytes.count) : unfinished
  }
}

// MARK: - Pastes

extension Keyboard {
  private static let pasteBegin = Array("\u{1B}[200~".utf8)
  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  /// Everything up to the end that has come so far, but what may be half of the end or of a letter.
  private mutating func pasted() -> Found {
    let ends = Self.place(of: Self.pasteEnd, in: bytes)
    if ends == 0 {
      isPasting = false
      return (nil, Self.pasteEnd.count)
    }
    let whole = ends ?? Self.wholePart(of: bytes)
    guard whole > 0 else { return (nil, 0) }
    let text = acceptsPaste ? Self.line(String(decoding: bytes[..<whole], as: UTF8.self)) : ""
    return (text.isEmpty ? nil : .pasted(text), whole)
  }

  private static func place(of wanted: [UInt8], in bytes: [UInt8]) -> Int? {
    guard bytes.count >= wanted.count else { return nil }
    return (0...bytes.count - wanted.count).first { bytes[$0] == escape && bytes[$0...].starts(with: wanted) }
  }

  private static func wholePart(of bytes: [UInt8]) -> Int {
    for length in stride(from: min(pasteEnd.count - 1, bytes.count), to: 0, by: -1)
    where bytes.suffix(length).elementsEqual(pasteEnd.prefix(length)) {
      return bytes.count - length
    }
    // A carriage return may be the first half of a line end.
    if bytes.last == 13 { return bytes.count - 1 }
    let lead = bytes.lastIndex { $0 & 0xC0 != 0x80 } ?? 0
    return scalar(in: bytes[lead...]) == nil ? lead : bytes.count
  }

  /// One line: each line end is a blank, and nothing is left that a terminal would obey.
  private static func line(_ text: String) -> String {
    String(
      text.compactMap { character -> Character? in
        if character.isNewline || character == "\t" { return " " }
        return character.unicodeScalars.contains { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) }
          ? nil : character
      })
  }
}

extension Pointer {
  /// The three numbers that a terminal sends: button with modifiers, column, row, both counted from 1. nil for what
  /// nobody needs: other buttons, a button let go, the wheel sideways.
  fileprivate init?(report: [Int]) {
    guard report.count == 3, report[1] > 0, report[2] > 0 else { return nil }
    let button = report[0]
    // 4, 8 and 16 are Shift, Alt and Ctrl.
    let deed: Deed
    switch button & ~28 {
    case 0: deed = .press
    case 32: deed = .drag
    case 64: deed = .wheelUp
    case 65: deed = .wheelDown
    default: return nil
    }
    self.init(deed, row: report[2] - 1, column: report[1] - 1)
  }
}

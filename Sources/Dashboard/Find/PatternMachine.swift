/// Looks for a pattern in many texts: remembers where each letter led, so that a letter costs a look into a table.
///
/// Not to be shared between threads: make one for each.
public final class PatternMachine {
  private let steps: [Pattern.Step]
  private let looksAtWords: Bool
  /// Where one kind of letters ends and the next begins: letters between two cuts lead to the same place.
  private let cuts: [UInt32]
  private let ascii: [Int32]
  private let isWord: [Bool]

  /// The steps that are waited at, and what stood before.
  private struct State: Hashable {
    var steps: [Int32]
    var before: Before
  }

  private enum Before: Hashable { case nothing, word, other }

  private var states: [State] = []
  private var numbers: [State: Int32] = [:]
  /// By state and kind of letter: the next state, or one of these.
  private var table: [Int32] = []
  private var ends: [Int32] = []
  private static let unknown: Int32 = -1
  private static let found: Int32 = -2
  /// Cells of the table before it is begun anew: a megabyte.
  private static let mostCells = 1 << 18
  /// Steps that all states wait at together.
  private(set) var waitedAt = 0
  /// As many before the table is begun anew: four megabytes. `a.{3000}` waits at thousands, and others at each letter.
  static let mostWaitedAt = 1 << 20

  public init(_ pattern: Pattern) {
    steps = pattern.steps
    var starts: Set<UInt32> = [0]
    var looksAtWords = false
    func cut(_ set: ScalarSet) {
      for range in set.ranges { starts.formUnion([range.lowerBound, range.upperBound + 1]) }
    }
    for step in pattern.steps {
      switch step {
      case .letter(let set): cut(set)
      case .edge(.word), .edge(.noWord): looksAtWords = true
      case .edge(.start), .edge(.end), .either, .goOn, .found: break
      }
    }
    if looksAtWords { cut(.letters) }
    self.looksAtWords = looksAtWords
    let cuts = starts.sorted()
    self.cuts = cuts
    isWord = cuts.map { ScalarSet.letters.contains($0) }
    ascii = (0..<128).map { value in Int32((cuts.firstIndex { $0 > value } ?? cuts.count) - 1) }
    beginAnew()
  }

  public func finds(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { finds($0) }
  }

  /// - Parameter text: UTF-8 that is whole, as a string's is.
  public func finds(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let kinds = cuts.count
    var state: Int32 = 0
    var at = 0
    while at < text.count {
      let byte = text[at]
      let kind: Int
      if byte < 0x80 {
        at += 1
        if byte == 0x0A {
          if endsHere(state) { return true }
          state = 0
          continue
        }
        kind = Int(ascii[Int(byte)])
      } else {
        kind = self.kind(of: Self.scalar(text, &at))
      }
      var next = table[Int(state) * kinds + kind]
      if next == Self.unknown { next = follow(&state, kind) }
      if next == Self.found { return true }
      state = next
    }
    return endsHere(state)
  }

  private static func scalar(_ text: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> UInt32 {
    let first = text[at]
    let more = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3
    var value = UInt32(first) & (first < 0xE0 ? 0x1F : first < 0xF0 ? 0x0F : 0x07)
    at += 1
    for _ in 0..<more where at < text.count {
      value = value << 6 | UInt32(text[at] & 0x3F)
      at += 1
    }
    return value
  }

  private func kind(of scalar: UInt32) -> Int {
    var (low, high) = (0, cuts.count)
    while low < high {
      let middle = (low + high) / 2
      if cuts[middle] <= scalar { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }

  /// Fills in the cell of the table.
  private func follow(_ state: inout Int32, _ kind: Int) -> Int32 {
    let here = states[Int(state)]
    let (letters, isFound) = spread(here, next: isWord[kind] ? .word : .other)
    var next = Self.found
    if !isFound {
      var steps = letters.filter { at in
        if case .letter(let set) = self.steps[Int(at)] { set.contains(cuts[kind]) } else { false }
      }.map { $0 + 1 }
      // A match may begin at every letter.
      if !steps.contains(0) { steps.append(0) }
      let before: Before = !looksAtWords ? .other : isWord[kind] ? .word : .other
      if table.count > Self.mostCells || waitedAt > Self.mostWaitedAt {
        beginAnew()
        state = number(of: here)
      }
      next = number(of: State(steps: steps.sorted(), before: before))
    }
    table[Int(state) * cuts.count + kind] = next
    return next
  }

  private func endsHere(_ state: Int32) -> Bool {
    if ends[Int(state)] == Self.unknown {
      ends[Int(state)] = spread(states[Int(state)], next: .nothing).isFound ? 1 : 0
    }
    return ends[Int(state)] == 1
  }

  /// Follows what takes no letter. `next`: what stands behind.
  private func spread(_ state: State, next: Before) -> (letters: [Int32], isFound: Bool) {
    var seen = [Bool](repeating: false, count: steps.count)
    var open = state.steps
    var letters: [Int32] = []
    while let step = open.popLast() {
      if seen[Int(step)] { continue }
      seen[Int(step)] = true
      switch steps[Int(step)] {
      case .letter: letters.append(step)
      case .either(let a, let b): open += [Int32(a), Int32(b)]
      case .goOn(let to): open.append(Int32(to))
      case .edge(let edge):
        let holds =
          switch edge {
          case .start: state.before == .nothing
          case .end: next == .nothing
          case .word: (state.before == .word) != (next == .word)
          case .noWord: (state.before == .word) == (next == .word)
          }
        if holds { open.append(step + 1) }
      case .found: return ([], true)
      }
    }
    return (letters, false)
  }

  private func beginAnew() {
    (states, numbers, table, ends, waitedAt) = ([], [:], [], [], 0)
    _ = number(of: State(steps: [0], before: .nothing))
  }

  private func number(of state: State) -> Int32 {
    if let known = numbers[state] { return known }
    let number = Int32(states.count)
    states.append(state)
    waitedAt += state.steps.count
    numbers[state] = number
    table += repeatElement(Self.unknown, count: cuts.count)
    ends.append(Self.unknown)
    return number
  }
}

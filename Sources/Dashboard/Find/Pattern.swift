/// A regular expression in which every letter of a text is looked at once, whatever is written in it: no pattern can
/// stop the program, and its mistakes have a place.
///
///     .  [a-z]  [^a-z]  \d \w \s \D \W \S        one letter
///     ^  $  \b  \B                               start and end of a line, edge of a word
///     a|b  (a)  (?:a)  a*  a+  a?  a{2}  a{2,5}  a{2,}
///
/// It looks at one line at a time. What only tells matches apart and not texts (`*?`, groups that are kept) is read and
/// makes no difference; what would need memory of what was matched (`\1`, `(?=a)`) is refused.
public struct Pattern: Hashable, Sendable {
  public let text: String
  let steps: [Step]

  /// What the machine does, one after the other where nothing else is said.
  enum Step: Hashable, Sendable {
    case letter(ScalarSet)
    case either(Int, Int)
    case goOn(Int)
    case edge(Edge)
    case found
  }

  enum Edge: Hashable, Sendable { case start, end, word, noWord }

  public init(_ text: String, ignoringCase: Bool) throws(LineMistake) {
    var parser = PatternParser(text, ignoringCase: ignoringCase)
    steps = try PatternSteps(of: parser.parse()).steps
    self.text = text
  }

  /// The text itself.
  ///
  /// - Parameter text: not so long that its letters would not fit: a line that somebody typed.
  public init(literally text: String, ignoringCase: Bool) {
    steps =
      text.unicodeScalars.map { .letter(ignoringCase ? ScalarSet($0).inEitherCase : ScalarSet($0)) } + [.found]
    self.text = text
  }

  /// The first match in a line, the longest of those that begin there; nil without any.
  ///
  /// Cost: letters of the line × steps of the pattern, so for what is shown, not for what is searched. A letter that no
  /// match begins with costs next to nothing.
  public func firstMatch(in line: String) -> Range<String.Index>? {
    var threads = PatternThreads(steps)
    let first = firstLetters
    var best: Range<String.Index>?
    var before: Unicode.Scalar?
    let scalars = line.unicodeScalars
    var at = scalars.startIndex
    while true {
      let next = at < scalars.endIndex ? scalars[at] : nil
      if let first, let next, best == nil, threads.isEmpty, !first.contains(next.value) {
        before = next
        at = scalars.index(after: at)
        continue
      }
      if best == nil { threads.begin(at) }
      if let start = threads.spread(before: before, next: next), best.map({ start <= $0.lowerBound }) ?? true {
        best = start..<at
        threads.keep(to: start)
      }
      guard let next, best == nil || !threads.isEmpty else { return best }
      threads.step(over: next)
      before = next
      at = scalars.index(after: at)
    }
  }

  /// What a match begins with; nil where it may begin at an edge, or hold no letter.
  private var firstLetters: ScalarSet? {
    var (open, seen) = ([0], Set<Int>())
    var ranges: [ClosedRange<UInt32>] = []
    while let step = open.popLast() {
      guard seen.insert(step).inserted else { continue }
      switch steps[step] {
      case .letter(let set): ranges += set.ranges
      case .either(let a, let b): open += [a, b]
      case .goOn(let to): open.append(to)
      case .edge, .found: return nil
      }
    }
    return ScalarSet(ranges)
  }
}

extension Pattern.Edge {
  /// - Parameters: the letters on both sides; nil where there is none.
  func holds(before: Unicode.Scalar?, next: Unicode.Scalar?) -> Bool {
    func isWord(_ scalar: Unicode.Scalar?) -> Bool { scalar.map { ScalarSet.letters.contains($0.value) } ?? false }
    return switch self {
    case .start: before == nil
    case .end: next == nil
    case .word: isWord(before) != isWord(next)
    case .noWord: isWord(before) == isWord(next)
    }
  }
}

/// All ways through the steps at once, each with where it began; of those at one step the earliest.
private struct PatternThreads {
  private let steps: [Pattern.Step]
  /// All false between two letters.
  private var seen: [Bool]
  private var waiting: [(step: Int, start: String.Index)] = []
  private var letters: [(step: Int, start: String.Index)] = []

  init(_ steps: [Pattern.Step]) {
    self.steps = steps
    seen = [Bool](repeating: false, count: steps.count)
  }

  var isEmpty: Bool { waiting.isEmpty && letters.isEmpty }

  mutating func begin(_ start: String.Index) { waiting.append((0, start)) }
  mutating func keep(to start: String.Index) { letters.removeAll { $0.start > start } }

  /// Follows what takes no letter.
  ///
  /// - Returns: where the earliest match that ends here began.
  mutating func spread(before: Unicode.Scalar?, next: Unicode.Scalar?) -> String.Index? {
    var found: String.Index?
    var reached: [Int] = []
    letters = []
    for begun in waiting.sorted(by: { $0.start < $1.start }) {
      var open = [begun.step]
      while let step = open.popLast() {
        if seen[step] { continue }
        seen[step] = true
        reached.append(step)
        switch steps[step] {
        case .letter: letters.append((step, begun.start))
        case .either(let a, let b): open += [b, a]
        case .goOn(let to): open.append(to)
        case .edge(let edge): if edge.holds(before: before, next: next) { open.append(step + 1) }
        case .found: found = found ?? begun.start
        }
      }
    }
    for step in reached { seen[step] = false }
    waiting = []
    return found
  }

  mutating func step(over scalar: Unicode.Scalar) {
    for way in letters {
      if case .letter(let set) = steps[way.step], set.contains(scalar.value) {
        waiting.append((way.step + 1, way.start))
      }
    }
    letters = []
  }
}

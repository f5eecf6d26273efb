/// One blind play: several panels, one of them the true one. Axes have no names; the seed gives the same play again.
/// Source: `docs/statistics.md` §5, after Buja et al. (2009).
public struct Lineup: Sendable, Equatable {
  public enum Question: String, Sendable, CaseIterable {
    /// "Which accuracy belongs to this likelihood curve?"
    case whichAccuracy = "which-accuracy"
    /// "Which likelihood line goes with jumps in accuracy?" Two panels.
    case whichJumps = "which-jumps"
    /// "Which is the real data?" against the same means in other orders.
    case whichIsReal = "which-is-real"

    /// Panels by default.
    public var panels: Int {
      switch self {
      case .whichAccuracy: 8
      case .whichJumps: 2
      case .whichIsReal: 20
      }
    }
  }

  public var question: Question
  public var seed: UInt64
  /// The likelihood curve on top; empty unless the question is about it.
  public var line: [Double]
  /// One curve a panel, as shown.
  public var panels: [[Double]]
  /// The behaviour behind each panel, not to be shown before the answer.
  public var names: [String]
  /// Place of the true panel.
  public var truth: Int
  /// False when decoys of a similar end level were too few, so that the level may give the answer away.
  public var isMatched: Bool

  /// Decoys end within this of the true accuracy where that is possible.
  public static let levelTolerance = 0.15

  /// - Parameters:
  ///   - cases: behaviours on the same models and with the same number of choices.
  ///   - panels: m ≥ 2; ignored for `whichJumps`.
  ///   - seen: behaviours seen by name lately, which cannot be the true one.
  /// - Returns: nil when there are not enough curves for the question.
  public init?(
    _ question: Question, of cases: [WasonTest.Case], panels: Int? = nil, notAbout seen: Set<String> = [], seed: UInt64
  ) {
    var draw = LineupDraw(
      cases: cases.filter { $0.line.count > 2 && $0.line.allSatisfy(\.isFinite) }.sorted { $0.name < $1.name },
      seen: seen, panels: max(2, panels ?? question.panels), dice: Dice(seed: seed))
    let drawn =
      switch question {
      case .whichAccuracy: draw.accuracies()
      case .whichJumps: draw.lines()
      case .whichIsReal: draw.orders()
      }
    guard let drawn else { return nil }
    let places = drawn.curves.indices.shuffled(using: &draw.dice)
    self.question = question
    self.seed = seed
    line = drawn.line
    isMatched = drawn.isMatched
    self.panels = places.map { drawn.curves[$0].values }
    names = places.map { drawn.curves[$0].name }
    truth = places.firstIndex(of: 0) ?? 0
  }
}

/// Draws the true curve and its decoys.
private struct LineupDraw {
  struct Drawn {
    var line: [Double] = []
    /// The true one first.
    var curves: [(name: String, values: [Double])]
    var isMatched = true
  }

  let cases: [WasonTest.Case]
  let seen: Set<String>
  let panels: Int
  var dice: Dice

  private mutating func own(where fits: (WasonTest.Case) -> Bool) -> WasonTest.Case? {
    cases.filter { !seen.contains($0.name) && fits($0) }.randomElement(using: &dice)
  }

  mutating func accuracies() -> Drawn? {
    guard let own = own(where: { !$0.accuracy.isEmpty }), let end = own.accuracy.last else { return nil }
    let others = cases.filter {
      $0.name != own.name && $0.line.count == own.line.count && $0.accuracy != own.accuracy
    }
    let mixed = others.shuffled(using: &dice)
    let isNear = { (one: WasonTest.Case) in abs((one.accuracy.last ?? .infinity) - end) <= Lineup.levelTolerance }
    let near = mixed.filter(isNear)
    let decoys = (near + mixed.filter { !isNear($0) }).prefix(panels - 1)
    guard decoys.count == panels - 1 else { return nil }
    return Drawn(
      line: own.line, curves: ([own] + decoys).map { ($0.name, $0.accuracy) }, isMatched: near.count >= panels - 1)
  }

  mutating func lines() -> Drawn? {
    guard let jumping = own(where: \.jumps) else { return nil }
    let smooth = cases.filter { $0.kind == .smooth && $0.line.count == jumping.line.count }
    guard let decoy = smooth.randomElement(using: &dice) else { return nil }
    return Drawn(curves: [jumping, decoy].map { ($0.name, $0.line) })
  }

  mutating func orders() -> Drawn? {
    guard let own = own(where: { Set($0.line).count == $0.line.count }) else { return nil }
    // Fewer orders than panels cannot all differ.
    guard (1...own.line.count).reduce(1.0, { $0 * Double($1) }) >= Double(panels) else { return nil }
    var orders = [own.line]
    for _ in 0..<100 * panels where orders.count < panels {
      let other = own.line.shuffled(using: &dice)
      if !orders.contains(other) { orders.append(other) }
    }
    return orders.count == panels ? Drawn(curves: orders.map { (own.name, $0) }) : nil
  }
}

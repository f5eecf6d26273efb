internal import RealModule
public import Runs

/// The items that deserve a look, worst first, each with its reasons.
public struct Suspects: Sendable, Equatable {
  public var ranked: [Suspect]
  /// Rows that are copies of one another, each group in order: together they say no more than one.
  public var duplicates: [[Int]]
  /// Spearman's correlation of the mean margin with key length − mean length of the others; nil if unknown.
  public var lengthCorrelation: Double?
  /// Items that the log judges against their own log-likelihoods, where they are too many to be errors of single items,
  /// so that none is listed for it; nil where they are listed, or there are none.
  public var contradictory: Int?

  /// How many of the most influential items are left out in turn to see if the verdict stands.
  static let leftOutInTurn = 100

  /// - Parameters:
  ///   - facts: for each row, or empty.
  ///   - prior, curvePrior: as given to the finding, so that "verdict changes" means that finding's.
  /// - Cost: O(n·K), and a hundred verdicts on n − 1 items.
  public init(
    of whole: Ladder, facts: [ItemFacts] = [], rules: Rules = Rules(), prior: NoisePrior? = nil,
    curvePrior: NoisePrior? = nil
  ) {
    let rows = (0..<whole.values.rows).filter { whole.values.row($0).allSatisfy(\.isFinite) }
    let ladder = whole.keeping(items: rows)
    let rules = rules.fitting(ladder)
    var search = SuspectSearch(
      ladder: ladder, facts: facts.count == whole.values.rows ? rows.map { facts[$0] } : [], rules: rules, prior: prior,
      curvePrior: curvePrior)
    search.run()
    duplicates = search.duplicates.map { $0.map { rows[$0] } }
    lengthCorrelation = search.lengthCorrelation
    contradictory = search.contradictory
    ranked = search.found.enumerated().filter { !$1.isEmpty }
      .map { at, reasons in
        Suspect(row: rows[at], name: ladder.items[at], suspicions: reasons.sorted { $0.strength > $1.strength })
      }
      .sorted { (-$0.strength, $0.row ?? 0) < (-$1.strength, $1.row ?? 0) }
    let logOfZero = whole.items.indices.filter { !whole.values.row($0).allSatisfy(\.isFinite) }
    ranked += (whole.dropped + logOfZero.map { whole.items[$0] }).sorted().map { name in
      let evidence = "left out: at least one model has no \(whole.measure.rawValue) for it"
      return Suspect(
        row: nil, name: name, suspicions: [Suspicion(reason: .missing, strength: 1, evidence: evidence)])
    }
  }
}

private struct SuspectSearch {
  let ladder: Ladder
  let facts: [ItemFacts]
  let rules: Rules
  let prior: NoisePrior?
  let curvePrior: NoisePrior?
  var found: [[Suspicion]]
  var duplicates: [[Int]] = []
  var lengthCorrelation: Double?
  var contradictory: Int?

  init(ladder: Ladder, facts: [ItemFacts], rules: Rules, prior: NoisePrior?, curvePrior: NoisePrior?) {
    self.ladder = ladder
    self.facts = facts
    self.rules = rules
    self.prior = prior
    self.curvePrior = curvePrior
    found = [[Suspicion]](repeating: [], count: ladder.values.rows)
  }

  /// Margins, whatever is tested; nil where there are no alternatives.
  private var margins: Matrix? { matrix(.margin) }

  private func matrix(_ measure: Measure) -> Matrix? {
    measure == ladder.measure ? ladder.values : ladder.others[measure]
  }

  /// What tells items apart, whatever is tested: the margin, else the log-probability. Right and wrong do not: items
  /// are alike in them by the hundred.
  private var likelihoods: Matrix? {
    if let margins, margins.values.contains(where: \.isFinite) { return margins }
    return matrix(.logp)
  }

  private mutating func add(_ reason: Suspicion.Reason, at row: Int, strength: Double, _ evidence: String) {
    // A score may be a thousand times its threshold; a reason counts five at most, so that several reasons outrank one.
    found[row].append(Suspicion(reason: reason, strength: min(5, strength), evidence: evidence))
  }

  mutating func run() {
    if let scores = ItemScores(of: ladder) {
      influence(scores)
      outliers(scores)
    }
    copies()
    lengths()
    mismatches()
    disagreements()
    thinCoverage()
    clamps()
  }

  private mutating func influence(_ scores: ItemScores) {
    guard ladder.values.rows > 1, let trend = Trend(of: ladder, rules: rules, prior: prior) else { return }
    let threshold = 0.1 * max(abs(trend.slope), rules.delta(for: ladder.measure))
    var bare = ladder
    bare.others = [:]
    let verdict = Finding(of: bare, under: rules, prior: prior, curvePrior: curvePrior).verdict
    let order = scores.influence.indices.sorted { (-abs(scores.influence[$0]), $0) < (-abs(scores.influence[$1]), $1) }
    for row in order.prefix(Suspects.leftOutInTurn) {
      let influence = scores.influence[row]
      let without = Finding(
        of: bare.keeping(items: ladder.values.rowIndices(without: row)), under: rules, prior: prior,
        curvePrior: curvePrior
      ).verdict
      let size = abs(influence) / threshold
      if without != verdict {
        add(.influence, at: row, strength: 3 + size, "without it: \(without.rawValue)")
      } else if size > 1 {
        add(.influence, at: row, strength: size, "moves the slope by \(influence.signedFigure)")
      }
    }
  }

  private mutating func outliers(_ scores: ItemScores) {
    for row in found.indices {
      let (slope, step) = (scores.slope[row], scores.lastStep[row])
      if abs(slope) > 3.5 { add(.slope, at: row, strength: abs(slope) / 3.5, "slope z = \(slope.fixed(1))") }
      if abs(step) > 3, scores.lastStepSize[row] * scores.slopeBefore[row] < 0 {
        add(.lateTurn, at: row, strength: abs(step) / 3, "last step z = \(step.fixed(1))")
      }
      if scores.keyLooksWrong[row] { add(.key, at: row, strength: 3, "the largest models give it at most 10 %") }
    }
  }

  /// Same question, or the same numbers at every model to 1e-6.
  private mutating func copies() {
    var groups = RowGroups(count: found.count)
    var firsts: [UInt64: Int] = [:]
    for row in facts.indices where facts[row].content != 0 {
      if let first = firsts[facts[row].content] { groups.join(first, row) } else { firsts[facts[row].content] = row }
    }
    if let values = likelihoods, values.columns > 0 {
      groups.joinCopies(in: values, rows: found.indices.filter { values.row($0).allSatisfy(\.isFinite) })
    }
    let clusters = Dictionary(grouping: found.indices, by: { groups.first(of: $0) }).values.filter { $0.count > 1 }
    // Where most items are alike the values do not vary: an import mistake, not a hundred copies.
    duplicates = clusters.filter { $0.count * 2 <= found.count || !facts.isEmpty }.sorted { $0[0] < $1[0] }
    for rows in duplicates {
      for row in rows { add(.duplicate, at: row, strength: 2, "one of \(rows.count) that are alike") }
    }
  }

  private mutating func lengths() {
    guard let margins else { return }
    let differences = facts.map { $0.keyBytes - $0.otherBytes }
    // Of what was only sampled the lengths are known, and there is no margin.
    let known = differences.indices.filter { differences[$0].isFinite && margins.row($0).allSatisfy(\.isFinite) }
    guard known.count > 1 else { return }
    lengthCorrelation = Ranks.spearman(known.map { margins.row($0).mean }, known.map { differences[$0] })
    let spread = known.map { differences[$0] }.robustDeviation
    guard spread > 0, let perByte = matrix(.marginPerByte) else { return }
    for row in known where abs(differences[row]) > 2 * spread {
      let flips = zip(margins.row(row), perByte.row(row)).count { $0 * $1 < 0 }
      guard flips * 2 >= ladder.values.columns else { continue }
      let (size, side) = (abs(differences[row]), differences[row] > 0 ? "longer" : "shorter")
      add(
        .length, at: row, strength: size / (2 * spread),
        "key \(side) by \(size.shortFigure) bytes; margin per byte has the other sign")
    }
  }

  private mutating func mismatches() {
    guard let margins, let accuracy = matrix(.accuracy) else { return }
    let counts = found.indices.map { row -> Int in
      let twoChoices = facts.isEmpty ? false : facts[row].choices == 2
      return (0..<ladder.values.columns).count { k in
        let (margin, judged) = (margins[row, k], accuracy[row, k])
        guard judged == 0 || judged == 1, margin != 0, !margin.isNaN else { return false }
        return twoChoices ? (judged == 1) != (margin > 0) : margin > 0 && judged == 0
      }
    }
    // On many items it is no error of an item: what is watched is then not what the log calls right.
    let mismatched = counts.count { $0 > 0 }
    guard mismatched * 10 <= counts.count else {
      contradictory = mismatched
      return
    }
    for row in found.indices where counts[row] > 0 {
      add(.mismatch, at: row, strength: 3, "judged against its own log-likelihoods at \(counts[row]) model(s)")
    }
  }

  private mutating func disagreements() {
    guard let scores = matrix(.nlp), let accuracy = matrix(.accuracy), scores.rows == found.count,
      accuracy.rows == found.count
    else { return }
    // An item with a log of 0 somewhere says nothing here, and must not silence the others.
    let known = found.indices.filter {
      scores.row($0).allSatisfy(\.isFinite) && accuracy.row($0).allSatisfy(\.isFinite)
    }
    guard let fits = LineFits(scores.keeping(rows: known), design: Design(of: ladder)) else { return }
    let order = ladder.rungsByScale
    let third = max(1, order.count / 3)
    for (row, slope) in zip(known, fits.slopes) {
      let low = order.prefix(third).map { accuracy[row, $0] }.mean
      let high = order.suffix(third).map { accuracy[row, $0] }.mean
      guard (high - low) * slope < 0 else { continue }
      let rises = slope > 0
      let evidence = rises ? "log score rises, accuracy falls" : "log score falls, accuracy rises"
      add(.disagreement, at: row, strength: abs(high - low), evidence)
    }
  }

  private mutating func thinCoverage() {
    guard let coverage = matrix(.coverage) else { return }
    let least = Double.log(rules.minimumCoverage)
    for row in found.indices {
      let low = coverage.row(row).filter { !$0.isNaN }.min() ?? 0
      guard low < least else { continue }
      // Of a softmax none is 0, whatever it is rounded to.
      let percent = 100 * Double.exp(low)
      let share = percent < 0.001 ? "less than 0.001" : percent.fixed(3)
      add(.coverage, at: row, strength: min(2, low / least), "the choices hold \(share) % at one model")
    }
  }

  private mutating func clamps() {
    guard let margins else { return }
    for row in found.indices {
      let count = margins.row(row).count { abs($0) >= marginClamp }
      guard count > 0 else { continue }
      add(.clamped, at: row, strength: 1, "beyond ±\(marginClamp.shortFigure) nats at \(count) model(s)")
    }
  }
}

extension Matrix {
  fileprivate func rowIndices(without row: Int) -> [Int] { (0..<rows).filter { $0 != row } }
}

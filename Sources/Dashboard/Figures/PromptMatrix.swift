internal import Canvas
public import Runs
internal import Trends

/// The prompts of one behaviour against the scales, as numbers: what the elicitation screen and its figure show.
public struct PromptMatrix: Sendable {
  public let behaviour: String
  /// The one that was asked for; what the first prompt is measured by where no prompt has that.
  public let measure: Measure
  let rows: [BehaviourRow]
  let columns: [ScaleColumns.Column]
  let axis: ScaleAxis
  /// Means by prompt and column; nil: no run.
  let values: [[Double?]]
  /// Rows that stand in `measure`, and these alone compare: a fraction is neither above nor below a margin.
  let compared: [Int]
  private let claims: ElicitationContents?

  /// - Parameters:
  ///   - rows: those of the behaviour.
  ///   - claims: nil until they have been computed.
  public init(_ behaviour: String, rows: [BehaviourRow], measure: Measure, claims: ElicitationContents?) {
    let scales = ScaleColumns(of: rows.map(\.finding), limit: .max)
    self.behaviour = behaviour
    let isAnswered = rows.contains { $0.finding.measure == measure }
    let main = isAnswered ? measure : rows.first?.finding.measure ?? measure
    self.measure = main
    self.rows = rows
    compared = rows.indices.filter { rows[$0].finding.measure == main }
    self.claims = claims
    columns = scales.columns
    axis = scales.axis
    values = rows.map { row in scales.columns.map { row.finding.point(at: $0)?.mean } }
  }

  var names: [String] { rows.map { $0.key.variant ?? "no name" } }
  var labels: [String] { columns.map { ScaleColumns.label($0.x, on: axis) } }

  /// The highest of those that compare; nil where none has a run.
  func best(at scale: Int) -> Double? { compared.compactMap { values[$0][scale] }.max() }

  /// Cells without a run, and all.
  var empty: Int { values.reduce(0) { $0 + $1.count { $0 == nil } } }
  var cells: Int { rows.count * columns.count }

  /// The highest of the prompts that compare, what is left of it after allowing for the choice, and how far they lie
  /// apart.
  var sums: [(name: String, values: [Double?])] {
    let there = columns.indices.map { scale in compared.map { values[$0][scale] ?? .nan } }
    let known = there.map { $0.filter(\.isFinite) }
    func sum(_ value: (Int) -> Double?) -> [Double?] { columns.indices.map { known[$0].count > 1 ? value($0) : nil } }
    return [
      ("best of \(compared.count)", sum { known[$0].max() }),
      (
        "allowing",
        sum { scale in
          let errors = compared.map { rows[$0].finding.error(at: columns[scale]) }
          return Elicitation.shrunk(there[scale], errors: errors).filter(\.isFinite).max()
        }
      ),
      ("spread", sum { (known[$0].max() ?? .nan) - (known[$0].min() ?? .nan) }),
    ]
  }

  /// What the verdicts say together. An open one neither agrees nor contradicts, and only rising beside falling is a
  /// difference that was tested: each of the two excludes no trend.
  var claim: String {
    let verdicts = rows.map(\.finding.verdict)
    let decided = verdicts.filter { $0 != .unresolved && !$0.isRefusal }
    let words =
      decided.isEmpty
      ? "No prompt settles the direction"
      : decided.contains(.rising) && decided.contains(.falling)
        ? "The direction depends on the prompt"
        : decided.count == verdicts.count && Set(decided).count == 1 ? "All prompts agree" : "By prompt"
    let groups = Verdict.censusOrder.compactMap { verdict -> String? in
      let names = rows.indices.filter { rows[$0].finding.verdict == verdict }.map { self.names[$0] }
      return names.isEmpty ? nil : "\(names.count) \(verdict.word) (\(names.joined(separator: ", ")))"
    }
    return "\(words): \(groups.joined(separator: ", "))."
      + (empty > 0 ? " \(empty) of \(cells) cells have no run." : "")
  }

  /// What may be claimed after so many tries.
  var claimed: String {
    guard let claims else { return "The highest of several prompts is higher than any one of them by chance alone." }
    return claims.elicitation.sentence
  }
}

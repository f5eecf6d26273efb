public import Canvas
internal import Runs
internal import Trends

/// The prompts of one behaviour against the scales, for a paper.
public struct MatrixFigure: Sendable {
  let matrix: PromptMatrix
  let card: Card

  public init(_ matrix: PromptMatrix, card: Card) {
    self.matrix = matrix
    self.card = card
  }

  public func figure(width: Double) -> SVGMatrix {
    SVGMatrix(
      "\(matrix.behaviour): \(matrix.rows.count) prompts, \(matrix.columns.count) scales",
      unit: "mean \(FigureWords.unit(matrix.measure))", scale: matrix.axis.label, columns: matrix.labels,
      rows: matrix.rows.indices.map { at in
        SVGMatrix.Row(
          matrix.names[at], cells: matrix.values[at], word: word(at), isCompared: matrix.compared.contains(at))
      }, sums: matrix.sums.map { SVGMatrix.Row($0.name, cells: $0.values) }, hasZero: matrix.measure.hasNeutralZero,
      notes: [matrix.claim, matrix.claimed] + card.lines, about: card.origin, width: width)
  }

  private func word(_ at: Int) -> String {
    let finding = matrix.rows[at].finding
    return finding.measure.name(verdict(of: finding), beside: matrix.measure)
  }

  private func verdict(of finding: Finding) -> String {
    guard !finding.verdict.isRefusal, let trend = finding.trend else { return finding.word }
    return "\(finding.word)  P↗ \(Decimal.p(trend.pRise))"
  }
}

import Glibc
import Runs

/// Ladders of behaviours that rise, fall, bend and stay, the same for everybody.
struct MadeLadders {
  var items: Int
  var models: Int
  private var state: UInt64

  init(items: Int, models: Int, seed: UInt64) {
    self.items = items
    self.models = models
    state = seed
  }

  /// All measures that a log of log-likelihoods gives: the findings then lack nothing.
  mutating func next(_ number: Int) -> Ladder {
    let x = (0..<models).map { 8 + 3 * Double($0) / Double(models - 1) }
    let slope = [0, 0.3, -0.3, 0, 0.1][number % 5]
    let bend = number % 5 == 3 ? 0.4 : 0
    let shared = x.map { slope * ($0 - 9.5) - bend * ($0 - 9.5) * ($0 - 9.5) + 0.135 * normal() }
    var cells: [Measure: [Double]] = [:]
    for _ in 0..<items {
      let (start, own) = (normal(), 0.4 * normal())
      for k in x.indices {
        let margin = start + own * (x[k] - 9.5) + shared[k] + 0.6 * normal()
        // log of the watched choice's share, and of how likely any choice is.
        let (share, coverage) = (-log1p(exp(-margin)), -0.5 - 0.1 * (11 - x[k]) - 0.2 * uniform())
        cells[.margin, default: []].append(margin)
        cells[.nlp, default: []].append(share)
        cells[.coverage, default: []].append(coverage)
        cells[.logp, default: []].append(share + coverage)
        cells[.accuracy, default: []].append(margin > 0 ? 1 : 0)
      }
    }
    let matrices = cells.mapValues { Matrix(rows: items, columns: models, values: $0) }
    let rungs = x.enumerated().map { k, x in
      Ladder.Rung(models: [Model(name: "made-\(k)", family: "made")], family: "made", x: x)
    }
    return Ladder(
      rungs: rungs, items: (0..<items).map { ItemName(suite: "made-\(number)", item: String($0)) },
      values: matrices[.margin] ?? Matrix(rows: items, columns: models), measure: .margin,
      others: matrices.filter { $0.key != .margin })
  }

  private mutating func uniform() -> Double {
    // SplitMix64.
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return (Double((z ^ (z >> 31)) >> 11) + 0.5) * 0x1p-53
  }

  private mutating func normal() -> Double { (-2 * log(uniform())).squareRoot() * cos(2 * .pi * uniform()) }
}

/// How likely so many hits are by luck, in plays that each show several panels of which one is the true one.
public enum LineupScore {
  /// Up to this p a round is won: the level of a single test.
  public static let level = Rules().alpha

  /// P(at least `hits`) when each play is a blind pick: Poisson-binomial with rates 1/m, exact.
  ///
  /// - Parameter panels: m of each play, at least 1. Plays on the same panels are one play: pass the first answer only.
  /// - Source: Buja et al. (2009); Majumder et al. (2013); `docs/statistics.md` §5.
  public static func p(hits: Int, panels: [Int]) -> Double {
    var chances = [1.0]
    for m in panels {
      let rate = 1 / Double(max(1, m))
      var next = [Double](repeating: 0, count: chances.count + 1)
      for (count, chance) in chances.enumerated() {
        next[count] += chance * (1 - rate)
        next[count + 1] += chance * rate
      }
      chances = next
    }
    return chances.dropFirst(max(0, hits)).reduce(0, +)
  }

  /// Hits that luck gives on average.
  public static func chance(panels: [Int]) -> Double { panels.reduce(0) { $0 + 1 / Double(max(1, $1)) } }
}

extension LineupScore {
  /// An answer to a lineup, as kept.
  public struct Play: Sendable, Equatable {
    /// The same panels have the same name, whoever looks at them.
    public var lineup: String
    public var panels: Int
    public var isHit: Bool

    public init(lineup: String, panels: Int, isHit: Bool) {
      self.lineup = lineup
      self.panels = panels
      self.isHit = isHit
    }
  }

  /// Over distinct lineups: of several answers to one, the first counts, since they are not independent.
  ///
  /// - Parameter plays: oldest first.
  public static func summary(of plays: [Play]) -> (hits: Int, plays: Int, chance: Double, p: Double) {
    var seen: Set<String> = []
    let first = plays.filter { seen.insert($0.lineup).inserted }
    let hits = first.count { $0.isHit }
    let panels = first.map(\.panels)
    return (hits, first.count, chance(panels: panels), p(hits: hits, panels: panels))
  }
}

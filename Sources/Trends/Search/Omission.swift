public import Runs

/// One behaviour with and without some of its items, side by side; and whether those that were left out lean to one side.
/// Source: `docs/statistics.md` §6, Left out.
public struct Omission: Sendable, Equatable {
  public var all: Finding
  /// The rest, under the same rules and with the same borrowed noise; nil where nothing is left.
  public var without: Finding?
  /// Of the items left out that the ladder has.
  public var left: [Left]
  /// nil where the trend has no direction, or no item left out has a slope.
  public var lean: Lean?

  public struct Left: Sendable, Equatable {
    public var name: ItemName
    /// In the measure's unit per decade; NaN where the item has none.
    public var slope: Double

    /// Above 0 where it goes with a trend of that direction, below where it goes against it; 0 where it does neither, as
    /// with a slope within 1e-12 of 0, whose sign is rounding's.
    public func side(along direction: Double) -> Double { Self.side(of: slope, along: direction) }

    fileprivate static func side(of slope: Double, along direction: Double) -> Double {
      abs(slope) > 1e-12 ? slope * direction : 0
    }
  }

  /// Items whose own slope goes with the direction of the behaviour's, and items whose slope goes against it.
  public struct Lean: Sendable, Equatable {
    public var helping: Int
    public var hurting: Int
    /// The same among all items of the behaviour.
    public var allHelping: Int
    public var allHurting: Int

    public init(helping: Int, hurting: Int, allHelping: Int, allHurting: Int) {
      self.helping = helping
      self.hurting = hurting
      self.allHelping = allHelping
      self.allHurting = allHurting
    }

    /// Of all items, those that go against the trend.
    public var share: Double { Double(allHurting) / Double(allHelping + allHurting) }

    /// Exact binomial test, two-sided: items left out without looking would go against the trend as often as all do.
    public var p: Double { Proportion.exactP(hurting, of: hurting + helping, against: share) }
  }

  /// - Parameters:
  ///   - names: what is left out; names that the ladder does not have are passed over.
  ///   - all: of the whole ladder, as it is shown elsewhere.
  public init(
    leavingOut names: Set<ItemName>, of ladder: Ladder, finding all: Finding, keyLabels: [String] = []
  ) {
    self.all = all
    let slopes = ladder.itemSlopes
    let (out, rest) = ladder.items.indices.reduce(into: ([Int](), [Int]())) { parts, row in
      if names.contains(ladder.items[row]) { parts.0.append(row) } else { parts.1.append(row) }
    }
    left = out.map { Left(name: ladder.items[$0], slope: slopes[$0]) }
    without =
      rest.isEmpty
      ? nil
      : out.isEmpty
        ? all
        : Finding(
          of: ladder.keeping(items: rest), under: all.rules, prior: all.prior, curvePrior: all.curvePrior,
          keyLabels: keyLabels.isEmpty ? [] : rest.map { keyLabels[$0] })
    let direction = all.trend?.slope ?? 0
    func counts(_ rows: some Sequence<Int>) -> (helping: Int, hurting: Int) {
      rows.reduce(into: (0, 0)) { counts, row in
        let side = Left.side(of: slopes[row], along: direction)
        if side > 0 { counts.0 += 1 } else if side < 0 { counts.1 += 1 }
      }
    }
    let (own, every) = (counts(out), counts(slopes.indices))
    lean =
      own.helping + own.hurting == 0
      ? nil
      : Lean(
        helping: own.helping, hurting: own.hurting, allHelping: every.helping, allHurting: every.hurting)
  }
}

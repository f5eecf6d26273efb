public import Runs

extension Finding: Packable {
  public static var blank: Finding { Finding(measure: .margin, points: [], n: 0, verdict: .unresolved) }

  public mutating func pack(by packing: inout some Packing) throws {
    try packing.bits(&measure)
    try packing.bits(&axis)
    try packing.values(&points)
    try packing.bits(&n)
    try packing.bits(&dropped)
    try packing.bits(&trend)
    try packing.bits(&verdict)
    try packing.optional(&shape)
    try packing.values(&caveats)
    try packing.bits(&q)
    try packing.bits(&linearity)
    try packing.bits(&breakthroughness)
    try packing.bits(&rules)
    try packing.bits(&turning)
    try packing.bits(&turningQ)
    try packing.bits(&prior)
    try packing.bits(&curvePrior)
    try packing.bits(&mannKendall)
    try packing.optional(&jaggedness)
    try packing.values(&familySlopes)
    try packing.bits(&familiesDisagree)
    try packing.optional(&seedSpread)
    try packing.bits(&permutations)
    try packing.bits(&parts)
  }
}

extension Finding.Point: Packable {
  public static var blank: Finding.Point { Finding.Point(rung: .blank, mean: 0, standardError: 0, n: 0) }

  public mutating func pack(by packing: inout some Packing) throws {
    try packing.value(&rung)
    try packing.bits(&mean)
    try packing.bits(&standardError)
    try packing.bits(&n)
    try packing.bits(&accuracy)
    try packing.bits(&logp)
    try packing.bits(&coverage)
  }
}

extension Caveat: Packable {
  public static var blank: Caveat { Caveat(name: "", mark: "", sentence: "") }

  public mutating func pack(by packing: inout some Packing) throws {
    try packing.text(&name)
    try packing.text(&mark)
    try packing.text(&sentence)
  }
}

extension FamilySlope: Packable {
  public static var blank: FamilySlope { FamilySlope(family: "", scales: 0, slope: 0, interval: 0...0) }

  public mutating func pack(by packing: inout some Packing) throws {
    try packing.text(&family)
    try packing.bits(&scales)
    try packing.bits(&slope)
    var bounds = Trend.Bounds(interval)
    try packing.bits(&bounds)
    interval = bounds.range
  }
}

extension Jaggedness: Packable {
  public static var blank: Jaggedness { Jaggedness() }

  private init() {
    (kind, stepScores, biggestStepAt) = (.flat, [], 0)
    (flatChiSquared, pFlat, reversal, distanceToRising, distanceToFalling) = (0, 0, 0, 0, 0)
    (pathRatio, biggestStep, biggestStepShare) = (0, 0, 0)
  }

  public mutating func pack(by packing: inout some Packing) throws {
    try packing.bits(&kind)
    try packing.bits(&flatChiSquared)
    try packing.bits(&pFlat)
    try packing.bits(&stepScores)
    try packing.bits(&reversal)
    try packing.bits(&distanceToRising)
    try packing.bits(&distanceToFalling)
    try packing.bits(&pathRatio)
    try packing.bits(&biggestStep)
    try packing.bits(&biggestStepAt)
    try packing.bits(&biggestStepShare)
  }
}

/// Does the curve both rise and fall by more than noise? Largest fall and largest climb against what equal means do.
///
/// Valid without choosing a break point: under any curve that never falls, the largest fall is stochastically largest
/// for a flat one; both must be rejected, so no correction is due. Source: `docs/statistics.md` §3.
public struct Turning: Sendable, Equatable, BitwiseCopyable {
  /// Where the noise was measured.
  public enum Noise: String, Sendable, CaseIterable, BitwiseCopyable {
    case seeds
    /// Residuals of a quadratic, drawn towards those of other behaviours.
    case pooled
    /// Residuals of a quadratic.
    case quadratic
  }

  public enum Shape: String, Sendable, CaseIterable, BitwiseCopyable {
    case inverseU = "inverse-U"
    case u = "U"
    case wave
  }

  /// A move between two scales, by their place in the order of scale.
  public struct Move: Sendable, Equatable, BitwiseCopyable {
    public var size: Double
    public var from: Int
    public var to: Int
  }

  public var noise: Noise
  /// Sd of one scale's mean, in the measure's unit, and its degrees of freedom.
  public var deviation: Double
  public var degreesOfFreedom: Double
  public var fall: Move
  public var climb: Move
  /// P(a fall, a climb as large | equal means), and the larger of the two, which decides.
  public var pFall: Double
  public var pClimb: Double
  public var p: Double { max(pFall, pClimb) }
  public var shape: Shape
  /// Places of the first highest and the first lowest mean.
  public var top: Int
  public var bottom: Int

  /// - Parameter curve: the means of one family in the order of scale, at least two, with noise of the given sd.
  init(curve: [Double], deviation: Double, degreesOfFreedom: Double, noise: Noise) {
    self.noise = noise
    self.deviation = deviation
    self.degreesOfFreedom = degreesOfFreedom
    fall = Self.largestFall(curve)
    climb = Self.largestFall(curve.map { -$0 })
    if deviation < 1e-12 {
      pFall = fall.size > 1e-9 ? 0 : 1
      pClimb = climb.size > 1e-9 ? 0 : 1
    } else {
      let law = DrawdownLaw(points: curve.count, degreesOfFreedom: degreesOfFreedom)
      pFall = law.p(of: fall.size / deviation)
      pClimb = law.p(of: climb.size / deviation)
    }
    top = curve.firstMaximum ?? 0
    bottom = curve.firstMinimum ?? 0
    let inside = 1..<max(1, curve.count - 1)
    shape =
      switch (inside.contains(top), inside.contains(bottom)) {
      case (true, false): .inverseU
      case (false, true): .u
      case (true, true), (false, false): .wave
      }
  }

  /// Where a wave turns: an end of the curve is no turn, so where its extremes are the ends, the move against its own way
  /// tells.
  var waveTurns: [Int] {
    if top > 0, bottom > 0 { return [min(top, bottom), max(top, bottom)] }
    let back = top > bottom ? fall : climb
    return [back.from, back.to]
  }

  /// The largest fall from an earlier to a later place; 0 at the start if there is none.
  static func largestFall(_ curve: [Double]) -> Move {
    var best = Move(size: 0, from: 0, to: 0)
    var top = 0
    for k in curve.indices.dropFirst() {
      if curve[k] > curve[top] { top = k }
      if curve[top] - curve[k] > best.size { best = Move(size: curve[top] - curve[k], from: top, to: k) }
    }
    return best
  }
}

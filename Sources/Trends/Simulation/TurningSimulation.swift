internal import RealModule

/// Made-up mean curves of known shape: how often each is called turning. Seeded, pure.
/// Reproduces the table of `docs/statistics.md` §3.
public struct TurningSimulation: Sendable, Equatable {
  public enum Truth: String, Sendable, CaseIterable {
    case flat, linear, saturating
    case lastJump = "jump at the last scale"
    case smallInverseU = "inverse-U 0.75"
    case inverseU = "inverse-U 1.5"
    case lastBack = "falls, then last scale back up"

    /// At a place of `count` even scales, nats.
    func value(_ at: Int, of count: Int) -> Double {
      let t = Double(at) / Double(max(1, count - 1))
      let isLast = at == count - 1
      return switch self {
      case .flat: 0
      case .linear: t
      case .saturating: 1 - Double.exp(-4 * t)
      case .lastJump: isLast ? 1 : 0
      case .smallInverseU: 0.75 * 4 * t * (1 - t)
      case .inverseU: 1.5 * 4 * t * (1 - t)
      case .lastBack: isLast ? 0 : -Double(at) / Double(max(1, count - 2))
      }
    }
  }

  public enum Method: String, Sendable, CaseIterable {
    case own = "own noise"
    /// σ̂ on 20 degrees of freedom, as many behaviours on one ladder would give it.
    case pooled = "pooled noise, ν = 20"
    case quadraticEnds = "quadratic end-slope test"
    /// Top or bottom is inside.
    case eye
  }

  public struct Setting: Sendable, Hashable {
    public var truth: Truth
    public var scales: Int
    /// Noise of each mean, nats.
    public var deviation = 0.15

    public init(_ truth: Truth, scales: Int) {
      self.truth = truth
      self.scales = scales
    }

    var cell: UInt64 {
      truth.rawValue.utf8.reduce((UInt64(scales) << 32) ^ deviation.bitPattern) {
        ($0 ^ UInt64($1)) &* 0x100_0000_01B3
      }
    }
  }

  /// The tests that call one made-up curve turning.
  public typealias Trial = Set<Method>

  public var setting: Setting
  public var shares: [Method: Share]

  public init(_ setting: Setting, trials: [Trial]) {
    self.setting = setting
    shares = Dictionary(
      uniqueKeysWithValues: Method.allCases.map { method in
        (method, Share(hits: trials.count { $0.contains(method) }, of: trials.count))
      })
  }

  /// Trials by their number, so that they can be shared among cores: each has dice of its own.
  ///
  /// - Returns: nil when cancelled, or for fewer than five scales.
  public static func trials(
    _ range: Range<Int>, of setting: Setting, seed: UInt64, isCancelled: () -> Bool
  ) -> [Trial]? {
    let rules = Rules()
    guard setting.scales >= rules.minimumTurningScales else { return nil }
    var trials: [Trial] = []
    for number in range {
      if isCancelled() { return nil }
      var dice = Dice(seed: seed, cell: setting.cell, trial: number)
      trials.append(setting.trial(rules, with: &dice))
    }
    return trials
  }
}

extension TurningSimulation.Setting {
  fileprivate func trial(_ rules: Rules, with dice: inout Dice) -> TurningSimulation.Trial {
    let means = (0..<scales).map { truth.value($0, of: scales) + deviation * dice.normal() }
    let curve = Curve(means: means, scales: (0..<scales).map { Double($0) })
    var trial: TurningSimulation.Trial = []
    if let variance = curve.quadraticVariance {
      let turning = Turning(
        curve: means, deviation: variance.squareRoot(), degreesOfFreedom: Double(scales - 3), noise: .quadratic)
      if turning.p < rules.alpha { trial.insert(.own) }
      let inside = 1..<scales - 1
      if inside.contains(turning.top) || inside.contains(turning.bottom) { trial.insert(.eye) }
    }
    if let ends = QuadraticEnds(curve), ends.p < rules.alpha { trial.insert(.quadraticEnds) }
    let squares = (0..<20).reduce(0.0) { sum, _ in
      let z = dice.normal()
      return sum + z * z
    }
    let turning = Turning(
      curve: means, deviation: deviation * (squares / 20).squareRoot(), degreesOfFreedom: 20, noise: .pooled)
    if turning.p < rules.alpha { trial.insert(.pooled) }
    return trial
  }
}

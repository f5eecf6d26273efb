internal import RealModule
internal import Runs

/// Made-up behaviours of known slope, judged by every method: how often each errs. Seeded, pure.
/// Reproduces the table of `docs/statistics.md` §2.
public struct TrendSimulation: Sendable, Equatable {
  public enum Method: String, Sendable, CaseIterable {
    case pooledLeastSquares = "pooled OLS, items×models independent"
    case itemFixedEffects = "item-fixed-effects OLS"
    /// Takes the models for granted, as those above and the two below do.
    case itemSlopes = "t-test over item slopes"
    case signs = "sign test over items"
    case bootstrap = "bootstrap over items only"
    case means = "OLS on the K means"
    case satterthwaite = "two-way, Satterthwaite df"
    case mannKendall = "Mann–Kendall on means"
    case twoWay = "two-way t"
    case pooled = "two-way t, pooled noise"
  }

  public enum ModelNoise: Sendable, Hashable {
    /// sd in nats.
    case fixed(Double)
    /// Log-normal, median 0.135 nats, as in real runs.
    case mixed
  }

  /// What is made up. Trials of one setting and seed are the same whatever else is simulated.
  public struct Setting: Sendable, Hashable {
    public var models: Int
    public var noise: ModelNoise
    /// True slope, nats per decade.
    public var slope: Double
    /// Items of each behaviour, their slopes' sd, and their noise in nats.
    public var items = 200
    public var tau = 0.4
    public var itemNoise = 0.6

    public init(models: Int, noise: ModelNoise, slope: Double = 0) {
      self.models = models
      self.noise = noise
      self.slope = slope
    }

    /// The scales that the table was made with: the real ladder of four, else an even one over three decades.
    public var scales: [Double] {
      if models == 4 { return [350e6, 1.3e9, 6.7e9, 175e9].map { Double.log10($0) } }
      return (0..<models).map { 8 + 3 * Double($0) / Double(max(1, models - 1)) }
    }

    var cell: UInt64 {
      let noise: Double = if case .fixed(let deviation) = noise { deviation } else { -1 }
      // FNV-1a over what sets one cell apart from another.
      return [Double(models), noise, slope, Double(items), tau, itemNoise].reduce(0xCBF2_9CE4_8422_2325) {
        ($0 ^ $1.bitPattern) &* 0x100_0000_01B3
      }
    }
  }

  /// One made-up behaviour, judged.
  public struct Trial: Sendable, Equatable {
    struct Call: Equatable {
      /// p < α.
      var rejects: Bool
      /// The interval holds the true slope; nil for methods that give none.
      var covers: Bool?
    }

    var trend: Trend
    /// All but `pooled`, which needs the other trials. The bootstrap takes every fifth, since it costs most.
    var calls: [Method: Call]
  }

  public struct Rates: Sendable, Equatable {
    public var method: Method
    /// False positives at slope 0, power otherwise.
    public var rejected: Share
    /// Of none for methods that give no interval.
    public var covered: Share
  }

  public var setting: Setting
  public var rates: [Rates]

  /// Sums up the trials of one setting: the noise prior is learnt from all of them.
  public init(_ setting: Setting, trials: [Trial]) {
    self.setting = setting
    let rules = Rules()
    let prior = trials.first.flatMap { first in
      NoisePrior(
        fitting: trials.map { $0.trend.residualDeviation * $0.trend.residualDeviation },
        on: first.trend.degreesOfFreedom)
    }
    rates = Method.allCases.map { method in
      let calls = trials.compactMap { trial in
        method == .pooled
          ? prior.map { .init(trial.trend.pooled(with: $0, rules: rules), truth: setting.slope, rules) }
          : trial.calls[method]
      }
      let covers = calls.compactMap(\.covers)
      return Rates(
        method: method, rejected: Share(hits: calls.count { $0.rejects }, of: calls.count),
        covered: Share(hits: covers.count { $0 }, of: covers.count))
    }
  }
}

extension TrendSimulation {
  /// Trials by their number, so that they can be shared among cores: each has dice of its own.
  ///
  /// - Parameter isCancelled: asked before each trial.
  /// - Returns: nil when cancelled, or where the setting allows no slope.
  public static func trials(
    _ range: Range<Int>, of setting: Setting, seed: UInt64, isCancelled: () -> Bool
  ) -> [Trial]? {
    let (scales, rules) = (setting.scales, Rules())
    let design = Design(scales: scales, families: scales.map { _ in "made" })
    var values = Matrix(rows: setting.items, columns: setting.models, filledWith: 0)
    var trials: [Trial] = []
    for number in range {
      if isCancelled() { return nil }
      var dice = Dice(seed: seed, cell: setting.cell, trial: number)
      setting.make(&values, on: design, with: &dice)
      guard let fits = LineFits(values, design: design) else { return nil }
      var trial = Trial(judging: values, fits, truth: setting.slope, rules: rules)
      if number % 5 == 0 {
        let interval = SlopeSample.bootstrap(fits.slopes, alpha: rules.alpha, dice: &dice)
        trial.calls[.bootstrap] = .init(rejects: !interval.contains(0), covers: interval.contains(setting.slope))
      }
      trials.append(trial)
    }
    return trials
  }
}

extension TrendSimulation.Setting {
  /// y_ik = α_i + β_i x̃_k + u_k + e_ik: `docs/statistics.md` §2.
  func make(_ values: inout Matrix, on design: Design, with dice: inout Dice) {
    let deviation: Double =
      switch noise {
      case .fixed(let fixed): fixed
      case .mixed: 0.135 * Double.exp(0.8 * dice.normal())
      }
    let shared = design.centred.map { _ in deviation * dice.normal() }
    for i in 0..<values.rows {
      let (start, own) = (dice.normal(), slope + tau * dice.normal())
      for k in shared.indices {
        values[i, k] = start + own * design.centred[k] + shared[k] + itemNoise * dice.normal()
      }
    }
  }
}

extension TrendSimulation.Trial {
  init(judging values: Matrix, _ fits: LineFits, truth: Double, rules: Rules) {
    let trend = Trend(fits, rules: rules, prior: nil)
    let call = { (claim: ClaimedSlope) in Call(claim.slope, half: claim.half(rules.alpha), truth: truth) }
    calls = [
      .pooledLeastSquares: call(.pooledLeastSquares(values, fits)),
      .itemFixedEffects: call(.itemFixedEffects(values, fits)),
      .itemSlopes: call(.itemSlopes(trend)),
      .signs: Call(rejects: SlopeSample.signTest(fits.slopes) < rules.alpha),
      .means: call(.means(trend)),
      .satterthwaite: call(.satterthwaite(trend)),
      .mannKendall: Call(rejects: MannKendall(values.columnMeans).map { $0.p < rules.alpha } ?? false),
      .twoWay: Call(trend, truth: truth, rules),
    ]
    self.trend = trend
  }
}

extension TrendSimulation.Trial.Call {
  init(_ slope: Double, half: Double, truth: Double) {
    self.init(rejects: abs(slope) > half, covers: abs(slope - truth) <= half)
  }

  init(_ trend: Trend, truth: Double, _ rules: Rules) {
    self.init(rejects: trend.p < rules.alpha, covers: trend.interval.contains(truth))
  }
}

@testable import Trends

extension TrendSimulation {
  /// All trials in one go. nil when cancelled.
  init?(_ setting: Setting, behaviours: Int, seed: UInt64 = 1, isCancelled: () -> Bool = { false }) {
    guard let trials = Self.trials(0..<behaviours, of: setting, seed: seed, isCancelled: isCancelled) else {
      return nil
    }
    self.init(setting, trials: trials)
  }

  subscript(method: Method) -> Rates? { rates.first { $0.method == method } }
}

extension TurningSimulation {
  /// All trials in one go. nil when cancelled, or for fewer than five scales.
  init?(_ setting: Setting, curves: Int, seed: UInt64 = 1, isCancelled: () -> Bool = { false }) {
    guard let trials = Self.trials(0..<curves, of: setting, seed: seed, isCancelled: isCancelled) else { return nil }
    self.init(setting, trials: trials)
  }
}

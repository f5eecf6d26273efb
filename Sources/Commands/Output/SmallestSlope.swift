import Canvas
import Runs
import Trends

/// Δ as it decides, in the measure's unit: 0.2 of accuracy would be four times what 0.2 nats are.
extension RunOptions {
  /// For a count of flat rows: `0.2`, `0.05`. Per byte each behaviour has a Δ of its own, so what they share is told.
  var flatBound: String {
    measure.isPerByte
      ? "\(Decimal.short(rules.delta)) nats over a choice's bytes" : Decimal.short(rules.delta(for: measure))
  }

  /// With its unit, for a sentence.
  var smallestSlope: String {
    measure.isPerByte
      ? "\(Decimal.short(rules.delta)) nats per \(axis.slopeUnit), shared among the bytes of a choice"
      : "\(Decimal.short(rules.delta(for: measure))) \(measure.unit) per \(axis.slopeUnit)"
  }
}

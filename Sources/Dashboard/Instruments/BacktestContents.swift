import Canvas
public import Runs
public import Trends

/// The record of calls over all behaviours: the numbers of `vane backtest`.
public struct BacktestContents: Sendable, Equatable {
  public var measure: Measure
  public var backtest: Backtest
  public var skill: [Backtest.Skill]
  public var unforeseen: [UnforeseenRise]
  /// The curves that were called, by the name of their row.
  public var findings: [String: Finding]
  /// Behaviours without this measure.
  public var leftOut: [String]

  public init(
    measure: Measure, backtest: Backtest, skill: [Backtest.Skill], unforeseen: [UnforeseenRise],
    findings: [String: Finding] = [:], leftOut: [String] = []
  ) {
    self.measure = measure
    self.backtest = backtest
    self.skill = skill
    self.unforeseen = unforeseen
    self.findings = findings
    self.leftOut = leftOut
  }

  /// Where there is no row.
  public var nothingCalled: String {
    "No ladder has enough scales to hide \(backtest.hide) and still fit a line with an error of its own."
  }

  /// Which rises nothing had announced, and how many.
  public var unforeseenLine: String {
    "Unforeseen rises (flat, open, falling or called below 50 %, any number hidden): \(unforeseen.count)"
  }

  /// Which jumps were missed, and how many.
  public var missedJumpsLine: String {
    let unlikely = Decimal.fixed(100 * Rules().unlikelyRise, places: 0)
    return "Missed jumps (called below \(unlikely) %, rose by more than \(jump)): \(backtest.missedJumps.count)"
  }

  /// What a hidden rise must exceed to be called a jump, in the measure's unit.
  private var jump: String {
    if measure.isPerByte { return "1 nat over a choice's bytes" }
    let size = Rules().nat(for: measure)
    return size == 1 ? "1 nat" : Decimal.short(size)
  }
}

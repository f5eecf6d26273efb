internal import RealModule
public import Runs

/// How a plan stands against the runs as they are now.
public struct PlanStanding: Sendable, Equatable {
  public enum Status: String, Sendable, CaseIterable {
    case waiting, scored
    /// The larger scales were measured before the plan was made: it is shown, and not counted.
    case alreadyThere = "already-there"
    /// The same person had already planned this on the same data: the first counts.
    case `repeat`
    /// The line is not as it was written.
    case altered
    /// What it was about is no longer in the runs.
    case gone
  }

  public var plan: Plan
  public var status: Status
  /// Also where it is not counted; nil as long as nothing has landed.
  public var outcome: PlanOutcome?
  /// The scales that it saw have other means now.
  public var isDataChanged: Bool
  /// While it waits: larger models that have landed in its families and cannot be compared, and why.
  public var incomparable: [Ladder.LeftOut] = []

  /// - Parameters:
  ///   - ladder: with the plan's measure and axis; nil if there is none.
  ///   - measured: when a model's runs on this behaviour were made, seconds since 1970; nil if nothing tells.
  public init(
    of plan: Plan, on ladder: Ladder?, isDataChanged: Bool = false, measured: (Model) -> Double?
  ) {
    self.plan = plan
    self.isDataChanged = isDataChanged
    outcome = ladder.flatMap { PlanOutcome(of: plan, on: $0) }
    guard plan.isIntact else {
      status = .altered
      return
    }
    guard let ladder, Self.holdsWhatWasSeen(ladder, plan) else {
      status = .gone
      return
    }
    guard let outcome else {
      status = .waiting
      incomparable = Self.incomparable(with: plan, on: ladder)
      return
    }
    let made = plan.moment ?? -.infinity
    let wasThere = outcome.landed.contains { $0.models.contains { (measured($0) ?? .infinity) < made } }
    status = wasThere ? .alreadyThere : .scored
  }

  /// Without the largest scale that it saw nothing can be told of what came after.
  private static func holdsWhatWasSeen(_ ladder: Ladder, _ plan: Plan) -> Bool {
    plan.families.contains { holdsEdge(of: $0, ladder, plan) }
  }

  private static func holdsEdge(of family: String, _ ladder: Ladder, _ plan: Plan) -> Bool {
    guard let edge = plan.edge(of: family) else { return false }
    return ladder.rungs.contains { $0.family == family && abs($0.x - edge) <= PlanOutcome.sameScale }
  }

  private static func incomparable(with plan: Plan, on ladder: Ladder) -> [Ladder.LeftOut] {
    func isBeyond(_ family: String, _ x: Double?) -> Bool {
      guard let x, let edge = plan.edge(of: family) else { return false }
      return x > edge + PlanOutcome.sameScale
    }
    let alone = ladder.rungs.filter { isBeyond($0.family, $0.x) }.flatMap { rung -> [Ladder.LeftOut] in
      let why =
        holdsEdge(of: rung.family, ladder, plan)
        ? "no item has a number at every model"
        : "the largest model of \(rung.family) that the plan saw is gone"
      return rung.models.map { Ladder.LeftOut(model: $0, why: why) }
    }
    return alone + ladder.leftOut.filter { isBeyond($0.model.family, $0.model.x(on: plan.axis)) }
  }

  /// nil unless it is scored.
  public var score: Score? {
    guard status == .scored, let outcome else { return nil }
    return Score(probability: plan.probability, happened: outcome.direction == plan.direction)
  }

  public struct Score: Sendable, Equatable {
    public var happened: Bool
    /// (P − outcome)²: 0 best, a coin has 0.25.
    public var brier: Double
    /// −log of the probability given to what happened, nats, P clipped to 0.01…0.99.
    public var log: Double
    /// The likelier side of P came true; ½ counts as no.
    public var isHit: Bool

    /// - Source: Brier 1950; Good 1952; `docs/plan.md`.
    public init(probability: Double, happened: Bool) {
      self.happened = happened
      let outcome = happened ? 1.0 : 0.0
      brier = (probability - outcome) * (probability - outcome)
      let clipped = min(0.99, max(0.01, probability))
      log = -Double.log(happened ? clipped : 1 - clipped)
      isHit = (probability > 0.5) == happened
    }
  }

  /// Marks what a person has said twice on the same data.
  ///
  /// - Parameter standings: oldest first.
  public static func withRepeats(_ standings: [PlanStanding]) -> [PlanStanding] {
    struct Said: Hashable {
      let author: String
      let key: BehaviourKey
      let measure: Measure
      let axis: ScaleAxis
      let data: String
    }
    var seen: Set<Said> = []
    return standings.map { one in
      let plan = one.plan
      let said = Said(
        author: plan.author, key: plan.key, measure: plan.measure, axis: plan.axis, data: plan.dataHash)
      // A line that was altered since keeps its place: else whoever spoils the first could have the second count.
      guard !seen.insert(said).inserted, one.status == .scored || one.status == .waiting else { return one }
      var one = one
      one.status = .repeat
      return one
    }
  }
}

/// One person's scored plans together.
public struct PlanTally: Sendable, Equatable {
  public var author: String
  public var scored: Int
  public var hits: Int
  /// Means over the scored plans.
  public var brier: Double
  public var log: Double

  /// The best first; nobody without a scored plan.
  public static func all(_ standings: [PlanStanding]) -> [PlanTally] {
    Dictionary(grouping: standings.filter { $0.score != nil }, by: \.plan.author).map { author, own in
      let scores = own.compactMap(\.score)
      let n = Double(scores.count)
      return PlanTally(
        author: author, scored: scores.count, hits: scores.count { $0.isHit },
        brier: scores.reduce(0) { $0 + $1.brier } / n, log: scores.reduce(0) { $0 + $1.log } / n)
    }.sorted { ($0.brier, $0.author) < ($1.brier, $1.author) }
  }
}

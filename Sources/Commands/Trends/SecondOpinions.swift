import Runs
import Trends

/// What stands behind a row of `vane trends` beside its slope: at the end of every row, in JSON and CSV alike.
struct SecondOpinions {
  private let finding: Finding
  private let posterior: TrendRow.Posterior?

  init(_ row: TrendRow) {
    finding = row.finding
    posterior = row.posterior
  }

  var json: [(String, JSON)] {
    let (curve, turning, orders) = (finding.mannKendall, finding.turning, finding.permutations)
    return [
      ("mann_kendall", curve.map { .object([("tau", .number($0.tau)), ("p", .number($0.p))]) } ?? .null),
      (
        "turning",
        turning.map {
          .object([
            ("p_fall", .number($0.pFall)), ("p_climb", .number($0.pClimb)), ("shape", .string($0.shape.rawValue)),
            ("where", .string(finding.turningPlace)), ("noise", .string($0.noise.rawValue)),
            ("q", JSON(finding.turningQ)),
          ])
        } ?? .null
      ),
      (
        "family_slopes",
        .array(
          finding.familySlopes.map {
            .object([
              ("family", .string($0.family)), ("scales", .integer($0.scales)), ("slope", .number($0.slope)),
              ("ci", JSON($0.interval)),
            ])
          })
      ),
      (
        "slope_parts",
        finding.parts.map {
          .object([
            ("logp", .number($0.logp)), ("nlp", .number($0.preference)), ("coverage", .number($0.coverage)),
          ])
        } ?? .null
      ),
      (
        "permutations",
        orders.map {
          .object([
            ("orders", .integer($0.permutations)), ("sampled", .bool($0.isSampled)), ("floor", .number($0.floor)),
            ("p_slope", .number($0.pSlope)), ("p_share", .number($0.pShare)),
          ])
        } ?? .null
      ),
      ("share_truly_rising", JSON(finding.trend?.shareTrulyRising)),
      ("seed_sd", JSON(finding.seedSpread?.deviation)), ("seed_df", JSON(finding.seedSpread?.degreesOfFreedom)),
      ("shrunk_slope", JSON(posterior?.shrunk)), ("posterior_sd", JSON(posterior?.deviation)),
      ("p_item_rises", JSON(posterior?.pRise)),
    ]
  }

  static let header = [
    "mann_kendall_tau", "mann_kendall_p", "turning_p_fall", "turning_p_climb", "turning_shape", "turning_where",
    "turning_noise", "turning_q", "family_slopes", "slope_logp", "slope_nlp", "slope_coverage", "orders",
    "orders_sampled", "orders_floor", "orders_p_slope", "orders_p_share", "share_truly_rising", "seed_sd", "seed_df",
    "shrunk_slope", "posterior_sd", "p_item_rises",
  ]

  var fields: [Rows.Field] {
    let (curve, turning, orders) = (finding.mannKendall, finding.turning, finding.permutations)
    let families = finding.familySlopes.map { "\($0.family)=\($0.slope)" }.joined(separator: "; ")
    return [
      .init(curve?.tau), .init(curve?.p), .init(turning?.pFall), .init(turning?.pClimb),
      .init(turning?.shape.rawValue), .init(turning.map { _ in finding.turningPlace }), .init(turning?.noise.rawValue),
      .init(finding.turningQ), families.isEmpty ? .empty : .text(families), .init(finding.parts?.logp),
      .init(finding.parts?.preference), .init(finding.parts?.coverage), .init(orders?.permutations),
      orders.map { .truth($0.isSampled) } ?? .empty, .init(orders?.floor), .init(orders?.pSlope),
      .init(orders?.pShare), .init(finding.trend?.shareTrulyRising), .init(finding.seedSpread?.deviation),
      .init(finding.seedSpread?.degreesOfFreedom), .init(posterior?.shrunk), .init(posterior?.deviation),
      .init(posterior?.pRise),
    ]
  }
}

import Foundation
import Runs
import Trends

/// The verdicts of some runs, computed now or saved by `vane trends --format json`.
struct Standings {
  struct Standing: Equatable {
    var verdict: Verdict
    /// In the unit of the measure; NaN without a trend.
    var slope: Double
    var low: Double
    var high: Double
    var q: Double?
    var n: Int
    var models: Int
  }

  /// As the user wrote it.
  var name: String
  var measure: String
  var axis: String
  /// What a verdict hangs on besides the runs.
  var delta: Double
  var models: Set<String>
  /// Behaviours that were left out, by options or a filter: what is not among the rows may have been measured.
  var hidden: Int
  var rows: [BehaviourKey: Standing]

  init(_ report: TrendsReport, name: String) {
    self.name = name
    measure = report.options.measure.rawValue
    axis = report.options.axis.rawValue
    delta = report.rules.delta
    models = Set(report.rows.flatMap { $0.finding.points.map(\.rung.name) })
    hidden = report.hidden
    rows = Dictionary(
      report.rows.map { row in
        let trend = row.finding.trend
        return (
          row.key,
          Standing(
            verdict: row.finding.verdict, slope: trend?.slope ?? .nan, low: trend?.interval.lowerBound ?? .nan,
            high: trend?.interval.upperBound ?? .nan, q: row.finding.q, n: row.finding.n,
            models: row.finding.points.count)
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  /// A saved answer.
  ///
  /// - Throws: what is wrong with the file.
  init(saved path: String) throws(CommandProblem) {
    let bytes = TextFile.start(of: path, most: Self.mostBytes + 1) ?? []
    guard bytes.count <= Self.mostBytes else {
      throw CommandProblem(
        .wrongUsage, "\(path): more than \(Self.mostBytes >> 20) MiB, which no saved answer has; name a run folder")
    }
    let saved: Saved
    do {
      saved = try JSONDecoder().decode(Saved.self, from: Data(bytes))
    } catch {
      throw CommandProblem(
        .wrongUsage, "\(path): not an answer of `vane trends --format json`; name a run folder or such a file")
    }
    guard saved.schema == "vane.trends/1" else {
      throw CommandProblem(
        .wrongUsage,
        "\(path): the schema is \(saved.schema), not vane.trends/1; save it by `vane trends --format json`")
    }
    (name, measure, axis, delta) = (path, saved.measure, saved.axis, saved.delta)
    models = Set(saved.models.map(\.name))
    hidden = saved.census.hidden
    rows = [:]
    for row in saved.rows {
      guard row.suite == nil, row.item == nil else {
        throw CommandProblem(.wrongUsage, "\(path): rows of suites or items; save it with --level behaviour")
      }
      guard let verdict = Verdict(rawValue: row.verdict) else {
        throw CommandProblem(
          .wrongUsage, "\(path): no verdict is called '\(row.verdict)'; was it saved by a newer Vane? Save it anew")
      }
      rows[BehaviourKey(row.behaviour, variant: row.variant)] = Standing(
        verdict: verdict, slope: row.slope?.value ?? .nan, low: row.ci?.first?.value ?? .nan,
        high: row.ci?.last?.value ?? .nan, q: row.q?.value, n: row.n, models: row.points.count)
    }
  }

  /// A hundred thousand behaviours; a file of a few bytes can say that it has terabytes.
  private static let mostBytes = 1 << 28

  private struct Saved: Decodable {
    struct Named: Decodable { var name: String }
    struct Census: Decodable { var hidden: Int }
    struct Point: Decodable {}
    struct Row: Decodable {
      var behaviour: String
      var suite, item, variant: String?
      var n: Int
      var points: [Point]
      var slope, q: Number?
      var ci: [Number]?
      var verdict: String
    }
    var schema, measure, axis: String
    var delta: Double
    var models: [Named]
    var census: Census
    var rows: [Row]
  }

  /// A number, or one of the words that stand for those that JSON lacks.
  private struct Number: Decodable {
    var value: Double

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        value = number
        return
      }
      switch try container.decode(String.self) {
      case "inf": value = .infinity
      case "-inf": value = -.infinity
      case _: throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a number")
      }
    }
  }
}

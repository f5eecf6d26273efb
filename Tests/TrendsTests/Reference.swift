import Foundation
import Runs

@testable import Trends

/// The expected values of the statistics reference, an independent program in Python, when they are at hand.
struct Reference: @unchecked Sendable {
  // Read once and never written: JSON as Foundation hands it out.
  private let value: Any?

  static let shared = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared")

  static let root: Reference = {
    let file = shared.appending(path: "design/stat_reference.json")
    let data = try? Data(contentsOf: file)
    return Reference(value: data.flatMap { try? JSONSerialization.jsonObject(with: $0) })
  }()

  static var isHere: Bool { root.value != nil }

  subscript(key: String) -> Reference { Reference(value: (value as? [String: Any])?[key]) }
  subscript(at: Int) -> Reference { Reference(value: (value as? [Any])?[at]) }
  var keys: [String] { (value as? [String: Any])?.keys.sorted() ?? [] }
  var list: [Reference] { (value as? [Any])?.map { Reference(value: $0) } ?? [] }
  var exists: Bool { value != nil && !(value is NSNull) }
  var text: String { value as? String ?? "" }
  var bool: Bool { (value as? NSNumber)?.boolValue ?? false }
  var int: Int { Int(number) }
  var numbers: [Double] { list.map(\.number) }

  /// `inf`, `-inf` and `nan` are strings there.
  var number: Double {
    if let number = value as? NSNumber { return number.doubleValue }
    return Double(value as? String ?? "") ?? .nan
  }
}

/// One by one, and as many as the reference has: one at least.
func agree(_ own: [Double], _ expected: Reference, within tolerance: Double) -> Bool {
  let wanted = expected.numbers
  return !own.isEmpty && own.count == wanted.count
    && zip(own, wanted).allSatisfy { agrees($0, $1, within: tolerance) }
}

extension Ladder {
  /// A ladder of made-up models, for tests: rows of values, log10 scales, a family each.
  static func made(
    _ rows: [[Double]], scales: [Double], families: [String]? = nil, measure: Measure = .margin,
    others: [Measure: Matrix] = [:], items: [String]? = nil
  ) -> Ladder {
    let rungs = scales.enumerated().map { k, x in
      let family = families?[k] ?? "made"
      return Rung(models: [Model(name: "\(family)-\(k)", family: family)], family: family, x: x)
    }
    let names = rows.indices.map { ItemName(suite: "made", item: items?[$0] ?? String($0)) }
    let matrix = rows.isEmpty ? Matrix(rows: 0, columns: scales.count) : Matrix(rows)
    return Ladder(rungs: rungs, items: names, values: matrix, measure: measure, others: others)
  }

  /// A seeded ladder: common slope, item slopes, model noise, item noise.
  static func made(
    seed: UInt64, n: Int = 30, scales: [Double] = [8, 8.6, 9.3, 10, 11], families: [String]? = nil, slope: Double = 0,
    tau: Double = 0.4, modelNoise: Double = 0.15, itemNoise: Double = 0.6
  ) -> Ladder {
    var dice = Dice(seed: seed)
    let models = scales.map { _ in modelNoise * dice.normal() }
    let rows = (0..<n).map { _ -> [Double] in
      let (start, own) = (dice.normal(), slope + tau * dice.normal())
      return zip(scales, models).map { start + own * ($0 - 9) + $1 + itemNoise * dice.normal() }
    }
    return made(rows, scales: scales, families: families)
  }
}

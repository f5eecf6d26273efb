public import Runs
public import Trends

extension Filter {
  /// What can be said of a behaviour. Numbers are those of the overview's columns; `slope` is per ten times the scale.
  public static let rowFields: Fields = [
    ("name", false), ("behaviour", false), ("variant", false), ("suite", false), ("verdict", false), ("caveat", false),
    ("n", true), ("models", true), ("slope", true), ("low", true), ("high", true), ("p", true), ("q", true),
    ("p_rise", true), ("mds", true), ("first", true), ("last", true),
  ]

  public func holds(_ key: BehaviourKey, _ finding: Finding, suites: [String]) -> Bool {
    holds(
      name: key.description,
      number: { field in
        let trend = finding.trend
        return switch field {
        case "n": Double(finding.n)
        case "models": Double(finding.points.count)
        case "slope": trend?.slope ?? .nan
        case "low": trend?.interval.lowerBound ?? .nan
        case "high": trend?.interval.upperBound ?? .nan
        case "p": trend?.p ?? .nan
        case "q": finding.q ?? .nan
        case "p_rise": trend?.pRise ?? .nan
        case "mds": trend?.minimalDetectableSlope ?? .nan
        case "first": finding.points.first?.mean ?? .nan
        case "last": finding.points.last?.mean ?? .nan
        case _: .nan
        }
      },
      words: { field in
        switch field {
        case "name": key.description
        case "behaviour": key.behaviour
        case "variant": key.variant ?? ""
        case "suite": suites.joined(separator: " ")
        case "verdict": finding.verdict.rawValue
        case "caveat": finding.caveats.map(\.name).joined(separator: " ")
        case _: ""
        }
      })
  }

  /// What can be said of an item of a behaviour.
  public static let itemFields: Fields = [
    ("name", false), ("suite", false), ("text", false), ("slope", true), ("first", true), ("last", true),
    ("lowest", true), ("highest", true),
  ]

  public func holds(_ item: ItemRow) -> Bool {
    holds(
      name: item.name.item + " " + item.text,
      number: { field in
        switch field {
        case "slope": item.slope
        case "first": item.values.first ?? .nan
        case "last": item.values.last ?? .nan
        case "lowest": item.values.filter { !$0.isNaN }.min() ?? .nan
        case "highest": item.values.filter { !$0.isNaN }.max() ?? .nan
        case _: .nan
        }
      },
      words: { field in
        switch field {
        case "name": item.name.item
        case "suite": item.name.suite
        case "text": item.text
        case _: ""
        }
      })
  }
}

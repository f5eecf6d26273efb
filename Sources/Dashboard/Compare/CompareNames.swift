public import Runs

/// Behaviours and suites by the names that a person types: on a command line after `--of`, and after `:compare`.
public struct CompareNames {
  private var sides: [String: [CompareSide]] = [:]

  /// - Parameter rows: every behaviour with its suites, in the order in which several of one name are meant.
  public init(_ rows: [(key: BehaviourKey, suites: [String])]) {
    for (key, suites) in rows {
      for name in key.names {
        sides[name, default: []].append(CompareSide(key))
        for suite in suites { sides["\(name)/\(suite)", default: []].append(CompareSide(key, suite: suite)) }
      }
    }
  }

  /// `facts` (every variant), `facts:direct`, `facts direct`; with `/SUITE` behind it one suite. Empty for none of these.
  public func sides(named name: String) -> [CompareSide] { sides[name] ?? [] }

  /// What cannot be found among several names.
  struct Unknown: Error, Equatable { var name: String }

  /// Names one behind another. A name may hold blanks: the longest that is known is meant.
  func sides(in line: String) throws(Unknown) -> [CompareSide] {
    var rest = line.split(whereSeparator: \.isWhitespace)[...]
    var found: [CompareSide] = []
    while let first = rest.first {
      let length = stride(from: rest.count, to: 0, by: -1).first {
        sides[rest.prefix($0).joined(separator: " ")] != nil
      }
      guard let length else { throw Unknown(name: String(first)) }
      found += sides(named: rest.prefix(length).joined(separator: " ")).filter { !found.contains($0) }
      rest = rest.dropFirst(length)
    }
    return found
  }
}

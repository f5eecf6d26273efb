import Runs
import Trends

/// What verdicts a script expects: one line for each behaviour.
///
///     # our release gate
///     facts direct: rising
///     flattery direct: flat | falling | unresolved
struct Expectations {
  struct Line {
    var number: Int
    /// As the overview prints it, or `name:variant`.
    var name: String
    var verdicts: [Verdict]
  }

  let file: String
  let lines: [Line]

  /// - Throws: at the first line that cannot be understood.
  init(_ text: String, file: String) throws(CommandProblem) {
    self.file = file
    var lines: [Line] = []
    for (at, words) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = words.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)[0]
      guard line.contains(where: { !$0.isWhitespace }) else { continue }
      guard let colon = line.lastIndex(of: ":") else {
        throw CommandProblem(.wrongUsage, "\(file):\(at + 1): no colon; write BEHAVIOUR: VERDICT")
      }
      var verdicts: [Verdict] = []
      for word in line[line.index(after: colon)...].split(separator: "|", omittingEmptySubsequences: false) {
        let word = String(word).trimmed
        guard let verdict = Verdict(rawValue: word) else {
          throw CommandProblem(
            .wrongUsage,
            "\(file):\(at + 1): no verdict is called '\(word)'; there are: "
              + Verdict.allCases.map(\.rawValue).joined(separator: ", "))
        }
        verdicts.append(verdict)
      }
      lines.append(Line(number: at + 1, name: String(line[..<colon]).trimmed, verdicts: verdicts))
    }
    self.lines = lines
  }

  /// What is otherwise, a sentence each.
  func unmet(by rows: [TrendRow]) -> [String] {
    // A gate may have a line for each of thousands of behaviours.
    var named: [String: [TrendRow]] = [:]
    for row in rows {
      let key = row.key
      let names = [key.description, key.behaviour, key.variant.map { "\(key.behaviour):\($0)" }].compactMap { $0 }
      for name in Set(names) { named[name, default: []].append(row) }
    }
    return lines.compactMap { line in
      let found = named[line.name] ?? []
      let place = "\(file):\(line.number): "
      if found.isEmpty { return place + "no behaviour is called '\(line.name)'" }
      let wanted = line.verdicts.map(\.rawValue).joined(separator: " or ")
      let others = found.filter { !line.verdicts.contains($0.finding.verdict) }
      guard !others.isEmpty else { return nil }
      return place
        + others.map { "\($0.key) is \($0.finding.verdict.rawValue)" }.joined(separator: ", ") + ", expected \(wanted)"
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}

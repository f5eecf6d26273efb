import Runs

/// How an Inspect run was asked, as its header has it: the task's arguments and the solvers before the answer.
///
///     "task_args": {"subject": "law"}, "plan": {"steps": [{"solver": "chain_of_thought"}, {"solver": "generate"}]}
///
/// becomes `subject=law` and `chain_of_thought`.
struct InspectWays {
  /// Arguments that tell how many examples stand before the question: variants have their own word for those.
  static let shots = ["fewshot", "num_fewshot", "shots"]

  /// More of them are nobody's.
  private static let mostArguments = 100

  private(set) var ways: [String: String] = [:]

  init(_ log: JSON) {
    for argument in (log["eval"]?["task_args"]?.members ?? []).prefix(Self.mostArguments) {
      if Self.shots.contains(argument.key), argument.value.integer != nil { continue }
      guard let value = argument.value.word else { continue }
      ways["task_args.\(argument.key)"] = "\(argument.key)=\(value)".shortened
    }
    ways["plan"] = Self.plan(log["plan"]?["steps"]?.elements ?? [])
  }

  /// `system_message-1f3a9c+chain_of_thought`; nil where the question was put as it is.
  private static func plan(_ steps: [JSON]) -> String? {
    let words = steps.compactMap { step -> String? in
      // Every plan ends so, and what it is called with changed from version to version.
      guard let solver = step["solver"]?.string, solver != "generate" else { return nil }
      let parameters = step["params"]?.members ?? []
      let texts = parameters.compactMap(\.value.string).joined(separator: "\n")
      let switches = parameters.filter { $0.value.bool == true }.map(\.key)
      return ([texts.isEmpty ? solver : "\(solver)-\(texts.tag)"] + switches).joined(separator: "+")
    }
    return words.isEmpty ? nil : words.joined(separator: "+").shortened
  }
}

extension JSON {
  /// A value within a name; long ones and lists by a few letters that stand for them. nil for what says nothing.
  fileprivate var word: String? {
    switch self {
    case .null: nil
    case .bool(let bool): bool ? "true" : "false"
    case .number: name
    case .string(let text): text.isEmpty ? nil : text.count > 24 ? text.tag : text
    case .array(let elements): elements.isEmpty ? nil : tag
    case .object(let members): members.isEmpty ? nil : tag
    }
  }

  private var tag: String {
    var fingerprint = Fingerprint()
    add(to: &fingerprint)
    return fingerprint.tag
  }

  private func add(to fingerprint: inout Fingerprint) {
    switch self {
    case .null, .bool, .number, .string: fingerprint.add((word ?? "").utf8)
    case .array(let elements): for element in elements { element.add(to: &fingerprint) }
    case .object(let members):
      for member in members {
        fingerprint.add(member.key.utf8)
        member.value.add(to: &fingerprint)
      }
    }
    // So that `["a", "b"]` is not `["ab"]`.
    fingerprint.add(0)
  }
}

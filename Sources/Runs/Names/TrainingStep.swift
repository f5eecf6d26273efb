/// A training step as revisions, folders and names spell it: `step143000`, `step1000-tokens4B`, `ckpt_100`,
/// `checkpoint-1000`, `iter_0005000`.
enum TrainingStep {
  /// A word that begins with another one stands before it.
  private static let words = ["global_step", "step", "checkpoint", "ckpt", "iteration", "iter"]
  /// What is said of a checkpoint behind its step, and makes no other one of it.
  private static let tails = ["-tokens", "-unsharded", "-hf"]

  /// The step with which a text begins, and what stands behind it; nil where letters follow the digits.
  ///
  /// - Parameter isInName: true within a model's name, where `step-2` may be the model and `iter3` a round of tuning.
  static func leading(_ text: Substring, isInName: Bool = false) -> (step: Int, rest: Substring)? {
    let start = text.prefix(16).lowercased()
    guard let word = words.first(where: { start.hasPrefix($0) }) else { return nil }
    var digits = text.dropFirst(word.count)
    let isJoined = digits.first != "-" && digits.first != "_"
    if isInName, word.hasPrefix("iter") || word == "step" && !isJoined { return nil }
    if !isJoined { digits = digits.dropFirst() }
    let number = digits.prefix { $0.isASCII && $0.isNumber }
    let rest = digits.dropFirst(number.count)
    guard let step = Int(number) else { return nil }
    if let next = rest.first, next.isLetter || next.isNumber { return nil }
    return (step, rest)
  }

  /// The step of a folder that is called by nothing else: `checkpoint-1000`, `step1000-unsharded`.
  static func only(_ name: Substring) -> Int? {
    guard let found = leading(name) else { return nil }
    let rest = found.rest.lowercased()
    return rest.isEmpty || tails.contains { rest.hasPrefix($0) } ? found.step : nil
  }

  /// `pythia-70m-step1000-deduped` → `pythia-70m-deduped` and 1000; nil for a name without a step.
  static func cut(from name: String) -> (name: String, step: Int)? {
    var isStart = true
    for at in name.indices {
      if isStart, let found = leading(name[at...], isInName: true) {
        let before = name[..<at].dropLast()
        let rest = before.isEmpty ? found.rest.drop(while: isJoint) : found.rest
        return ("\(before)\(rest)", found.step)
      }
      isStart = isJoint(name[at])
    }
    return nil
  }

  private static func isJoint(_ letter: Character) -> Bool { letter == "-" || letter == "_" }
}

/// What a model's name tells: `vane/vane-37k-seed1` → `vane-37k-seed1`, family `vane`, 37,000 parameters, seed 1.
public struct ModelName: Sendable, Equatable {
  /// Without the organisation and the step, with the seed.
  public var name: String
  public var family: String
  public var parameters: Double?
  public var seed: Int?
  /// `step143000` in a name, or in the folder of a checkpoint.
  public var step: Int?
  /// The whole name, part by part, as far as it is the model's and not its checkpoint's. `name` is the last part.
  let path: [String]

  public init(_ raw: String) {
    var parts = raw.split(separator: "/").filter { $0 != "." && $0 != ".." }
    // `/data/70m/step1000`: a folder in which a checkpoint lies is called after it, and the model is the one above.
    while parts.count > 1, let last = parts.last {
      let own = TrainingStep.only(last)
      guard own != nil || Self.asides.contains(last.lowercased()) else { break }
      step = step ?? own
      parts.removeLast()
    }
    name = parts.last.map { String($0) } ?? raw
    if let cut = TrainingStep.cut(from: name) {
      step = step ?? cut.step
      if !cut.name.isEmpty { name = cut.name }
    }
    path = parts.dropLast().map { String($0) } + [name]
    if let known = KnownModels.family(of: name) {
      family = known
      return
    }
    var rest: [Substring] = []
    for word in Self.words(of: name) {
      let lower = word.lowercased()
      if let number = Self.seed(in: word) {
        seed = number
      } else if parameters == nil, let size = Self.size(lower) {
        parameters = size
      } else if !Self.precisions.contains(lower) {
        rest.append(word)
      }
    }
    if rest.isEmpty, parameters != nil, parts.count > 1 {
      // A folder that is called after a size alone: its family is the folder around it.
      family = ModelName(String(parts[parts.count - 2])).family
    } else {
      family = rest.isEmpty ? name : rest.joined(separator: "-").lowercased()
    }
  }

  /// How numbers were rounded in training makes another model (its name keeps the word), but no other family.
  private static let precisions: Set<String> = ["bf16", "fp16", "fp32"]

  /// Folders that say of a checkpoint how it is stored, or that it is the last.
  private static let asides: Set<String> = ["hf", "final"]

  /// The step in a revision such as `step143000`; nil for `main` and for hashes.
  public static func step(in revision: String) -> Int? {
    // Where training has stages, the first is the one whose steps count from nothing.
    TrainingStep.leading(revision.hasPrefix("stage1-") ? revision.dropFirst("stage1-".count) : revision[...])?.step
  }

  /// A revision that is neither the model itself nor a step on the way to it: a branch, a tag, a commit in short.
  static func branch(_ revision: String?) -> String? {
    guard let revision, !["", "main", "master"].contains(revision), step(in: revision) == nil else { return nil }
    return revision.count == 40 && revision.allSatisfy(\.isHexDigit) ? String(revision.prefix(7)) : revision
  }

  /// The seed in a word such as `seed1`, `Seed01`.
  static func seed(in word: Substring) -> Int? {
    let lower = word.lowercased()
    return lower.hasPrefix("seed") ? Int(lower.dropFirst("seed".count)) : nil
  }

  /// What stands between hyphens and underscores; `1_6b` is one word, 1.6 billion.
  private static func words(of name: String) -> [Substring] {
    name.split(separator: "-").flatMap { part -> [Substring] in
      size(part.lowercased()) != nil ? [part] : part.split(separator: "_")
    }
  }

  /// How many tokens a model reads at once, which many names tell. Never taken for a number of parameters.
  private static let contexts: Set<String> = ["4k", "8k", "16k", "32k", "64k", "128k", "200k", "256k"]

  /// `70m`, `1.4b`, `1_4b`, `1b1` (BLOOM's 1.1 billion), `37k`; nil for anything else.
  static func size(_ word: String) -> Double? {
    let units: [Character: Double] = ["k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12]
    guard !contexts.contains(word), let at = word.firstIndex(where: { units[$0] != nil }), let unit = units[word[at]]
    else { return nil }
    var whole = word[..<at]
    // One digit behind it: `2_70b` is the second version at 70 billion.
    if whole.dropLast().last == "_" { whole = whole.replacing("_", with: ".") }
    let after = word[word.index(after: at)...]
    guard !whole.isEmpty, whole.allSatisfy({ $0.isNumber || $0 == "." }) else { return nil }
    if after.isEmpty { return Double(whole).map { $0 * unit } }
    guard after.allSatisfy(\.isNumber), !whole.contains(".") else { return nil }
    return Double("\(whole).\(after)").map { $0 * unit }
  }
}

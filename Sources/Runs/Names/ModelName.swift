/// What a model's name tells: `vane/vane-37k-seed1` → `vane-37k-seed1`, family `vane`, 37,000 parameters, seed 1.
public struct ModelName: Sendable, Equatable {
  /// Without the organisation, with the seed.
  public var name: String
  public var family: String
  public var parameters: Double?
  public var seed: Int?
  /// `step143000` in a name or a revision.
  public var step: Int?

  public init(_ raw: String) {
    name = String(raw.split(separator: "/").last ?? Substring(raw))
    if let known = KnownModels.family(of: name) {
      family = known
      return
    }
    var rest: [Substring] = []
    for word in name.split(whereSeparator: { $0 == "-" || $0 == "_" }) {
      let lower = word.lowercased()
      if let number = Self.seed(in: word) {
        seed = number
      } else if let number = Self.number(in: lower, after: "step") {
        step = number
      } else if parameters == nil, let size = Self.size(lower) {
        parameters = size
      } else if !Self.precisions.contains(lower) {
        rest.append(word)
      }
    }
    family = rest.isEmpty ? name : rest.joined(separator: "-").lowercased()
  }

  /// How numbers were rounded in training makes another model (its name keeps the word), but no other family.
  private static let precisions: Set<String> = ["bf16", "fp16", "fp32"]

  /// The step in a revision such as `step143000`; nil for `main` and for hashes.
  public static func step(in revision: String) -> Int? { number(in: revision.lowercased(), after: "step") }

  /// The seed in a word such as `seed1`, `Seed01`.
  static func seed(in word: Substring) -> Int? { number(in: word.lowercased(), after: "seed") }

  private static func number(in word: String, after prefix: String) -> Int? {
    word.hasPrefix(prefix) ? Int(word.dropFirst(prefix.count)) : nil
  }

  /// `70m`, `1.4b`, `1b1` (BLOOM's 1.1 billion), `37k`; nil for anything else.
  static func size(_ word: String) -> Double? {
    let units: [Character: Double] = ["k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12]
    guard let at = word.firstIndex(where: { units[$0] != nil }), let unit = units[word[at]] else { return nil }
    let whole = word[..<at]
    let after = word[word.index(after: at)...]
    guard !whole.isEmpty, whole.allSatisfy({ $0.isNumber || $0 == "." }) else { return nil }
    if after.isEmpty { return Double(whole).map { $0 * unit } }
    guard after.allSatisfy(\.isNumber), !whole.contains(".") else { return nil }
    return Double("\(whole).\(after)").map { $0 * unit }
  }
}

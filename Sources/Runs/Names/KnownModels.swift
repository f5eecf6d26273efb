/// Models whose names do not tell their size. Parameters as published, or as somebody estimated.
public enum KnownModels {
  private struct Entry {
    let family: String
    let parameters: Double
    let source: Sourced.Source
  }

  // GPT-2: OpenAI's own counts. The API models: EleutherAI's estimates from benchmark scores, never confirmed;
  // the text-*-001 models are assumed to have the sizes of their namesakes.
  private static let table: [String: Entry] = [
    "gpt2": Entry(family: "gpt2", parameters: 124e6, source: .table),
    "gpt2-medium": Entry(family: "gpt2", parameters: 355e6, source: .table),
    "gpt2-large": Entry(family: "gpt2", parameters: 774e6, source: .table),
    "gpt2-xl": Entry(family: "gpt2", parameters: 1.5e9, source: .table),
    "ada": Entry(family: "gpt3", parameters: 350e6, source: .estimate),
    "babbage": Entry(family: "gpt3", parameters: 1.3e9, source: .estimate),
    "curie": Entry(family: "gpt3", parameters: 6.7e9, source: .estimate),
    "davinci": Entry(family: "gpt3", parameters: 175e9, source: .estimate),
    "text-ada-001": Entry(family: "gpt3-instruct", parameters: 350e6, source: .estimate),
    "text-babbage-001": Entry(family: "gpt3-instruct", parameters: 1.3e9, source: .estimate),
    "text-curie-001": Entry(family: "gpt3-instruct", parameters: 6.7e9, source: .estimate),
    "text-davinci-001": Entry(family: "gpt3-instruct", parameters: 175e9, source: .estimate),
  ]

  public static func family(of name: String) -> String? { table[name.lowercased()]?.family }

  public static func parameters(of name: String) -> Sourced? {
    table[name.lowercased()].map { Sourced($0.parameters, $0.source) }
  }
}

extension Model {
  /// From what a log and its place say. Parameters: the file, else the name, else the table, else unknown.
  public init(raw: String, parameters: Double? = nil, revision: String? = nil) {
    self.init(ModelName(raw), parameters: parameters, revision: revision)
  }

  init(_ parsed: ModelName, parameters: Double?, revision: String?) {
    self.init(name: parsed.name, family: parsed.family, seed: parsed.seed)
    checkpoint = revision.flatMap(ModelName.step(in:)) ?? parsed.step
    if let parameters, parameters > 0, parameters.isFinite {
      self.parameters = Sourced(parameters, .file)
    } else if let fromName = parsed.parameters, fromName.isFinite {
      self.parameters = Sourced(fromName, .name)
    } else {
      self.parameters = KnownModels.parameters(of: parsed.name)
    }
  }

  /// The name without its seed: seeds of one scale share it.
  public var seedless: String {
    guard let seed else { return name }
    // As the name spells it: `Seed1`, `seed01`.
    let spelt = name.split { $0 == "-" || $0 == "_" }.first { ModelName.seed(in: $0) == seed }
    guard let range = name.firstRange(of: spelt.map { String($0) } ?? "seed\(seed)") else { return name }
    let cut = name.replacing(name[range], with: "")
    return String(cut.drop { $0 == "-" || $0 == "_" }.reversed().drop { $0 == "-" || $0 == "_" }.reversed())
  }
}

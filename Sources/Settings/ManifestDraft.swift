public import Runs

/// A `vane.toml` to begin with: what was found, as comments for a person to confirm. As it stands it changes nothing; and
/// a line whose `#` is taken away says what holds anyway, until the person changes it.
///
/// `##` begins a remark, `#` a line of TOML.
public struct ManifestDraft: Sendable {
  /// Which choices the runs of one behaviour watch.
  public struct Choices: Sendable, Equatable {
    /// How many items watch which choices: bit set → items.
    public var items: [UInt64: Int] = [:]
    public var signs: [Manifest.Orientation] = []
    /// False where there is no choice to watch: one continuation, a sampled answer.
    public var canChange = true

    public init(of asked: [Asked]) {
      for one in asked {
        switch one.columns.kind {
        case .choices, .logOdds: break
        case .loss: if one.run.kind != .loss { canChange = false }
        case .logOddsDifference, .sequence, .rolling, .generated, .aggregate, .questions: canChange = false
        }
        for at in 0..<one.columns.count { items[one.watched(of: at), default: 0] += 1 }
        guard one.columns.kind == .logOdds || one.columns.kind == .logOddsDifference else { continue }
        signs.append(one.sign == .inverted ? .inverted : .asStored)
      }
    }
  }

  private let catalogue: Catalogue
  private let choices: [BehaviourKey: Choices]

  /// - Parameters:
  ///   - catalogue: of the logs alone, without any manifest.
  ///   - choices: of each of its behaviours; one that lacks them gets no guess.
  public init(_ catalogue: Catalogue, choices: [BehaviourKey: Choices]) {
    self.catalogue = catalogue
    self.choices = choices
  }

  public var text: String {
    let parts = [head, models, behaviours, variants, files].filter { !$0.isEmpty }
    return parts.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private var head: [String] {
    [
      "## What the logs in this folder do not say, or say wrong; it speaks of all folders below as well.",
      "## Everything here is a comment with what was found. Take the # from a line (and from the [table] above it) to say",
      "## it yourself, and change it; lines with ## are remarks. All keys: docs/manifest.md. Mistakes: vane check.",
    ]
  }

  // MARK: - Models

  private var runs: [Run] { catalogue.behaviours.flatMap(\.runs) + catalogue.texts + catalogue.aggregatesOnly }

  private var models: [String] {
    var seen: Set<String> = []
    let found = runs.filter { seen.insert($0.logged.model).inserted }.map { (logged: $0.logged.model, model: $0.model) }
      .sorted {
        ($0.model.family, $0.model.scale ?? .infinity, $0.logged) < (
          $1.model.family, $1.model.scale ?? .infinity, $1.logged
        )
      }
    guard !found.isEmpty else { return [] }
    let families = Set(found.map(\.model.family)).count
    var lines = [
      "## Models: \(found.count) in \(families) \(families == 1 ? "family" : "families"). Not in the logs, and needed for --axis flops: flops, or",
      "## training_tokens. For --axis loss: text_loss, in nats per byte of one text. To rename one: name.",
    ]
    for (logged, model) in found {
      lines += ["", "#[models.\(TOMLText.key(logged))]"]
      lines.append("#family = \(TOMLText.text(model.family))  # from the name")
      if let size = model.parameters {
        lines.append("#parameters = \(TOMLText.number(size.value))  # \(size.source.words)")
      } else {
        lines.append("## parameters: unknown, so it is on no ladder")
      }
      if let loss = model.textLoss?.value {
        lines.append("## text loss \(TOMLText.number((loss * 1e4).rounded() / 1e4)), measured on the whole texts here")
      }
    }
    return lines
  }

  // MARK: - Behaviours

  private var behaviours: [String] {
    let all = Dictionary(grouping: catalogue.behaviours, by: \.key.behaviour)
    guard !all.isEmpty else { return [] }
    // Once for all behaviours: every run is looked at.
    let names = behaviourNames
    var lines = [
      "## Behaviours: \(all.count). tasks takes patterns, so that one behaviour may gather many tasks. watched is the choice",
      "## that shows it: its number from 0, its text, or a list of either.",
    ]
    for (name, parts) in all.sorted(by: { $0.key < $1.key }) {
      let runs = parts.flatMap(\.runs)
      lines += ["", "#[behaviours.\(TOMLText.key(name))]"]
      let tasks = Set(runs.compactMap(\.logged.tasks.first)).sorted()
      let shared = tasks.filter { task in (names[task]?.count ?? 0) > 1 }
      lines.append(
        shared.isEmpty
          ? "#tasks = \(TOMLText.list(tasks))"
          : "## tasks: \(TOMLText.list(tasks)), of which \(TOMLText.list(shared)) are in other behaviours too")
      lines += watched(parts.map(\.key))
    }
    if !catalogue.aggregatesOnly.isEmpty {
      let tasks = Set(catalogue.aggregatesOnly.map(\.suite)).subtracting(names.keys).count
      lines += [
        "", "## \(counted(tasks, "more task")) with aggregates only: no items are stored, so no ladder.",
      ]
    }
    return lines
  }

  /// Under which behaviours each task stands.
  private var behaviourNames: [String: Set<String>] {
    var names: [String: Set<String>] = [:]
    for run in catalogue.behaviours.flatMap(\.runs) {
      if let task = run.logged.tasks.first { names[task, default: []].insert(run.key.behaviour) }
    }
    return names
  }

  private func watched(_ keys: [BehaviourKey]) -> [String] {
    let own = keys.compactMap { choices[$0] }
    guard own.count == keys.count else { return [] }
    var lines: [String] = []
    let items = own.reduce(into: [UInt64: Int]()) { sum, one in sum.merge(one.items, uniquingKeysWith: +) }
    if !own.allSatisfy(\.canChange) {
      lines.append("## watched: cannot be changed, these logs keep no log-likelihood for each choice")
    } else if items.count == 1, let bits = items.keys.first, bits != 0 {
      let places = (0..<64).filter { bits & 1 << UInt64($0) != 0 }
      let value = places.count == 1 ? "\(places[0])" : "[" + places.map(String.init).joined(separator: ", ") + "]"
      lines.append("#watched = \(value)  # the same in all items")
    } else {
      lines.append("## watched: the choice that each item marks as its answer (\(Self.shares(items)))")
    }
    let signs = Set(own.flatMap(\.signs))
    if let sign = signs.first, signs.count == 1 {
      lines.append("#log_odds = \(TOMLText.text(sign.rawValue))  # as the rows agree with what they call correct")
    } else if signs.count > 1 {
      lines.append("## log_odds: some files are turned round, some are not; see vane check")
    }
    return lines
  }

  /// `0: 52 %, 1: 48 %`; the four most frequent.
  private static func shares(_ items: [UInt64: Int]) -> String {
    let all = items.values.reduce(0, +)
    let most = items.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let named = most.prefix(4).map { bits, count in
      let places = (0..<64).filter { bits & 1 << UInt64($0) != 0 }.map(String.init).joined(separator: " or ")
      return "\(places.isEmpty ? "unknown" : places): \((100 * count + all / 2) / max(1, all)) %"
    }
    return named.joined(separator: ", ") + (most.count > 4 ? ", …" : "")
  }

  // MARK: - Variants and files

  private var variants: [String] {
    var names: [String: Set<String?>] = [:]
    for run in catalogue.behaviours.flatMap(\.runs) {
      guard let task = run.logged.tasks.first else { continue }
      names[task, default: []].insert(run.plainVariant)
    }
    guard names.values.contains(where: { $0.contains { $0 != nil } }) else { return [] }
    var lines = ["## Prompt variants: task, or a pattern, and what the variant is called.", "#[variants]"]
    for (task, variants) in names.sorted(by: { $0.key < $1.key }) {
      let all = variants.compactMap { $0 }.sorted()
      if variants.count == 1, let only = all.first {
        lines.append("#\(TOMLText.key(task)) = \(TOMLText.text(only))")
      } else if !all.isEmpty {
        lines.append("## \(TOMLText.key(task)): \(TOMLText.list(all)), told apart by the logs")
      }
    }
    return lines
  }

  private var files: [String] {
    [
      "## Files to leave out, by name or by path from here, as in .gitignore.",
      "#[files]",
      "#exclude = []  # [\"drafts\", \"old/**/*.json\"]",
    ]
  }
}

extension Run {
  /// Without what tells two ways of asking, or two readings of one answer, apart.
  fileprivate var plainVariant: String? {
    [way, filter].compactMap { $0 }.reduce(key.variant) { (variant: String?, added: String) -> String? in
      guard let variant, variant != added else { return nil }
      return variant.hasSuffix(":" + added) ? String(variant.dropLast(added.count + 1)) : variant
    }
  }
}

extension Sourced.Source {
  /// Where a number is from, as a remark.
  fileprivate var words: String {
    switch self {
    case .file: "from the logs"
    case .name: "from the name"
    case .table: "published"
    case .estimate: "an estimate, never confirmed by the maker"
    case .manifest: "from vane.toml"
    case .derived: "computed"
    case .texts: "measured"
    }
  }
}

/// What a person says of the runs in a folder and below it: a `vane.toml`, read. It adds to what the logs say and
/// corrects it; it is asked anew at each start and never kept in the index.
public struct Manifest: Sendable, Equatable {
  /// The name under which it is looked for.
  public static let usualName = "vane.toml"

  /// Absolute path of the file.
  public var path: String
  public var models: [ModelRule] = []
  public var behaviours: [BehaviourRule] = []
  public var variants: [VariantRule] = []
  public var include: [Line<Glob>] = []
  public var exclude: [Line<Glob>] = []
  /// Which way stored log-odds point, for the whole folder.
  public var logOdds: Orientation?
  /// Where Inspect logs keep the log-probability of each choice, as `scores.NAME.metadata.KEY`; for the whole folder.
  public var logprobs: String?

  /// True when it speaks of folders as well that were not looked at: what nothing here is called may be there.
  public var reachesFurther = false

  public init(path: String) { self.path = path }

  /// Something with the line on which it stands; 0 if unknown.
  public struct Line<Value: Sendable & Hashable>: Sendable, Hashable {
    public var value: Value
    public var line: Int

    public init(_ value: Value, line: Int = 0) {
      self.value = value
      self.line = line
    }
  }

  /// What is known of a model, or of all models that a pattern means.
  public struct ModelRule: Sendable, Equatable {
    public var models: Line<Glob>
    /// As shown.
    public var name: String?
    public var family: String?
    public var parameters: Double?
    public var flops: Double?
    public var trainingTokens: Double?
    /// Nats per byte.
    public var textLoss: Double?

    public init(_ models: Line<Glob>) { self.models = models }
  }

  /// Which tasks make up a behaviour, and how they are looked at.
  public struct BehaviourRule: Sendable, Equatable {
    public var name: Line<String>
    /// nil: the tasks that the logs themselves put under this name.
    public var tasks: [Line<Glob>]?
    public var watched: Watched?
    public var logOdds: Orientation?
    public var logprobs: String?

    public init(_ name: Line<String>) { self.name = name }
  }

  public struct VariantRule: Sendable, Equatable {
    public var tasks: Line<Glob>
    public var name: String

    public init(_ tasks: Line<Glob>, name: String) {
      self.tasks = tasks
      self.name = name
    }
  }

  /// Which choices show the behaviour, the same in every item.
  public enum Watched: Sendable, Hashable {
    /// By their place among the choices, from 0 as the logs count.
    case places([Int])
    /// By what they say. A single capital letter also means the choice that it labels: `B` is the second.
    case texts([String])
  }

  /// Which way stored log-odds point. Without it they are turned only where every row contradicts the file itself.
  public enum Orientation: String, Sendable, CaseIterable {
    case asStored = "as-stored"
    case inverted
  }

  /// The folder for which it speaks.
  public var folder: String { FolderName.of(path) }

  /// `path` as seen from here; nil if it lies elsewhere.
  func below(_ path: String) -> String? { FolderName.below(folder, path) }

  /// Why a file is not to be read; nil if it is, or if nothing here speaks of it.
  enum FileWord: Equatable {
    case read
    case excluded(String)
  }

  func word(on path: String) -> FileWord? {
    guard let below = below(path) else { return nil }
    let names = FolderName.names(below)
    if let rule = exclude.first(where: { $0.value.matchesPath(of: names) }) {
      return .excluded("excluded by '\(rule.value.pattern)' in \(Place(file: self.path, line: rule.line.line))")
    }
    guard !include.isEmpty else { return nil }
    if include.contains(where: { $0.value.matchesPath(of: names) }) { return .read }
    return .excluded("not among what \(Place(file: self.path, line: include[0].line.line)) includes")
  }
}

extension Int {
  /// A line to show; none for 0.
  fileprivate var line: Int? { self > 0 ? self : nil }
}

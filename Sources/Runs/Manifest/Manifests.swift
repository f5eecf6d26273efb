/// All manifests that speak of some runs. A nearer one is asked before one further up, fact by fact: a manifest that
/// only names a model's family leaves its size to the manifest above, and what none of them says to the logs.
public struct Manifests: Sendable, Equatable {
  public var all: [Manifest] {
    didSet { (words, byFolder) = (TaskWords(), Self.byFolder(all)) }
  }
  /// Where the manifest of a folder stands among all: there may be one in each of thousands of folders.
  private var byFolder: [ExactName: [Int]]
  /// What they say of tasks, as far as it was asked.
  private var words = TaskWords()

  public init(_ all: [Manifest] = []) {
    self.all = all
    byFolder = Self.byFolder(all)
  }

  private static func byFolder(_ all: [Manifest]) -> [ExactName: [Int]] {
    Dictionary(grouping: all.indices) { ExactName(all[$0].folder) }
  }

  public static func == (a: Self, b: Self) -> Bool { a.all == b.all }

  /// Those that speak of a file, the nearest first.
  public func over(_ path: String) -> Manifests {
    var near = Manifests(places(over: path).map { all[$0] })
    near.words = words
    return near
  }

  /// Where those stand among all.
  func places(over path: String) -> [Int] {
    if byFolder.isEmpty { return [] }
    var found: [Int] = []
    var rest = path
    while rest.utf8.contains(UInt8(ascii: "/")) {
      rest = FolderName.of(rest)
      found += byFolder[ExactName(rest)] ?? []
    }
    return found
  }

  /// The files with those that are excluded emptied, and the reason with them.
  public func sift(_ files: [IndexedFile]) -> [IndexedFile] {
    guard all.contains(where: { !$0.include.isEmpty || !$0.exclude.isEmpty }) else { return files }
    return files.map { file in
      guard case .excluded(let why) = word(on: file.stamp.path) else { return file }
      return IndexedFile(stamp: file.stamp, format: file.format, ignoredBecause: why)
    }
  }

  private func word(on path: String) -> Manifest.FileWord? {
    if FolderName.last(path) == Manifest.usualName { return .read }
    return over(path).all.lazy.compactMap { $0.word(on: path) }.first
  }

  /// The model with what is said of it, and whether its name is. Call on those `over` the run's file.
  ///
  /// - Parameter raw: the name as the log spells it.
  func applied(to model: Model, raw: String) -> (model: Model, isNamed: Bool) {
    var result = model
    let rules = all.filter { !$0.models.isEmpty }.flatMap { words.rules(of: $0).models(of: $0, for: raw) }
    let name = rules.lazy.compactMap(\.name).first
    result.name = name ?? result.name
    result.family = rules.lazy.compactMap(\.family).first ?? result.family
    let number = { (value: KeyPath<Manifest.ModelRule, Double?>) in
      rules.lazy.compactMap { $0[keyPath: value] }.first.map { Sourced($0, .manifest) }
    }
    result.parameters = number(\.parameters) ?? result.parameters
    result.flops = number(\.flops) ?? result.flops
    result.trainingTokens = number(\.trainingTokens) ?? result.trainingTokens
    result.textLoss = number(\.textLoss) ?? result.textLoss
    return (result, name != nil)
  }

  /// Behaviour and variant with what is said of the task.
  ///
  /// - Parameter tasks: its names: as the log spells it, and as it is shown.
  func applied(to name: SuiteName, tasks: [String]) -> SuiteName {
    var result = name
    let said = all.map { words.word(of: $0, on: tasks) }
    if let behaviour = said.lazy.compactMap(\.behaviour).first { result.behaviour = behaviour }
    if let variant = said.lazy.compactMap(\.variant).first { result.variant = variant }
    return result
  }

  /// How a run is looked at, once its behaviour is known.
  func applied(to run: Run) -> Run {
    var result = run
    let rules = all.filter { !$0.behaviours.isEmpty }.flatMap { manifest in
      words.rules(of: manifest).behaviours(
        of: manifest, named: run.key.behaviour, words.word(of: manifest, on: run.logged.tasks))
    }
    result.watched = rules.lazy.compactMap(\.watched).first
    result.logOdds = rules.lazy.compactMap(\.logOdds).first ?? all.lazy.compactMap(\.logOdds).first
    result.logprobs = rules.lazy.compactMap(\.logprobs).first ?? all.lazy.compactMap(\.logprobs).first
    return result
  }
}

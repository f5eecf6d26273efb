/// A manifest's rules by the names that they mean: a table that generates them may list thousands, for as many tasks.
struct RuleTables: Sendable {
  private let models: NameTable
  private let tasks: NameTable
  private let variants: NameTable
  /// Whose each of the patterns for tasks is: the place among the behaviours.
  private let claims: [(rule: Int, glob: Glob)]
  /// Behaviours that list no tasks, by name.
  private let unlisted: [String: [Int]]

  init(_ manifest: Manifest) {
    models = NameTable(manifest.models.map(\.models.value))
    variants = NameTable(manifest.variants.map(\.tasks.value))
    claims = manifest.behaviours.enumerated().flatMap { place, rule in
      (rule.tasks ?? []).map { (place, $0.value) }
    }
    tasks = NameTable(claims.map(\.glob))
    unlisted = Dictionary(grouping: manifest.behaviours.indices.filter { manifest.behaviours[$0].tasks == nil }) {
      manifest.behaviours[$0].name.value
    }
  }

  /// Those of the manifest that mean a model, the most exact first.
  func models(of manifest: Manifest, for raw: String) -> [Manifest.ModelRule] {
    models.places(of: [raw]).map { manifest.models[$0] }.sorted { $0.models.value.isNearer(than: $1.models.value) }
  }

  /// What the manifest says of a task, by any of its names: the pattern that names it most exactly decides.
  func word(of manifest: Manifest, on names: [String]) -> TaskWords.Word {
    let own = tasks.places(of: names).map { claims[$0] }
    let nearest = own.min { $0.glob.isNearer(than: $1.glob) }
    let variant = variants.places(of: names).map { manifest.variants[$0] }
      .min { $0.tasks.value.isNearer(than: $1.tasks.value) }
    return TaskWords.Word(
      behaviour: nearest.map { manifest.behaviours[$0.rule].name.value }, variant: variant?.name,
      claimants: Set(own.map(\.rule)))
  }

  /// The rules for a behaviour that hold for a task: those that mean it, and those that list no tasks.
  func behaviours(of manifest: Manifest, named name: String, _ word: TaskWords.Word) -> [Manifest.BehaviourRule] {
    (word.claimants.filter { manifest.behaviours[$0].name.value == name } + (unlisted[name] ?? [])).sorted()
      .map { manifest.behaviours[$0] }
  }
}

extension Glob {
  /// A name before a pattern, a longer pattern before a shorter one, then by their letters.
  fileprivate func isNearer(than other: Glob) -> Bool {
    let (mine, theirs) = (isName ? Int.max : letters, other.isName ? Int.max : other.letters)
    return mine != theirs ? mine > theirs : pattern < other.pattern
  }
}

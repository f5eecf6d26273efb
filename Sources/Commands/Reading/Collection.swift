import Runs
import Store
import Trends

/// Everything that was read, ready to answer: the catalogue, and by way of the index the numbers behind it.
struct Collection: Sendable {
  private let found: FoundFiles
  /// Every file that was found, with the manifests that speak of them.
  let files: [IndexedFile]
  private(set) var catalogue: Catalogue
  var index: RunIndex { found.index }
  var inputs: UInt64? { found.inputs }
  var telling: UInt64 { found.telling }
  /// Of files and folders that could not even be looked at.
  var unread: [Problem] = []
  let choiceTexts = ChoiceTexts()

  /// - Parameter axis: text loss may have to be measured on the runs themselves.
  init(of found: FoundFiles, axis: ScaleAxis) throws(StoreProblem) {
    self.found = found
    let (read, shelf) = (found.read, found.manifests)
    if shelf.files.isEmpty {
      files = read
      catalogue = Catalogue(of: read)
    } else {
      let manifests = Set(shelf.files.map { ExactName($0.stamp.path) })
      let all = read.filter { !manifests.contains(ExactName($0.stamp.path)) } + shelf.files
      files = shelf.manifests.sift(all).sorted { $0.stamp.path < $1.stamp.path }
      catalogue = Catalogue(of: all, manifests: shelf.manifests)
    }
    guard axis == .loss else { return }
    let texts = Aggregate(
      texts: try asked(catalogue.texts), stored: catalogue.aggregatesOnly.filter { $0.kind == .rolling }, lastWords: [])
    if let texts { catalogue.take(textLoss: texts) }
  }

  /// The same files along another axis: those of this moment, whatever has come into the index since.
  func along(_ axis: ScaleAxis) throws(StoreProblem) -> Collection { try Collection(of: found, axis: axis) }

  /// The runs with their numbers and questions, in the order given.
  ///
  /// - Parameter asStored: true for the choices that the logs themselves watch, whatever a manifest wishes.
  func asked(_ runs: [Run], asStored: Bool = false) throws(StoreProblem) -> [Asked] {
    var ids: [Int64] = []
    var places: [Int64: Int] = [:]
    for id in runs.flatMap({ [$0.columns, $0.questions] }) {
      guard let id, places[id] == nil else { continue }
      places[id] = ids.count
      ids.append(id)
    }
    let columns = try index.columns(ids)
    return runs.compactMap { run in
      guard let own = run.columns.flatMap({ places[$0] }) else { return nil }
      var one = Asked(
        run: run, columns: columns[own], questions: run.questions.flatMap { places[$0] }.map { columns[$0] })
      if !asStored { watch(&one) }
      return one
    }
  }

  /// Lets the choices be watched that a manifest names.
  private func watch(_ one: inout Asked) {
    switch one.run.watched {
    case .places(let places): one.watch(places: places)
    case .texts(let texts):
      let asked = one
      one.watch { choiceTexts.bits(of: texts, at: $0, in: asked) }
    case nil: break
    }
  }

  /// True for a file that something was read of, whatever it is called here, and however much it has grown since.
  func isRead(_ path: String) -> Bool {
    guard let identity = FileIdentity(path) else { return false }
    return files.contains { $0.format != nil && FileIdentity($0.stamp.path) == identity }
  }

  func behaviour(_ key: BehaviourKey) -> Catalogue.Behaviour? { catalogue.behaviours.first { $0.key == key } }

  /// Rows that the options leave in view.
  func behaviours(variant: String?) -> [Catalogue.Behaviour] {
    guard let variant else { return catalogue.behaviours }
    return catalogue.behaviours.filter { $0.key.variant == variant }
  }

  /// Aggregate perplexity; nil when nothing in the logs gives one.
  func aggregate() throws(StoreProblem) -> Aggregate? {
    let stored = catalogue.aggregatesOnly.filter { $0.kind == .rolling }
    let texts = try asked(catalogue.texts)
    // Predicting the last word is the next best to whole texts; `lambada` is the field's.
    let known = Set((catalogue.texts + stored).map(\.model.name))
    let lastWords = try asked(
      catalogue.behaviours.flatMap(\.runs).filter {
        $0.kind == .sequence && $0.suite.lowercased().contains("lambada") && !known.contains($0.model.name)
      })
    return Aggregate(texts: texts, stored: stored, lastWords: lastWords)
  }
}

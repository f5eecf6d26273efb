extension Catalogue {
  /// What kind of task a folder of tables is, by the run's settings or by columns that only one kind has. nil: nothing
  /// says so, or not with one voice.
  static func outputType(of files: [IndexedFile]) -> String? {
    let told = Set(files.flatMap(\.facts).flatMap(\.tasks).filter(\.name.isEmpty).compactMap(\.outputType))
    return told.count == 1 ? told.first : nil
  }

  /// Runs of a folder of tables without the questions, which would say what the numbers are.
  ///
  /// A loss over classes and one of a lone continuation look alike, and only the first has a margin: where nothing tells
  /// them apart, none is claimed. Log-odds cannot be held against the answers.
  static func withoutQuestions(
    _ runs: [(head: ColumnsHead, run: Run)], outputType: String?, problems: inout [Problem]
  ) -> [(head: ColumnsHead, run: Run)] {
    var runs = runs
    for at in runs.indices where runs[at].head.task.isEmpty {
      let place = Place(file: runs[at].run.path)
      switch runs[at].head.kind {
      case .loss where outputType == nil:
        runs[at].run.kind = .sequence
        problems.append(
          Problem(
            place, "nothing beside it tells whether its losses are over classes or of one continuation",
            "no margin is claimed; put data.csv or args.log beside it", rejects: false))
      case .loss where outputType == "loglikelihood": runs[at].run.kind = .sequence
      case .logOdds where runs[at].run.logOdds == nil:
        problems.append(
          Problem(
            place, "without data.csv nobody can tell whether its log-odds have the right sign",
            "taken as stored; put data.csv beside it, or set log_odds in vane.toml", rejects: false))
      case _: break
      }
    }
    return runs
  }
}

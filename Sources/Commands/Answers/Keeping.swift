import Dashboard
import Runs
import Store
import Trends

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Answers of an earlier time, as long as the files, the options and the program are the same.
struct Keeping: Sendable {
  enum Subject: String {
    case overview, rows, held, dependence
  }

  let index: RunIndex
  let options: RunOptions
  let paths: [String]
  /// Of the files: `RunIndex.inputs`. nil: nothing is kept of them.
  let inputs: UInt64?
  /// False while files are being read: what is answered then is out of date at once.
  var stores = true
  /// What was read of choices for what is kept: without some of it the answer is another.
  var texts = ChoiceTexts()

  /// The kept answer, or one that is computed now and, if it is not nil, kept.
  func value<Value: Packable>(
    _ subject: Subject, by measure: Measure, compute: () throws(StoreProblem) -> Value?
  ) throws(StoreProblem) -> Value? {
    if let known: Value = known(subject, by: measure) { return known }
    let value = try compute()
    if let value { keep(value, as: subject, by: measure) }
    return value
  }

  func overview(titled title: String) -> OverviewContents? {
    var contents: OverviewContents? = known(.overview, by: options.measure)
    contents?.title = title
    return contents
  }

  /// What stands beside the overview's rows, if all of it is known.
  func marks() -> OverviewMarks? {
    guard let held: [BehaviourKey: HeldConstant] = known(.held, by: options.measure),
      let dependence: [BehaviourKey: MeasureDependence] = known(.dependence, by: options.measure)
    else { return nil }
    return OverviewMarks(measure: options.measure, held: held, dependence: dependence)
  }

  private func known<Value: Packable>(_ subject: Subject, by measure: Measure) -> Value? {
    guard let inputs, let question = question(subject, measure) else { return nil }
    return index.kept(Value.self, for: question, from: inputs)
  }

  func keep(_ value: some Packable, as subject: Subject, by measure: Measure) {
    guard stores, !texts.lacksAny, let inputs, let question = question(subject, measure) else { return }
    index.keep(value, for: question, from: inputs)
  }

  /// Everything that an answer depends on beside the files; nil where that cannot be told.
  private func question(_ subject: Subject, _ measure: Measure) -> String? {
    guard let program = Self.program else { return nil }
    let choice = "\(measure.rawValue) \(options.axis.rawValue) \(options.family.sorted()) \(options.variant ?? "")"
    return "\(subject.rawValue) \(choice) \(options.rules) \(paths) \(program)"
  }

  /// Tells one build from another: it may compute otherwise, and packs its own bits.
  private static let program: String? = {
    var status = stat()
    guard stat("/proc/self/exe", &status) == 0 else { return nil }
    return "\(status.st_ino) \(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec)"
  }()
}

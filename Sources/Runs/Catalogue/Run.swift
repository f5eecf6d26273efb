/// One model at one checkpoint and seed, on one suite, under one variant; and where its numbers are.
public struct Run: Sendable, Equatable {
  public var model: Model
  public var key: BehaviourKey
  public var suite: String
  public var kind: Columns.Kind
  /// Items in the log.
  public var count: Int
  public var path: String
  public var format: String
  /// Where the numbers are in the index; nil when the log keeps only aggregates.
  public var columns: Int64?
  /// Where the questions are, for formats that keep them in a file of their own.
  public var questions: Int64?
  public var questionsPath: String?
  public var filter: String?
  /// What the writer says of this task, with its own aggregates.
  public var task: TaskFacts?
  public var date: Double?
  /// Set for a partial run: only so many items were asked.
  public var limit: Double?
  /// Which list of items was asked, as in `ColumnsHead`; nil where nobody knows.
  public var list: Int64?
  /// Which numbers it has, as in `ColumnsHead`; nil where nobody knows.
  public var numbers: Int64?
  /// How it was asked, by name; nil where no log tells. Runs that differ in it are no copies of one another.
  public var ways: [String: String]?
  /// What of that stands in the variant, since runs of one model differ in it.
  public var way: String?
  /// The names in the log, by which a manifest means it.
  public var logged = Logged()
  /// True where a manifest says what the model is called.
  public var hasGivenName = false
  /// The model's name without the revision that was added to it; nil where none was.
  public var revisionOf: String?
  /// What the manifest says of its behaviour: which choices are watched, which way log-odds point, and where Inspect
  /// keeps the log-probability of each choice. nil: as the log has it.
  public var watched: Manifest.Watched?
  public var logOdds: Manifest.Orientation?
  public var logprobs: String?
  /// Where the choices' log-probabilities were taken from, and where else there are some, for formats without a place
  /// of their own for them.
  public var logprobPlace: LogprobPlace?
  public var logprobOthers: [LogprobPlace] = []
  /// Set when this run is a copy or an older run of another, and not used: why.
  public var supersededBecause: String?
  /// True where that run has other items, so that perhaps half of a suite is not used, or other numbers for the same ones.
  public var differs = false

  /// Names as the log spells them: `EleutherAI/pythia-70m`, and the task (for a folder that is a task, its name).
  public struct Logged: Sendable, Hashable {
    public var model = ""
    public var tasks: [String] = []
    /// The model's name part by part, without who serves it and without its checkpoint.
    var path: [String] = []
    /// The revision, where it is neither the final model nor a step.
    var revision: String?
    /// False where no log names the model and its folder's name stands in for it.
    var isStated = true

    public init() {}

    init(model: String, path: [String], revision: String?, isStated: Bool) {
      self.model = model
      self.path = path
      self.revision = revision
      self.isStated = isStated
    }
  }

  /// True where its model is here itself: nobody knows how far the training of a revision had come.
  func isRevision(beside models: Set<String>) -> Bool { revisionOf.map { models.contains($0) } ?? false }

  public init(
    model: Model, key: BehaviourKey, suite: String, kind: Columns.Kind, count: Int, path: String, format: String
  ) {
    self.model = model
    self.key = key
    self.suite = suite
    self.kind = kind
    self.count = count
    self.path = path
    self.format = format
  }
}

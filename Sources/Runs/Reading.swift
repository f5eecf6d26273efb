/// Everything one file said. What several files say together (a results file and its samples) is put together
/// later, by `Catalogue`, so that a file can be read, stored and read again on its own.
public struct Reading: Sendable, Equatable {
  /// The reader's name: `lm-eval-samples`.
  public var format: String
  /// Who ran and how, where this file says it.
  public var facts: [RunFacts] = []
  public var columns: [Columns] = []
  public var problems: [Problem] = []
  /// Set when the file was recognised but has nothing to show, with the reason.
  public var ignoredBecause: String?
  /// Where to go on when the file has grown; nil where it must be read anew.
  public var end: ReadingEnd?

  public init(format: String) { self.format = format }
}

/// Where a file of lines ended when it was read, and how to know that what stands before it is still what it was.
public struct ReadingEnd: Sendable, Equatable {
  /// Bytes up to the end of the last whole line, and how many lines they are.
  public var offset: UInt64
  public var lines: UInt32
  /// Of all bytes before `offset`; of a long log, of pages at even distances.
  public var fingerprint: UInt64

  public init(offset: UInt64, lines: UInt32, fingerprint: UInt64) {
    self.offset = offset
    self.lines = lines
    self.fingerprint = fingerprint
  }
}

/// What a file tells about the runs beside it or in it: the model, its size, the tasks and their stored aggregates.
public struct RunFacts: Sendable, Equatable {
  /// Joins a results file with its samples files in the same folder: lm-eval's time stamp. Empty: this file alone.
  public var stamp = ""
  /// As the log has it: `vane/vane-37k`, `EleutherAI/pythia-70m`.
  public var model: String?
  /// True where the model's name begins with who serves it, as in `hf/vane-37k`.
  public var namesProvider = false
  /// Total parameters, as the log counts them.
  public var parameters: Double?
  /// `main`, `step143000`.
  public var revision: String?
  /// Seconds since 1970.
  public var date: Double?
  public var harness: String?
  /// Set for a partial run (`--limit`).
  public var limit: Double?
  /// True where the run wrote its items down, so that they were taken away if they are not here.
  public var keptItems = false
  /// What all tasks were asked with beside their own prompts, for telling two runs apart that are alike in everything
  /// else: a name for each, and how a variant spells it (`system` → `system-1f3a9c`). What is usual is left out.
  public var ways: [String: String] = [:]
  public var tasks: [TaskFacts] = []
  /// group → its direct children, tasks or groups.
  public var groups: [String: [String]] = [:]

  public init() {}
}

/// One task of a run, as its header tells it.
public struct TaskFacts: Sendable, Equatable {
  public var name: String
  /// `multiple_choice`, `loglikelihood`, `loglikelihood_rolling`, `generate_until`.
  public var outputType: String?
  /// Our metadata, where the task has it.
  public var behaviour: String?
  public var prompt: String?
  /// The writer's own number of the task's wording: what is asked may change with it.
  public var version: String?
  public var shots: Int?
  public var items: Int?
  /// The writer's own aggregates: `acc,none` → 0.86. What it wrote as `N/A` is left out.
  public var aggregates: [String: Double] = [:]
  /// Places of the choices' log-probabilities, where a format has several: for each filter in the order of its columns,
  /// the best first.
  public var logprobs: [LogprobUse] = []

  public init(name: String) { self.name = name }
}

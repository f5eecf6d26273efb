public import Runs

/// `args.log` beside the tables: one or more JSON objects glued together, one for each start of the program.
///
///     {"dataset": "lambada", "exp_dir": "results/lambada_gpt2", "models": ["gpt2", "gpt2-xl"], "task_type": "lambada"}
///
/// It names other models than the files in places, so none is taken from it. What kind of task was run stands nowhere
/// else, and matters where the questions are missing.
public enum InverseScalingSettingsReader: LogReader {
  public static let name = "inverse-scaling-settings"
  public static let summary = "args.log of inverse-scaling-eval-pipeline: the kind of task, where data.csv is missing"

  public static func recognizes(_ file: LogFile) -> Bool {
    ["dataset", "exp_dir", "models"].allSatisfy { file.outline[$0] != nil }
  }

  public static func read(_ file: LogFile, cancelled: () -> Bool) -> Reading {
    var reading = Reading(format: name)
    reading.ignoredBecause = "settings of the run: its kind of task counts where the questions are missing"
    var tasks: Set<InverseScalingTask> = []
    do throws(Problem) {
      var scan = JSONScanner(try file.open(), byLine: false)
      do throws(JSONScanner.Fault) {
        while !scan.isAtEnd(), !cancelled() { try readStart(&scan, &tasks) }
      } catch {
        // The start that was being written when the run was stopped; those before it have been read.
      }
      if let failure = scan.failure { throw LogFile.problem(file.path, failure) }
    } catch {
      reading.problems = [error]
    }
    // Starts that contradict one another tell nothing.
    if tasks.count == 1, let task = tasks.first {
      var facts = RunFacts()
      facts.tasks = [task.facts]
      reading.facts = [facts]
    }
    return reading
  }

  private static func readStart(
    _ scan: inout JSONScanner, _ tasks: inout Set<InverseScalingTask>
  ) throws(JSONScanner.Fault) {
    try scan.enterObject()
    while try scan.nextKey() {
      if scan.textIs("task_type"), try scan.peek() == 0x22 {
        try scan.string(keeping: 64)
        if let task = InverseScalingTask(type: String(decoding: scan.text, as: UTF8.self)) { tasks.insert(task) }
      } else {
        try scan.skip()
      }
    }
  }
}

/// What the losses of a run belong to. Log-odds and estimates are known by their columns.
enum InverseScalingTask {
  /// Renormalised over listed classes.
  case classes
  /// Of the only continuation.
  case continuation

  /// - Parameter type: `task_type` under all the names that it has had.
  init?(type: String) {
    switch type {
    case "classification", "classification_loss", "classification_acc": self = .classes
    case "sequence_prob", "single_word", "lambada": self = .continuation
    default: return nil
    }
  }

  /// As the other formats say it. A folder is a task, so it has no name of its own.
  var facts: TaskFacts {
    var facts = TaskFacts(name: "")
    facts.outputType = self == .classes ? "multiple_choice" : "loglikelihood"
    return facts
  }
}

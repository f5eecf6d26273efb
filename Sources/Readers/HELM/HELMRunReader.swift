public import Runs

/// `run_spec.json` of a HELM run: which model, on what, with how many examples.
public enum HELMRunReader: LogReader {
  public static let name = "helm-run"
  public static let summary = "HELM run_spec.json: the model and the number of examples of the files beside it"

  public static func recognizes(_ file: LogFile) -> Bool {
    file.outline["adapter_spec"] != nil && file.outline["scenario_spec"] != nil
  }

  public static func read(_ file: LogFile, cancelled: () -> Bool) -> Reading {
    var reading = Reading(format: name)
    switch header(of: file, keys: ["name", "adapter_spec"]) {
    case .failure(let problem): reading.problems = [problem]
    case .success(let header):
      let adapter = header["adapter_spec"]
      var facts = RunFacts()
      facts.model = adapter?["model"]?.string
      facts.harness = "HELM"
      let run = header["name"]?.string?.map { $0 == "/" ? "_" : $0 }
      var task = TaskFacts(name: HELMRun.task(inName: run.map { String($0) } ?? HELMRun.folder(of: file)))
      task.shots = adapter?["max_train_instances"]?.integer
      task.outputType = adapter?["method"]?.string
      facts.tasks = [task]
      reading.facts = [facts]
      if facts.model == nil { reading.ignoredBecause = "it names no model" }
    }
    return reading
  }
}

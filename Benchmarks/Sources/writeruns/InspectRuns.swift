import Chance
import Glibc

/// Logs as Inspect 0.3.285 writes them: an archive per model and task, every member a zstd frame.
enum InspectRuns {
  private static let seed: UInt64 = 20_261_124
  private static let tasks = 6

  static func write(to folder: String, bytes: Int) {
    let share = bytes / (tasks * Ladder.models.count)
    let counts = (0..<tasks).map { count(of: $0, bytes: share) }
    for (index, model) in Ladder.models.enumerated() {
      mkdir("\(folder)/\(model.name)", 0o755)
      for task in 0..<tasks {
        log(of: task, index, in: "\(folder)/\(model.name)", samples: counts[task])
      }
    }
  }

  /// As many samples under every model, so that no item misses one.
  private static func count(of task: Int, bytes: Int) -> Int {
    var dice = Dice(seed: seed, 4, task)
    var (count, size) = (0, 0)
    while size < bytes {
      let sample = sample(count, of: task, 0)
      // The summary stands in two members, the score in a third.
      size += sample.text(&dice).utf8.count + 2 * sample.summary(&dice).utf8.count + sample.reduction.utf8.count
      count += 1
    }
    return count
  }

  private static func log(of task: Int, _ model: Int, in folder: String, samples count: Int) {
    var dice = Dice(seed: seed, 4, task, model)
    let about = Ladder.behaviours[task]
    let samples = (0..<count).map { sample($0, of: task, model) }
    let id = dice.short
    let start = header(of: task, model, samples, id: id, &dice)
    var archive = Archive("\(folder)/2026-11-23T10-00-00-00-00_\(about.name)-plain_\(id).eval")
    archive.add("_journal/start.json", "{\"version\":2,\(start)}", isStreamed: true)
    var summaries: [String] = []
    var journals = 0
    for sample in samples {
      archive.add("samples/\(sample.id)_epoch_1.json", sample.text(&dice), isStreamed: true)
      summaries.append(sample.summary(&dice))
      if summaries.count % 100 == 0 || summaries.count == samples.count {
        let from = journals * 100
        journals += 1
        let part = summaries[from...].joined(separator: ",")
        archive.add("_journal/summaries/\(journals).json", "[\(part)]", isStreamed: true)
      }
    }
    archive.add("summaries.json", "[" + summaries.joined(separator: ",") + "]", isStreamed: false)
    let reductions = samples.map(\.reduction).joined(separator: ",")
    archive.add(
      "reductions.json", "[{\"scorer\":\"choice_logprobs\",\"samples\":[\(reductions)]}]", isStreamed: false)
    archive.add(
      "header.json", "{\"version\":2,\"status\":\"success\",\(start),\(results(of: samples, model))}", isStreamed: false
    )
    archive.close()
  }

  private static func sample(_ number: Int, of task: Int, _ model: Int) -> InspectSample {
    let item = Ladder.item(number, of: task, seed: seed)
    var dice = Dice(seed: seed, 5, task, number)
    let about = Ladder.behaviours[task]
    let question = Prose.question(120 + dice.below(200), &dice)
    return InspectSample(
      id: "\(about.name)-\(number)", behaviour: about.name, model: Ladder.models[model].name, question: question,
      answers: Prose.answers(about.choices, &dice), watched: item.watched, values: item.values[model])
  }

  private static func about(_ model: Int, _ task: Int) -> String {
    """
    {"model_params":\(Ladder.models[model].parameters),"behavior":"\(Ladder.behaviours[task].name)","suite":"bench",\
    "prompt_format":"plain"}
    """
  }

  private static func header(
    of task: Int, _ model: Int, _ samples: [InspectSample], id: String, _ dice: inout Dice
  ) -> String {
    let name = "\(Ladder.behaviours[task].name)_plain"
    let ids = samples.map { "\"\($0.id)\"" }.joined(separator: ",")
    return """
      "eval":{"eval_id":"\(dice.short)","run_id":"\(dice.short)","created":"2026-11-23T09:59:36+00:00",\
      "task":"\(name)","task_id":"\(id)","task_version":0,"task_file":"bench.py","task_display_name":"\(name)",\
      "task_registry_name":"\(name)","task_attribs":{},"task_args":{},"task_args_passed":{},"tags":["bench"],\
      "dataset":{"name":"\(name)","samples":\(samples.count),"sample_ids":[\(ids)],"shuffled":false},\
      "model":"hf/\(Ladder.models[model].name)","model_generate_config":{},"model_args":{"device":"cpu"},\
      "config":{"epochs":1,"fail_on_error":true,"continue_on_fail":false,"score_on_error":false,\
      "sandbox_cleanup":true,"sandbox_prebuilt":false,"log_samples":true,"log_realtime":true,"log_images":true,\
      "log_shared":0,"score_display":true},"packages":{"inspect_ai":"0.3.285"},"metadata":\(about(model, task)),\
      "scorers":[{"name":"choice_logprobs","options":{},"metrics":{"matches_behavior":[{"name":"inspect_ai/accuracy",\
      "options":{}},{"name":"inspect_ai/stderr","options":{}}],"behavior_logprob":[{"name":"inspect_ai/mean",\
      "options":{}},{"name":"inspect_ai/stderr","options":{}}]},"metadata":{}}]},\
      "plan":{"name":"plan","steps":[{"solver":"generate","params":{"tool_calls":"loop"},"params_passed":{}}],\
      "config":{"max_tokens":1,"logprobs":true,"top_logprobs":3}}
      """
  }

  private static func results(of samples: [InspectSample], _ model: Int) -> String {
    let count = Double(samples.count)
    let matching = Double(samples.count { $0.isMatching }) / count
    let mean = samples.reduce(0) { $0 + $1.values[$1.watched] } / count
    func entry(_ name: String, _ metric: String, _ value: Double) -> String {
      """
      {"name":"\(name)","scorer":"choice_logprobs","scored_samples":\(samples.count),"unscored_samples":0,\
      "params":{},"metrics":{"\(metric)":{"name":"\(metric)","value":\(value),"params":{}}}}
      """
    }
    return """
      "results":{"total_samples":\(samples.count),"completed_samples":\(samples.count),"scores":\
      [\(entry("matches_behavior", "accuracy", matching)),\(entry("behavior_logprob", "mean", mean))]},\
      "stats":{"started_at":"2026-11-23T10:00:35+00:00","completed_at":"2026-11-23T10:00:41+00:00","model_usage":\
      {"hf/\(Ladder.models[model].name)":{"input_tokens":592,"output_tokens":40,"total_tokens":632}},"role_usage":{}},\
      "invalidated":false,"tags":["bench"]
      """
  }
}

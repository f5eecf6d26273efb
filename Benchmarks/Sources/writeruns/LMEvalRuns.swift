import Chance
import Glibc

/// Folders as lm-evaluation-harness 0.4.13 writes them with `--log_samples`: per model a results file, and per task a
/// samples file whose lines are some 1.3 KB long. Half of the tasks have ids in their documents, half only hashes.
struct LMEvalRuns {
  static let seed: UInt64 = 20_261_123
  private static let stamp = "2026-11-23T10-00-00.000000"

  /// What a task came to for one model.
  private struct Tally {
    var count = 0
    var correct = 0
    var correctByLength = 0
  }

  static func write(to folder: String, bytes: Int) {
    for model in Ladder.models { mkdir("\(folder)/\(sanitised(model))", 0o755) }
    let tasks = Ladder.behaviours.indices
    let tallies = tasks.map { samples(of: $0, in: folder, bytes: bytes / tasks.count) }
    for (index, model) in Ladder.models.enumerated() {
      let file = Output("\(folder)/\(sanitised(model))/results_\(stamp).json")
      file.write(Array(results(of: model, tallies.map { $0[index] }).utf8))
      file.close()
    }
  }

  private static func sanitised(_ model: Ladder.Model) -> String { "bench__\(model.name)" }
  private static func task(_ behaviour: Int) -> String { "bench_\(Ladder.behaviours[behaviour].name)_plain" }

  private static func samples(of behaviour: Int, in folder: String, bytes: Int) -> [Tally] {
    let files = Ladder.models.map {
      Output("\(folder)/\(sanitised($0))/samples_\(task(behaviour))_\(stamp).jsonl")
    }
    var tallies = Ladder.models.map { _ in Tally() }
    var line: [UInt8] = []
    var number = 0
    while files.reduce(0, { $0 + $1.written }) < bytes {
      let item = Ladder.item(number, of: behaviour, seed: seed)
      let (front, middle, lengths) = text(of: number, of: behaviour, item)
      for (index, file) in files.enumerated() {
        let values = item.values[index]
        let best = position(ofLargest: values)
        let bestByLength = position(ofLargest: zip(values, lengths).map { $0 / Double($1) })
        tallies[index].count += 1
        tallies[index].correct += best == item.watched ? 1 : 0
        tallies[index].correctByLength += bestByLength == item.watched ? 1 : 0
        line.removeAll(keepingCapacity: true)
        line.add(front)
        let answers = values.indices.map {
          "[\"\(values[$0])\", \"\($0 == best && values[$0] > -0.7 ? "True" : "False")\"]"
        }
        line.add("[" + answers.map { "[\($0)]" }.joined(separator: ", ") + "], \"filtered_resps\": [")
        line.add(answers.joined(separator: ", ") + "]")
        line.add(middle)
        line.add("\"acc\": \(best == item.watched ? "1.0" : "0.0"), ")
        line.add("\"acc_norm\": \(bestByLength == item.watched ? "1.0" : "0.0")}\n")
        file.write(line)
      }
      number += 1
    }
    for file in files { file.close() }
    return tallies
  }

  /// The parts of a line that are the same under every model: before `resps`, and between the answers and the metrics.
  private static func text(
    of number: Int, of behaviour: Int, _ item: Ladder.Item
  ) -> (front: String, middle: String, lengths: [Int]) {
    let about = Ladder.behaviours[behaviour]
    var dice = Dice(seed: seed, 3, behaviour, number)
    // The prompt stands in the document and once per choice.
    let question = Prose.question(about.choices == 2 ? 130 + dice.below(120) : 60 + dice.below(80), &dice)
    let answers = Prose.answers(about.choices, &dice)
    let id = behaviour % 2 == 0 ? "\"id\": \"\(about.name)-\(number)\", " : ""
    var front = "{\"doc_id\": \(number), \"doc\": {\(id)\"query\": \"\(question)\", \"choices\": ["
    front += answers.map { "\"\($0)\"" }.joined(separator: ", ")
    front += "], \"gold\": \(item.watched)}, \"target\": \"\(item.watched)\", \"arguments\": {"
    front += answers.indices.map {
      "\"gen_args_\($0)\": {\"arg_0\": \"\(question)\", \"arg_1\": \" \(answers[$0])\"}"
    }.joined(separator: ", ")
    front += "}, \"resps\": "
    let middle =
      ", \"filter\": \"none\", \"metrics\": [\"acc\", \"acc_norm\"], \"doc_hash\": \"\(dice.hex(64))\", "
      + "\"prompt_hash\": \"\(dice.hex(64))\", \"target_hash\": \"\(dice.hex(64))\", "
    return (front, middle, answers.map(\.count))
  }

  private static func position(ofLargest values: [Double]) -> Int {
    values.indices.max { values[$0] < values[$1] } ?? 0
  }

  private static func results(of model: Ladder.Model, _ tallies: [Tally]) -> String {
    func each(_ value: (Int) -> String) -> String {
      Ladder.behaviours.indices.map { "    \"\(task($0))\": " + value($0) }.joined(separator: ",\n")
    }
    func fraction(_ count: Int, of all: Int) -> (mean: Double, error: Double) {
      let mean = Double(count) / Double(all)
      return (mean, (mean * (1 - mean) / Double(max(1, all - 1))).squareRoot())
    }
    let results = each { index in
      let (total, byLength) = (
        fraction(tallies[index].correct, of: tallies[index].count),
        fraction(tallies[index].correctByLength, of: tallies[index].count)
      )
      return """
        {"name": "\(task(index))", "alias": "\(task(index))", "sample_len": \(tallies[index].count), \
        "acc,none": \(total.mean), "acc_stderr,none": \(total.error), \
        "acc_norm,none": \(byLength.mean), "acc_norm_stderr,none": \(byLength.error)}
        """
    }
    let configs = each { index in
      """
      {"task": "\(task(index))", "dataset_path": "json", "test_split": "test", "doc_to_text": "{{query}}", \
      "doc_to_target": "gold", "unsafe_code": false, "doc_to_choice": "choices", "description": "", \
      "target_delimiter": " ", "fewshot_delimiter": "\\n\\n", "num_fewshot": 0, "metric_list": \
      [{"metric": "acc", "aggregation": "mean", "higher_is_better": true}, \
      {"metric": "acc_norm", "aggregation": "mean", "higher_is_better": true}], "output_type": "multiple_choice", \
      "repeats": 1, "should_decontaminate": false, "metadata": {"version": 1.0, \
      "behavior": "\(Ladder.behaviours[index].name)", "prompt": "plain", "pretrained": "bench/\(model.name)"}}
      """
    }
    let names = Ladder.behaviours.indices.map { "\"\(task($0))\"" }.joined(separator: ", ")
    return """
      {
        "results": {\n\(results)\n  },
        "group_subtasks": {"bench": [\(names)]},
        "configs": {\n\(configs)\n  },
        "versions": {\n\(each { _ in "1.0" })\n  },
        "n-shot": {\n\(each { _ in "0" })\n  },
        "higher_is_better": {\n\(each { _ in "{\"acc\": true, \"acc_norm\": true}" })\n  },
        "n-samples": {\n\(each { "{\"original\": \(tallies[$0].count), \"effective\": \(tallies[$0].count)}" })\n  },
        "config": {"model": "hf", "model_args": {"pretrained": "bench/\(model.name)", "dtype": "float32"},
          "model_num_parameters": \(model.parameters), "model_dtype": "torch.float32", "model_revision": "main",
          "model_sha": "", "batch_size": 8, "batch_sizes": [], "device": "cpu", "use_cache": null, "limit": null,
          "bootstrap_iters": 100000, "gen_kwargs": {}, "random_seed": 0, "numpy_seed": 1234},
        "git_hash": null, "date": 1795427924.7393324, "pretty_env_info": "", "transformers_version": "5.23.0",
        "lm_eval_version": "0.4.13", "upper_git_hash": null, "eot_token_id": 0, "max_length": 2048,
        "task_hashes": {}, "model_source": "hf", "model_name": "bench/\(model.name)",
        "model_name_sanitized": "\(sanitised(model))", "system_instruction": null, "system_instruction_sha": null,
        "fewshot_as_multiturn": null, "chat_template": null, "chat_template_sha": null,
        "total_evaluation_time_seconds": "67.98633393199998"
      }
      """
  }
}

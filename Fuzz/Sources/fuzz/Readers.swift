import Runs

@testable import Readers

extension Target {
  /// One for each format, and one for the choice among them.
  static let readers: [Target] = formats.map(reader(of:)) + [recognition]

  private static func reader(of format: any LogReader.Type) -> Target {
    let name = fileName[format.name] ?? "log.json"
    return Target(
      name: format.name, summary: "\(name): \(format.summary)", most: format.name == "inspect-eval" ? 32_768 : 8192,
      words: jsonWords + (words[format.name] ?? []), heap: (24 << 20, 1024),
      seeds: { path, bytes in
        guard LogFile(path: path, bytes: bytes).is(format) else { return [] }
        if format.name == "inspect-eval" { return bytes.count <= 32_768 ? [bytes] : [] }
        return [512, 2048, 8192].map { lines(of: bytes, upTo: $0) }
      },
      check: { bytes in
        let file = LogFile(path: name, bytes: bytes)
        _ = file.is(format)
        let reading = format.read(file, cancelled: { false })
        ReadingLaws(reading, of: file, size: bytes.count).hold()
        claim(reading.isSame(as: format.read(file, cancelled: { false })), "reading twice gives the same")
        TextLaws(format, file, reading).hold()
        GrowthLaws(format, name, bytes, reading).hold()
        _ = format.read(file, cancelled: { true })
      })
  }

  private static let recognition = Target(
    name: "recognition", summary: "which format a file has, by its first bytes", words: jsonWords,
    heap: (16 << 20, 1024), seeds: { _, bytes in [lines(of: bytes, upTo: 2048)] },
    check: { bytes in
      let file = LogFile(path: "log.json", bytes: bytes)
      let first = Readers.reader(for: file)?.name
      let second = Readers.reader(for: LogFile(path: "b.csv", bytes: bytes))?.name
      claim(first == second, "the name proves nothing: \(first ?? "none") as log.json, \(second ?? "none") as b.csv")
    })

  /// Names say what the bytes do not: the task, the time, the model.
  private static let fileName = [
    "lm-eval-samples": "samples_facts_direct_2026-11-23T10-02-14.677071.jsonl",
    "lm-eval-results": "vane__vane-37k/results_2026-11-23T10-04-22.650871.json",
    "lm-eval-0.3-items": "coin_write_out_info.json",
    "lm-eval-0.3-results": "pythia-1.4b/five-shot/1.4b-5shot_step3000.json",
    "inspect-eval": "facts.eval", "inspect-json": "facts.json", "big-bench": "log_BIG-G_T=0_2m.json",
    "helm-run": "mmlu:subject=anatomy,model=gpt2/run_spec.json",
    "helm-instances": "mmlu:subject=anatomy,model=gpt2/per_instance_stats.json",
    "helm-choices": "mmlu:subject=anatomy,model=gpt2/scenario_state.json",
    "inverse-scaling": "gpt2.csv", "inverse-scaling-lines": "data.jsonl", "inverse-scaling-settings": "args.log",
    "table": "mine-70m.csv",
  ]

  static let jsonWords = [
    "{\"", "\": ", "\", \"", "[{", "}]", "null", "true", "false", "NaN", "Infinity", "-Infinity", "1e999", "-1e-999",
    "9223372036854775807", "18446744073709551616", "\\u0000", "\\ud83d", "\\udc00", "\\\"", "\u{FEFF}", "\r\n",
  ]

  private static let words: [String: [String]] = [
    "lm-eval-samples": [
      "doc_id", "doc", "target", "arguments", "gen_args_0", "arg_0", "arg_1", "resps", "filtered_resps", "filter",
      "doc_hash", "acc", "exact_match", "byte_perplexity", "gold", "label", "answer", "until",
    ],
    "lm-eval-results": [
      "results", "configs", "n-shot", "n-samples", "groups", "group_subtasks", "acc,none", "acc_stderr,none",
      "config", "model_args", "model_num_parameters", "pretrained=a/b,revision=step100", "metadata", "effective",
    ],
    "lm-eval-0.3-items": ["doc_id", "prompt_0", "prompt_1", "logit_0", "logit_1", "truth", "acc", "word_perplexity"],
    "lm-eval-0.3-results": ["results", "table_results", "config", "model_args", "num_fewshot", "task_name", "ppl"],
    "inspect-json": [
      "version", "status", "eval", "plan", "results", "samples", "id", "epoch", "input", "choices", "target", "scores",
      "score", "metadata", "store", "output", "logprobs", "content", "token", "top_logprobs", "logprob", "value",
      "choice_logprobs", "2026-11-23T10:03:32+00:00", "attachment://",
    ],
    "big-bench": [
      "model", "model_family", "model_name", "task", "task_name", "scores", "score_dict", "number_of_shots", "queries",
      "samples", "input", "absolute_scores", "target_values", "correct", "shots", "choice", "targets",
    ],
    "helm-instances": ["instance_id", "stats", "name", "sum", "mean", "logprob", "num_bytes", "exact_match"],
    "helm-choices": [
      "adapter_spec", "method", "multiple_choice_separate_original", "request_states", "instance", "references",
      "reference_index", "request_mode", "calibration", "result", "completions", "logprob", "tokens", "bytes:\\x",
    ],
    "helm-run": ["name", "adapter_spec", "scenario_spec", "model", "max_train_instances"],
    "inverse-scaling": [
      "index,loss,correct,total_logprob\n", "logodds_difference", "logodds", "prompt", "classes", "answer_index",
      "other_prompt", "\"[' Yes', ' No']\"", "completion",
    ],
    "inverse-scaling-lines": ["prompt", "classes", "answer_index", "completion", "[' Yes', ' No']", "_loss"],
    "inspect-eval": [
      "PK\u{1}\u{2}", "PK\u{3}\u{4}", "PK\u{5}\u{6}", "PK\u{6}\u{6}", "PK\u{6}\u{7}", "header.json", "summaries.json",
      "_journal/start.json", "_journal/summaries/1.json", "samples/1_epoch_1.json",
    ],
    "table": [
      "item", "logp", "loss", "watched", "choice", "bytes", "correct", "coverage", "model", "parameters", "revision",
      "behaviour", "suite", "variant", ",", "\t", "\"\"", "true", "yes", "-inf", "1e999",
    ],
  ]
}

extension LogFile {
  func `is`(_ format: any LogReader.Type) -> Bool { format.recognizes(self) }
}

import Chance

/// One member `samples/<id>_epoch_1.json`, with the events that Inspect 0.3.285 keeps of one question with one answer.
struct InspectSample {
  let id: String
  let behaviour: String
  let model: String
  let question: String
  let answers: [String]
  let watched: Int
  let values: [Double]

  private var best: Int { values.indices.max { values[$0] < values[$1] } ?? 0 }
  var isMatching: Bool { best == watched }
  private var list: String { answers.map { "\"\($0)\"" }.joined(separator: ",") }
  private var target: String { letter(watched) }

  private func letter(_ index: Int) -> String { ["A", "B", "C", "D"][index] }

  /// What the scorer said; in the sample, in its summary and in the reductions.
  private var scoreBody: String {
    let each = zip(answers, values).map { "\"\($0)\":\($1)" }.joined(separator: ",")
    return """
      "answer":"\(letter(best))","explanation":"chose '\(answers[best])'","metadata":{"choice_logprobs":{\(each)},\
      "unit":"nats, summed over tokens"},"history":[]
      """
  }

  private var score: String {
    "{\"value\":{\"matches_behavior\":\(isMatching ? 1 : 0),\"behavior_logprob\":\(values[watched])},\(scoreBody)}"
  }

  var reduction: String {
    """
    {"value":{"matches_behavior":\(isMatching ? "1.0" : "0.0"),"behavior_logprob":\(values[watched])},\(scoreBody),\
    "sample_id":"\(id)"}
    """
  }

  private static let usage = "{\"input_tokens\":64,\"output_tokens\":1,\"total_tokens\":65}"

  func summary(_ dice: inout Dice) -> String {
    """
    {"id":"\(id)","epoch":1,"input":"\(question)","choices":[\(list)],"target":"\(target)",\
    "metadata":{"behavior":"\(behaviour)"},"scores":{"choice_logprobs":\(score)},\
    "model_usage":{"hf/\(model)":\(Self.usage)},"role_usage":{},"started_at":"2026-11-23T10:00:36.006801+00:00",\
    "completed_at":"2026-11-23T10:00:37.533406+00:00","total_time":1.527,"working_time":1.447,"uuid":"\(dice.short)",\
    "retries":0,"completed":true,"message_count":2,"turn_count":1}
    """
  }

  func text(_ dice: inout Dice) -> String {
    let user = """
      {"id":"\(dice.short)","content":"\(question)","source":"input","role":"user"}
      """
    let reply = """
      {"id":"\(dice.short)","content":" \(answers[best])","source":"generate","role":"assistant","model":"\(model)"}
      """
    let top = answers.indices.sorted { values[$0] > values[$1] }.prefix(3).map { token(answers[$0], values[$0]) + "}" }
    let choice = """
      {"message":\(reply),"stop_reason":"unknown","logprobs":{"content":[\(token(answers[best], values[best])),\
      "top_logprobs":[\(top.joined(separator: ","))]}]}}
      """
    let output = """
      {"model":"\(model)","choices":[\(choice)],"completion":" \(answers[best])","usage":\(Self.usage),\
      "input_context_tokens":64,"time":1.0121074959997713}
      """
    let body = "\"input\":\"\(question)\",\"choices\":[\(list)],\"target\":\"\(target)\""
    let about = "\"metadata\":{\"behavior\":\"\(behaviour)\"}"
    let events = self.events(user: user, reply: reply, choice: choice, output: output, body: body, about: about, &dice)
    return """
      {"id":"\(id)","epoch":1,\(body),"messages":[\(user),\(reply)],"output":\(output),\
      "scores":{"choice_logprobs":\(score)},\(about),"store":{},"events":[\(events)],\
      "model_usage":{"hf/\(model)":\(Self.usage)},"role_usage":{},"started_at":"2026-11-23T10:00:36.006801+00:00",\
      "completed_at":"2026-11-23T10:00:37.533406+00:00","total_time":1.527,"working_time":1.447,"uuid":"\(dice.short)",\
      "error_retries":[],"attachments":{},"events_data":{"messages":[\(user)],"calls":[]},"turn_count":1}
      """
  }

  private func token(_ answer: String, _ value: Double) -> String {
    let word = answer.split(separator: " ").first.map(String.init) ?? answer
    let bytes = ([288] + word.utf8.map(Int.init)).map(String.init).joined(separator: ",")
    return "{\"token\":\"Ġ\(word)\",\"logprob\":\(value),\"bytes\":[\(bytes)]"
  }

  private func events(
    user: String, reply: String, choice: String, output: String, body: String, about: String, _ dice: inout Dice
  ) -> String {
    let spans = (0..<5).map { _ in dice.short }
    var clock = 36_005_682 + dice.below(1_000_000)
    func event(_ span: Int, _ kind: String, _ rest: String, _ dice: inout Dice) -> String {
      clock += 200 + dice.below(90_000)
      return """
        {"uuid":"\(dice.short)","span_id":"\(spans[span])","timestamp":"2026-11-23T10:00:\(clock / 1_000_000).\
        \(String(clock % 1_000_000 + 1_000_000).dropFirst())+00:00","working_start":\(Double(clock) / 1e6),\
        "event":"\(kind)",\(rest)}
        """
    }
    func begin(_ span: Int, _ kind: String, _ name: String, in parent: Int?, _ dice: inout Dice) -> String {
      let above = parent.map { "\"parent_id\":\"\(spans[$0])\"," } ?? ""
      return event(
        span, "span_begin", "\"id\":\"\(spans[span])\",\(above)\"type\":\"\(kind)\",\"name\":\"\(name)\"", &dice)
    }
    func end(_ span: Int, _ dice: inout Dice) -> String {
      event(span, "span_end", "\"id\":\"\(spans[span])\"", &dice)
    }
    let start = """
      "sample":{\(body),"id":"\(id)",\(about)},"state":{"messages":[\(user)],"tools":[],"tool_choice":null,"store":{},\
      "output":{"model":"hf/\(model)","choices":[],"completion":""},"completed":false,\(about)}
      """
    let call = """
      "model":"hf/\(model)","input":[],"input_refs":[[0,1]],"tools":[],"tool_choice":"none","config":{"max_tokens":1,\
      "logprobs":true,"top_logprobs":3},"output":\(output),"completed":"2026-11-23T10:00:37.385927+00:00",\
      "working_time":1.0121074959997713
      """
    let state = """
      "changes":[{"op":"add","path":"/messages/1","value":\(reply)},{"op":"add","path":"/output/usage","value":\
      \(Self.usage)},{"op":"replace","path":"/output/model","value":"\(model)","replaced":"hf/\(model)"},\
      {"op":"add","path":"/output/choices/0","value":\(choice)},\
      {"op":"replace","path":"/output/completion","value":" \(answers[best])","replaced":""}]
      """
    let scored = """
      "score":\(score),"target":"\(target)","intermediate":false,"scorer":"choice_logprobs","scorer_args":{},\
      "model_usage":{"hf/\(model)":\(Self.usage)}
      """
    return [
      begin(0, "init", "init", in: nil, &dice), event(0, "sample_init", start, &dice), end(0, &dice),
      begin(1, "solvers", "solvers", in: nil, &dice), begin(2, "solver", "generate", in: 1, &dice),
      event(2, "model", call, &dice), event(2, "state", state, &dice), end(2, &dice), end(1, &dice),
      begin(3, "scorers", "scorers", in: nil, &dice), begin(4, "scorer", "choice_logprobs", in: 3, &dice),
      event(4, "score", scored, &dice), end(4, &dice), end(3, &dice),
    ].joined(separator: ",")
  }
}

extension Dice {
  /// Twenty-two signs, as Inspect's ids have.
  var short: String {
    mutating get {
      let signs = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
      return String((0..<22).map { _ in signs[below(signs.count)] })
    }
  }
}

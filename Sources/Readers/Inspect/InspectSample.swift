import Runs

/// One sample (or its summary) of an Inspect log: the parts that measure, without its messages and events. All samples
/// of a log are kept until its last one is read, so none keeps a long text.
struct InspectSample {
  var id = ""
  var epoch = 1
  /// Hash of the input's beginning, which is all of it that a summary has.
  var content = Fingerprint().value
  var choices: [String] = []
  /// One, or several where several answers are right: texts, or letters for multiple choice.
  var targets: [String] = []
  /// Scorer → score, in the log's order.
  var scores: [JSON.Member] = []
  var metadata: JSON?
  var store: JSON?
  /// What the first sampled token could have been: token → nats. At most 20 of them are kept in a log.
  var firstTokens: [JSON.Member] = []
  /// What the sample itself was, among those.
  var firstToken: String?
  /// Somebody has found fault with it since.
  var isInvalidated = false
  /// The summary says that something was too long for it.
  var isShortened = false
  var address = Address(offset: 0, length: 0, line: 0)

  /// Version 1 logs write one `score` without its scorer's name, which stands in the header.
  static func read(_ scan: inout JSONScanner) throws(JSONScanner.Fault) -> InspectSample? {
    var sample = InspectSample()
    var budget = mostTextBytes
    var hasID = false
    try scan.enterObject()
    while try scan.nextKey() {
      if scan.textIs("id") {
        guard let name = try scan.tree(budget: &budget).name else { continue }
        sample.id = name.itemName
        hasID = true
      } else if scan.textIs("epoch") {
        sample.epoch = try scan.number().flatMap { Int(exactly: $0) } ?? 1
      } else if scan.textIs("input") {
        sample.content = Fingerprint.of(text(ofMessages: try scan.tree(budget: &budget)).utf8.prefix(512))
      } else if scan.textIs("choices") {
        sample.choices = try scan.tree(budget: &budget).elements.compactMap(\.name)
      } else if scan.textIs("target") {
        let target = try scan.tree(budget: &budget)
        sample.targets = target.isArray ? target.elements.compactMap(\.name) : [target.name].compactMap { $0 }
      } else if scan.textIs("scores") {
        sample.scores = try scan.tree(budget: &budget).members
      } else if scan.textIs("score") {
        let score = try scan.tree(budget: &budget)
        if score.isObject, sample.scores.isEmpty { sample.scores = [JSON.Member(key: "", value: score)] }
      } else if scan.textIs("metadata") {
        sample.metadata = try scan.tree(budget: &budget)
      } else if scan.textIs("store") {
        sample.store = try scan.tree(budget: &budget)
      } else if scan.textIs("invalidation") || scan.textIs("invalidated") {
        // Who did so and why, or a bare `true`.
        let mark = try scan.tree(budget: &budget)
        sample.isInvalidated = mark.bool ?? !mark.isNull
      } else if scan.textIs("output") {
        try sample.readOutput(&scan, &budget)
      } else {
        try scan.skip()
      }
    }
    sample.isShortened = ([sample.metadata] + sample.scores.map { $0.value["metadata"] }).contains { container in
      container?.members.contains { $0.value.string?.contains("removed from summary") == true } == true
    }
    sample.scores = sample.scores.map { JSON.Member(key: $0.key, value: $0.value.withoutTexts()) }
    sample.metadata = sample.metadata?.withoutTexts()
    sample.store = sample.store?.withoutTexts()
    return hasID ? sample : nil
  }

  /// `choices[0].logprobs.content[0]`: the first token. The rest may be long and is stepped over.
  private mutating func readOutput(_ scan: inout JSONScanner, _ budget: inout Int) throws(JSONScanner.Fault) {
    guard try Self.enter(&scan, "choices") else { return }
    if try scan.peek() == 0x5B {
      try scan.enterArray()
      var at = 0
      while try scan.nextElement() {
        if at == 0 { try readChoice(&scan, &budget) } else { try scan.skip() }
        at += 1
      }
    } else {
      try scan.skip()
    }
    try Self.leave(&scan)
  }

  private mutating func readChoice(_ scan: inout JSONScanner, _ budget: inout Int) throws(JSONScanner.Fault) {
    guard try Self.enter(&scan, "logprobs") else { return }
    if try Self.enter(&scan, "content") {
      if try scan.peek() == 0x5B {
        try scan.enterArray()
        var at = 0
        while try scan.nextElement() {
          if at == 0 {
            let token = try scan.tree(budget: &budget)
            firstToken = token["token"]?.string
            firstTokens = (token["top_logprobs"]?.elements ?? []).compactMap { token in
              token["token"]?.string.flatMap { name in token["logprob"].map { JSON.Member(key: name, value: $0) } }
            }
          } else {
            try scan.skip()
          }
          at += 1
        }
      } else {
        try scan.skip()
      }
      try Self.leave(&scan)
    }
    try Self.leave(&scan)
  }

  /// Goes to the value of `key`. False, with the object (or what stands there instead) behind it, if there is none.
  private static func enter(_ scan: inout JSONScanner, _ key: StaticString) throws(JSONScanner.Fault) -> Bool {
    guard try scan.peek() == 0x7B else {
      try scan.skip()
      return false
    }
    try scan.enterObject()
    while try scan.nextKey() {
      if scan.textIs(key) { return true }
      try scan.skip()
    }
    return false
  }

  private static func leave(_ scan: inout JSONScanner) throws(JSONScanner.Fault) {
    while try scan.nextKey() { try scan.skip() }
  }

  /// A string, or what the messages say, one after the other.
  static func text(ofMessages value: JSON) -> String {
    if let string = value.string { return string }
    return value.elements.map { message in
      let content = message["content"]
      return content?.string ?? (content?.elements ?? []).compactMap { $0["text"]?.string }.joined(separator: "\n")
    }.joined(separator: "\n\n")
  }
}

extension JSON {
  /// The same to whoever looks for verdicts and log-likelihoods: what is too long for a number, for as many choices as
  /// can be, or lies deeper than they do, is emptied and stays where it is.
  fileprivate func withoutTexts(depth: Int = 0) -> JSON {
    switch self {
    case .string(let text): return text.utf8.count > 400 ? .string("") : self
    case .array(let elements):
      guard elements.count <= 64, depth < 6 else { return .array([]) }
      return .array(elements.map { $0.withoutTexts(depth: depth + 1) })
    case .object(let members):
      guard depth < 6 else { return .object([]) }
      return .object(members.map { Member(key: $0.key, value: $0.value.withoutTexts(depth: depth + 1)) })
    case .null, .bool, .number: return self
    }
  }
}

import Runs

/// One sample (or its summary) of an Inspect log: the parts that measure, without its messages and events. All samples
/// of a log are kept until its last one is read, so none keeps a long text.
struct InspectSample {
  var id = ""
  var epoch = 1
  /// Hash of the input's beginning, which is all of it that a summary has, and of what `answersHash` is of.
  private(set) var content: UInt64 = 0
  /// True where the input may go on behind that beginning.
  private(set) var isContentCut = false
  /// What the sample offers, in order; one more than can be, where there are too many. A long one is a name of itself,
  /// and so are the keys and targets that are held against it.
  private(set) var choices: [String] = []
  /// How many bytes each choice has as the log says it.
  private var lengths: [Int32] = []
  /// The same of keys that are known by a name, where the sample lists no choices.
  private var keyLengths: [String: Int32] = [:]
  /// One, or several where several answers are right: texts, or letters for multiple choice.
  var targets: [String] = []
  /// Scorer → score, in the log's order.
  var scores: [JSON.Member] = []
  /// What `metadata` and `store` hold of log-likelihoods. They are the same to every scorer, and may be large.
  private(set) var besides: [InspectLogprobs] = []
  /// What the first sampled token could have been: token → nats. At most 20 of them are kept in a log.
  var firstTokens: [JSON.Member] = []
  /// What the sample itself was, among those.
  var firstToken: String?
  /// Somebody has found fault with it since.
  var isInvalidated = false
  /// The summary says that something was too long for it.
  var isShortened = false
  var address = Address(offset: 0, length: 0, line: 0)

  static let mostChoices = 64
  /// Of the input, for telling questions apart.
  private static let mostContentBytes = 512
  /// Of a choice, a target or a key.
  static let mostWordBytes = 128
  /// What is kept of the values in scores, metadata and store.
  private static let mostValues = 4096

  /// How many bytes the words of one place have: those of the choices, or others.
  func bytes(of labels: [String]) -> [Int32] {
    labels == choices ? lengths : labels.map { keyLengths[$0] ?? Int32(clamping: $0.utf8.count) }
  }

  /// Version 1 logs write one `score` without its scorer's name, which stands in the header.
  static func read(_ scan: inout JSONScanner) throws(JSONScanner.Fault) -> InspectSample? {
    var sample = InspectSample()
    var input = Fingerprint().value
    var budget = mostTextBytes
    var hasID = false
    var metadata: JSON?
    var store: JSON?
    try scan.enterObject()
    while try scan.nextKey() {
      if scan.textIs("id") {
        guard let name = try scan.tree(budget: &budget).name else { continue }
        sample.id = name.itemName
        hasID = true
      } else if scan.textIs("epoch") {
        sample.epoch = try scan.number().flatMap { Int(exactly: $0) } ?? 1
      } else if scan.textIs("input") {
        let beginning = text(ofMessages: try scan.tree(budget: &budget)).utf8
        input = Fingerprint.of(beginning.prefix(mostContentBytes))
        sample.isContentCut = beginning.count >= mostContentBytes
      } else if scan.textIs("choices") {
        let choices = try scan.tree(budget: &budget).elements.compactMap(\.name).prefix(mostChoices + 1)
        sample.choices = choices.map { $0.name(within: mostWordBytes) }
        sample.lengths = choices.map { Int32(clamping: $0.utf8.count) }
      } else if scan.textIs("target") {
        let target = try scan.tree(budget: &budget)
        let targets = target.isArray ? target.elements.compactMap(\.name) : [target.name].compactMap { $0 }
        sample.targets = targets.prefix(mostChoices + 1).map { $0.name(within: mostWordBytes) }
      } else if scan.textIs("scores") {
        sample.scores = try scan.tree(budget: &budget).members
      } else if scan.textIs("score") {
        let score = try scan.tree(budget: &budget)
        if score.isObject, sample.scores.isEmpty { sample.scores = [JSON.Member(key: "", value: score)] }
      } else if scan.textIs("metadata") {
        metadata = try scan.tree(budget: &budget)
      } else if scan.textIs("store") {
        store = try scan.tree(budget: &budget)
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
    sample.isShortened = ([metadata] + sample.scores.map { $0.value["metadata"] }).contains { container in
      container?.members.contains { $0.value.string?.contains("removed from summary") == true } == true
    }
    var long: [String: Int32] = [:]
    let scores = sample.scores.prefix(mostColumns + 1)
    sample.scores = scores.map { score in
      // Each has room of its own, and its verdict comes first: what a scorer keeps of its work costs no verdict.
      var room = max(128, mostValues / scores.count)
      let kept = ["value", "metadata"].compactMap { name in
        score.value[name].map { JSON.Member(key: name, value: $0.withoutTexts(&room, &long, depth: 1)) }
      }
      return JSON.Member(key: score.key.itemName, value: .object(kept))
    }
    var room = mostValues
    sample.besides = InspectLogprobs.besides(
      [("metadata", metadata?.withoutTexts(&room, &long)), ("store", store?.withoutTexts(&room, &long))],
      choices: sample.choices)
    if sample.choices.isEmpty { sample.keyLengths = long }
    sample.content = input & ~0xFFFF_FFFF | UInt64(sample.answersHash)
    return hasID ? sample : nil
  }

  /// Of the choices in any order, for they may have been shuffled for one model, and of the right ones' texts. 0 where
  /// the log tells neither: older summaries leave the choices out, and all of them cut long texts.
  private var answersHash: UInt32 {
    let isWhole = lengths.allSatisfy { $0 < Self.mostSummaryBytes } && targets.allSatisfy { $0.utf8.count < 100 }
    let letters = targets.contains { $0.utf8.count < 2 }
    guard isWhole, choices.isEmpty ? !letters && !targets.isEmpty : choices.count <= Self.mostChoices else { return 0 }
    let right = targets.map { target in
      InspectMeasurement.position(of: target, in: choices).map { choices[$0] } ?? target
    }
    var hash = Fingerprint()
    for text in choices.sorted() + [""] + right.sorted() {
      hash.add(text.utf8)
      hash.add(0)
    }
    // Odd where no choices were told: it may be an older summary's.
    let value = UInt32(truncatingIfNeeded: hash.value)
    return choices.isEmpty ? value | 1 : max(2, value & ~1)
  }

  /// A summary has a thousand letters of each text.
  private static let mostSummaryBytes: Int32 = 1000

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
            // A letter, and what stands before it; a longer one is none.
            firstToken = token["token"]?.string?.name(within: Self.mostWordBytes)
            firstTokens = (token["top_logprobs"]?.elements ?? []).prefix(Self.mostChoices).compactMap { token in
              guard let name = token["token"]?.string, let number = token["logprob"]?.number else { return nil }
              return JSON.Member(key: name.name(within: Self.mostWordBytes), value: .number(number))
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
  /// can be, or lies deeper than they do, is emptied and stays where it is. What comes when there is no room is left out.
  ///
  /// - Parameters:
  ///   - room: values that may be kept; counted down.
  ///   - long: gets the bytes of each key that is too long to be kept, by the name that stands for it.
  fileprivate func withoutTexts(_ room: inout Int, _ long: inout [String: Int32], depth: Int = 0) -> JSON {
    room -= 1
    switch self {
    case .string(let text): return text.utf8.count > 400 ? .string("") : self
    case .array(let elements):
      guard elements.count <= min(64, room), depth < 6 else { return .array([]) }
      return .array(elements.map { $0.withoutTexts(&room, &long, depth: depth + 1) })
    case .object(let members):
      guard depth < 6 else { return .object([]) }
      var kept: [Member] = []
      for member in members {
        if room <= 0 { break }
        let key = member.key.name(within: InspectSample.mostWordBytes)
        if key.utf8.count != member.key.utf8.count { long[key] = Int32(clamping: member.key.utf8.count) }
        kept.append(Member(key: key, value: member.value.withoutTexts(&room, &long, depth: depth + 1)))
      }
      return .object(kept)
    case .null, .bool, .number: return self
    }
  }
}

import Runs

/// One line of a samples file as it stands there. Used again for each line, so that reading allocates next to nothing.
struct SampleRecord {
  /// What stands beside a context.
  enum Continuation { case none, text, settings }

  struct Request {
    var continuation = Continuation.none
    var hasContext = false
    /// UTF-8 bytes of the continuation, or of the context where there is none.
    var bytes = 0
    /// Of the continuation without the blanks before it: to find the target among the choices.
    var hash: UInt64 = 0
  }

  /// What the first pass left out: rarely needed, and costly.
  struct Detail: OptionSet {
    let rawValue: Int
    /// Hash the arguments, for versions that write no `doc_hash`.
    static let argumentsHash = Detail(rawValue: 1)
    /// Measure contexts, for rolling tasks without `byte_perplexity`.
    static let contextBytes = Detail(rawValue: 2)
  }

  var docID: Int?
  /// `doc.id` as text; empty if there is none.
  var id: [UInt8] = []
  var docHash: [UInt8] = []
  var target: [UInt8] = []
  var requests: [Request] = []
  /// One per request: its log-likelihood in nats; nil where none stands there.
  var values: [Double?] = []
  var hasResponses = false
  var filter: [UInt8] = []
  var hasFilter = false
  /// `doc.gold`, `doc.label` or `doc.answer`, if it is an index.
  var label: Int?
  /// `doc.mc2_targets.labels`: which answers are true, as bits, and how many answers there are.
  private(set) var truths: (bits: UInt64, count: Int) = (0, 0)
  var accuracy: Double?
  private(set) var exactMatch: Double?
  /// Whether each choice was asked a second time, to compare with.
  private(set) var hasMutualInformation = false
  private(set) var documentBytes: Int?
  private(set) var argumentsHash: UInt64 = 0

  /// One answer as it stands in the line, and its log-likelihood.
  struct Response {
    var text: UnsafeBufferPointer<UInt8>
    var value: Double
  }

  /// Of the line that `readUsual` reads, and only while it does.
  var responses: [Response] = []
  /// Whether that line's requests have their hashes.
  var isHashed = false

  init() {}

  /// One line.
  mutating func read(_ scan: inout JSONScanner, _ detail: Detail) throws(JSONScanner.Fault) {
    try readObject(&scan, detail)
    guard scan.isAtEnd() else { throw .unexpected(try scan.peek()) }
  }

  mutating func readObject(_ scan: inout JSONScanner, _ detail: Detail) throws(JSONScanner.Fault) {
    clear()
    try scan.enterObject()
    while try scan.nextKey() {
      if scan.textIs("doc") {
        try readDoc(&scan)
      } else if scan.textIs("doc_id") {
        docID = try scan.number().flatMap { Int(exactly: $0) }
      } else if scan.textIs("target") {
        try readTarget(&scan)
      } else if scan.textIs("arguments") {
        try readArguments(&scan, detail)
      } else if scan.textIs("filtered_resps") {
        try readResponses(&scan)
      } else if scan.textIs("filter") {
        hasFilter = try keep(&scan, in: &filter)
      } else if scan.textIs("doc_hash") {
        _ = try keep(&scan, in: &docHash)
      } else if scan.textIs("acc") {
        accuracy = try Self.verdict(&scan)
      } else if scan.textIs("exact_match") {
        exactMatch = try Self.verdict(&scan)
      } else if scan.textIs("acc_mutual_info") {
        hasMutualInformation = true
        try scan.skip()
      } else if scan.textIs("byte_perplexity") || scan.textIs("bits_per_byte") {
        try readDocumentBytes(&scan)
      } else {
        try scan.skip()
      }
    }
  }

  mutating func clear() {
    docID = nil
    id.removeAll(keepingCapacity: true)
    docHash.removeAll(keepingCapacity: true)
    target.removeAll(keepingCapacity: true)
    requests.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    hasResponses = false
    filter.removeAll(keepingCapacity: true)
    hasFilter = false
    label = nil
    truths = (0, 0)
    accuracy = nil
    exactMatch = nil
    hasMutualInformation = false
    documentBytes = nil
    argumentsHash = 0
  }

  /// A string or a bare number, as text. False for anything else, and for what is too long to be a name.
  private func keep(_ scan: inout JSONScanner, in text: inout [UInt8]) throws(JSONScanner.Fault) -> Bool {
    switch try scan.peek() {
    case 0x22: try scan.string(keeping: 512)
    case 0x2D, 0x30...0x39: try scan.word()
    default:
      try scan.skip()
      return false
    }
    guard scan.textLength == scan.text.count else { return false }
    text.removeAll(keepingCapacity: true)
    text.append(contentsOf: scan.text)
    return true
  }

  private mutating func readDoc(_ scan: inout JSONScanner) throws(JSONScanner.Fault) {
    guard try scan.peek() == 0x7B else { return try scan.skip() }
    try scan.enterObject()
    while try scan.nextKey() {
      if scan.textIs("id") {
        _ = try keep(&scan, in: &id)
      } else if scan.textIs("gold") || scan.textIs("label") || scan.textIs("answer") {
        let number = try scan.number().flatMap { Int(exactly: $0) }
        label = label ?? number
      } else if scan.textIs("mc2_targets") {
        try readTruths(&scan)
      } else {
        try scan.skip()
      }
    }
  }

  private mutating func readTruths(_ scan: inout JSONScanner) throws(JSONScanner.Fault) {
    truths = (0, 0)
    guard try scan.peek() == 0x7B else { return try scan.skip() }
    try scan.enterObject()
    while try scan.nextKey() {
      guard scan.textIs("labels"), try scan.peek() == 0x5B else {
        try scan.skip()
        continue
      }
      try scan.enterArray()
      while try scan.nextElement() {
        let isTrue = try scan.number() == 1
        if isTrue, truths.count < 64 { truths.bits |= 1 << UInt64(truths.count) }
        truths.count += 1
      }
    }
  }

  /// A string since 0.4.3 (`"2"`, `"[0, 1]"`, a text), any value before.
  private mutating func readTarget(_ scan: inout JSONScanner) throws(JSONScanner.Fault) {
    target.removeAll(keepingCapacity: true)
    switch try scan.peek() {
    case 0x22: try scan.string(keeping: 65_536)
    case 0x7B: return try scan.skip()
    case 0x5B:
      try scan.enterArray()
      while try scan.nextElement() {
        target.append(target.isEmpty ? 0x5B : 0x2C)
        if try scan.peek() == 0x22 {
          try scan.string(keeping: 4096)
          target.append(0x22)
          target.append(contentsOf: scan.text)
          target.append(0x22)
        } else if let number = try scan.number().flatMap({ Int(exactly: $0) }) {
          target.append(contentsOf: String(number).utf8)
        }
      }
      return target.append(0x5D)
    default: try scan.word()
    }
    target.append(contentsOf: scan.text)
  }

  /// `{"gen_args_0": {"arg_0": context, "arg_1": continuation}, …}`, before 0.4.3 `[[context, continuation], …]`.
  private mutating func readArguments(_ scan: inout JSONScanner, _ detail: Detail) throws(JSONScanner.Fault) {
    requests.removeAll(keepingCapacity: true)
    var hash = Fingerprint()
    switch try scan.peek() {
    case 0x7B:
      try scan.enterObject()
      while try scan.nextKey() { try readRequest(&scan, detail, &hash) }
    case 0x5B:
      try scan.enterArray()
      while try scan.nextElement() { try readRequest(&scan, detail, &hash) }
    default: try scan.skip()
    }
    if detail.contains(.argumentsHash) { argumentsHash = hash.value }
  }

  private mutating func readRequest(
    _ scan: inout JSONScanner, _ detail: Detail, _ hash: inout Fingerprint
  ) throws(JSONScanner.Fault) {
    var request = Request()
    switch try scan.peek() {
    case 0x7B:
      try scan.enterObject()
      while try scan.nextKey() {
        if scan.textIs("arg_0") {
          try readContext(&scan, detail, &request, &hash)
        } else if scan.textIs("arg_1") {
          try readContinuation(&scan, detail, &request, &hash)
        } else {
          try scan.skip()
        }
      }
    case 0x5B:
      try scan.enterArray()
      var at = 0
      while try scan.nextElement() {
        switch at {
        case 0: try readContext(&scan, detail, &request, &hash)
        case 1: try readContinuation(&scan, detail, &request, &hash)
        default: try scan.skip()
        }
        at += 1
      }
    default: try scan.skip()
    }
    requests.append(request)
  }

  private func readContext(
    _ scan: inout JSONScanner, _ detail: Detail, _ request: inout Request, _ hash: inout Fingerprint
  ) throws(JSONScanner.Fault) {
    guard try scan.peek() == 0x22 else { return try scan.skip() }
    if detail.isEmpty {
      request.hasContext = try !scan.emptyString()
      return
    }
    try scan.string(keeping: detail.contains(.argumentsHash) ? 1 << 20 : 0)
    hash.add(scan.text)
    hash.add(0)
    request.hasContext = scan.textLength > 0
    if request.continuation == .none { request.bytes = scan.textLength }
  }

  private func readContinuation(
    _ scan: inout JSONScanner, _ detail: Detail, _ request: inout Request, _ hash: inout Fingerprint
  ) throws(JSONScanner.Fault) {
    switch try scan.peek() {
    case 0x22:
      try scan.string(keeping: 65_536)
      request.continuation = .text
      request.bytes = scan.textLength
      request.hash = Self.hash(ofChoice: scan.text)
      if detail.contains(.argumentsHash) {
        hash.add(scan.text)
        hash.add(0)
      }
    case 0x7B:
      request.continuation = .settings
      try scan.skip()
    default: try scan.skip()
    }
  }

  /// Of a text without the delimiter before it.
  static func hash(ofChoice text: some Sequence<UInt8>) -> UInt64 {
    Fingerprint.of(text.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 })
  }

  /// One entry per request: `["-1.03", "False"]`, a bare `"-16.4"` for whole documents, a text for sampled answers.
  private mutating func readResponses(_ scan: inout JSONScanner) throws(JSONScanner.Fault) {
    values.removeAll(keepingCapacity: true)
    guard try scan.peek() == 0x5B else { return try scan.skip() }
    hasResponses = true
    try scan.enterArray()
    while try scan.nextElement() {
      var value: Double?
      if try scan.peek() == 0x5B {
        var depth = 0
        // Over repeats, where a filter left them: the first counts.
        var isOpen = true
        while isOpen, try scan.peek() == 0x5B, depth < 3 {
          try scan.enterArray()
          depth += 1
          isOpen = try scan.nextElement()
        }
        if isOpen {
          value = try scan.number()
        } else {
          depth -= 1
        }
        for _ in 0..<depth {
          while try scan.nextElement() { try scan.skip() }
        }
      } else {
        value = try scan.number()
      }
      values.append(value)
    }
  }

  private mutating func readDocumentBytes(_ scan: inout JSONScanner) throws(JSONScanner.Fault) {
    guard try scan.peek() == 0x5B else { return try scan.skip() }
    try scan.enterArray()
    var at = 0
    while try scan.nextElement() {
      let number = try scan.number()
      if at == 1, let number, number > 0 { documentBytes = Int(exactly: number) }
      at += 1
    }
  }

  /// A metric of one item: number, or a truth value.
  private static func verdict(_ scan: inout JSONScanner) throws(JSONScanner.Fault) -> Double? {
    if let number = try scan.number() { return number }
    if scan.textIs("true") || scan.textIs("True") { return 1 }
    return scan.textIs("false") || scan.textIs("False") ? 0 : nil
  }
}

import Runs

/// The samples of one file, sorted into columns: one per filter, and per kind should a file mix them.
struct SampleColumns {
  private let task: String
  private(set) var columns: [Columns] = []
  private var filters: [[UInt8]] = []
  private var names: [UniqueNames] = []
  /// How often each doc_id has come up in lines without a filter: before 0.4.7 several filters looked alike.
  private var unfiltered: [Int: Int] = [:]
  private var last = 0
  private var withoutTarget = 0
  private var withNaN = 0
  /// Items whose target is the place of one choice and the text of another, with the mark of the latter.
  private var namesakes: [(column: Int, item: Int, mark: UInt64)] = []
  /// How many of them were judged in a way that their target cannot mean as a place, and as a text.
  private var contradicted = (places: 0, texts: 0)
  /// Of the record that is being added; used again for each.
  private var values: [Double] = []
  private var bytes: [Int32] = []

  /// False where a later line's name, or a remark, depends on what came before it and the columns do not tell.
  private(set) var canGrow = true

  init(task: String) { self.task = task }

  /// Goes on where `earlier` ended. nil when its names are not unique, which only a damaged index could bring about.
  init?(task: String, after earlier: [Columns]) {
    self.task = task
    columns = earlier
    for one in earlier {
      var names = UniqueNames()
      for at in one.items.indices {
        guard one.items.withName(at, { names.isNew($0, after: one.items) }) else { return nil }
      }
      self.names.append(names)
      filters.append(one.filter.map { Array($0.utf8) } ?? [])
      for at in 0..<one.count {
        if one.kind == .choices, one.watched[at] == 0 { withoutTarget += 1 }
        if one.values(of: at).contains(where: \.isNaN) { withNaN += 1 }
      }
    }
  }

  /// Adds one record. Returns what is wrong with it, if it cannot be used.
  mutating func add(_ record: SampleRecord, at address: Address) -> String? {
    guard record.hasResponses else { return "no 'filtered_resps' field, which lm-eval writes with --log_samples" }
    let kind = record.kind
    values.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    if kind != .generated {
      let count = record.scoredCount
      guard record.requests.isEmpty || record.requests.count == record.values.count else {
        return "\(counted(record.requests.count, "request")) but \(counted(record.values.count, "value"))"
      }
      guard count > 0 else { return "no log-likelihoods" }
      guard kind != .rolling || count == 1 else { return "\(count) log-likelihoods for one document" }
      guard count <= 64 else { return "\(count) choices; 64 are the most that can be read" }
      var hasNaN = false
      for at in 0..<count {
        guard let value = record.values[at] else { return "a log-likelihood is not a number" }
        guard !(value > 1e-6) else { return "log-likelihood \(value) is above 0, which no probability has" }
        if value.isNaN { hasNaN = true }
        values.append(value)
      }
      if hasNaN { withNaN += 1 }
      record.addBytes(of: count, kind, to: &bytes)
    }
    guard let column = column(of: record, kind) else { return "more than \(mostColumns) filters" }
    guard columns[column].hasRoom else { return oneTooMany }
    let watched = kind == .choices ? record.watched(among: values) : 0
    if kind == .choices, watched == 0 { withoutTarget += 1 }
    let correct = record.accuracy ?? record.exactMatch ?? .nan
    // The columns will not tell what has been forgotten.
    if !Accuracies.isAccuracy(correct) { canGrow = false }
    record.withName { name in
      if let name, names[column].isNew(name, after: columns[column].items) {
        values.withUnsafeBufferPointer { values in
          bytes.withUnsafeBufferPointer { bytes in
            columns[column].append(
              name: name, content: record.content, at: address, values: values, bytes: bytes, watched: watched,
              correct: correct)
          }
        }
      } else {
        // Which #k a name is at is not kept.
        canGrow = false
        let wanted = name.map { String(decoding: $0, as: UTF8.self) } ?? record.docID.map { String($0) }
        columns[column].append(
          item: names[column].name(wanted ?? "\(columns[column].count)", after: columns[column].items),
          content: record.content, at: address, values: values, bytes: bytes, watched: watched, correct: correct)
      }
    }
    if kind == .choices { compare(record, watched, in: column) }
    return nil
  }

  private mutating func compare(_ record: SampleRecord, _ watched: UInt64, in column: Int) {
    let mark = record.namesake(count: values.count)
    guard mark != 0 else { return }
    // What the other lines say decides it.
    canGrow = false
    namesakes.append((column, columns[column].count - 1, mark))
    if record.contradicts(watched, values) { contradicted.places += 1 }
    if record.contradicts(mark, values) { contradicted.texts += 1 }
  }

  private mutating func column(of record: SampleRecord, _ kind: Columns.Kind) -> Int? {
    // Nearly every line is like the one before it.
    let isUnfiltered = record.isUnfiltered
    if record.hasFilter, last < columns.count, columns[last].kind == kind,
      isUnfiltered ? filters[last].isEmpty : filters[last] == record.filter
    {
      return last
    }
    var filter = isUnfiltered ? [] : record.filter
    if !record.hasFilter { canGrow = false }
    if !record.hasFilter, let id = record.docID {
      unfiltered[id, default: 0] += 1
      if let times = unfiltered[id], times > 1 { filter = Array("#\(times)".utf8) }
    }
    return column(filter, kind)
  }

  private mutating func column(_ filter: [UInt8], _ kind: Columns.Kind) -> Int? {
    if last < columns.count, columns[last].kind == kind, filters[last] == filter { return last }
    let name = filter.isEmpty ? nil : String(decoding: filter, as: UTF8.self)
    // By their names: bytes that are no text may differ and give one name, which is then one column's.
    if let found = columns.indices.first(where: { columns[$0].kind == kind && columns[$0].filter == name }) {
      last = found
      return found
    }
    guard columns.count < mostColumns else { return nil }
    columns.append(Columns(task: task, filter: name, kind: kind))
    filters.append(filter)
    names.append(UniqueNames())
    last = columns.count - 1
    return last
  }

  /// Says what holds for many items, once.
  mutating func remark(in problems: inout ProblemList) {
    if contradicted.places > 0, contradicted.texts == 0 {
      for one in namesakes { columns[one.column].watched[one.item] = one.mark }
      problems.add(
        "the target of \(counted(namesakes.count, "item")) is a place and a choice's text",
        "taken as the text, which the verdicts agree with", rejects: false)
    }
    if withoutTarget > 0 {
      problems.add(
        "the marked answer of \(counted(withoutTarget, "item")) could not be found", "kept, without a margin",
        rejects: false)
    }
    Marks.remark(on: columns, &problems, tellsNone: false)
    if withNaN > 0 {
      problems.add("NaN in \(counted(withNaN, "item"))", "kept, but no trend can use it", rejects: false)
    }
    let unjudged = Accuracies.unjudged(in: columns)
    if unjudged > 0 {
      problems.add(
        "neither acc nor exact_match in \(counted(unjudged, "item"))", "kept, and counted as neither right nor wrong",
        rejects: false)
    }
    Accuracies.settle(&columns, &problems)
    let repeats = names.reduce(0) { $0 + $1.repeats }
    if repeats > 0 {
      problems.add("\(counted(repeats, "item")) with the identity of another", "kept as #2, #3, …", rejects: false)
    }
    if unfiltered.values.contains(where: { $0 > 1 }) {
      problems.add(
        "items occur several times without a filter's name, as versions before 0.4.7 write them",
        "kept as filters #2, #3, …", rejects: false)
    }
  }
}

extension SampleRecord {
  var kind: Columns.Kind {
    var hasText = false
    for request in requests {
      if request.continuation == .settings { return .generated }
      if request.continuation == .text { hasText = true }
    }
    if hasText || requests.isEmpty && values.count > 1 {
      return scoredCount > 1 ? .choices : .sequence
    }
    if requests.isEmpty, values.contains(where: { $0 == nil }) { return .generated }
    return .rolling
  }

  /// Requests that are choices. acc_mutual_info asks each choice a second time, without its context or with one that is
  /// the same for all items.
  var scoredCount: Int {
    let half = requests.count / 2
    guard half > 0, requests.count == 2 * half else { return values.count }
    let isRepeated = (0..<half).allSatisfy {
      requests[$0].hasContext && (hasMutualInformation || !requests[half + $0].hasContext)
        && requests[$0].hash == requests[half + $0].hash
    }
    return isRepeated ? half : values.count
  }

  /// What another pass over the line must fetch.
  var missingDetail: Detail {
    var missing: Detail = []
    if docHash.count < 16 { missing.insert(.argumentsHash) }
    if kind == .rolling, documentBytes == nil { missing.insert(.contextBytes) }
    return missing
  }

  /// Hash of the question, 0 if unknown: the first 64 bits of `doc_hash`, else of the arguments.
  var content: UInt64 {
    guard docHash.count >= 16 else { return argumentsHash }
    var hash: UInt64 = 0
    for digit in docHash.prefix(16) {
      // Only its low bits differ between the digits of a real hash; others need no telling apart.
      hash = hash << 4 | UInt64(digit < 0x3A ? digit & 15 : (digit &+ 9) & 15)
    }
    return hash
  }

  var isUnfiltered: Bool { filter.count == 4 && filter.withUnsafeBufferPointer { $0.isWord("none") } }

  /// `doc.id`, else the row's hash, which survives reordering; nil where its position must do.
  func withName(_ body: (UnsafeBufferPointer<UInt8>?) -> Void) {
    if !id.isEmpty { return id.withUnsafeBufferPointer { body($0) } }
    guard docHash.count >= 15 else { return body(nil) }
    // 60 bits tell a hundred million rows apart.
    docHash.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[..<15])) }
  }

  /// Adds the length of each of `count` choices, or of the document.
  func addBytes(of count: Int, _ kind: Columns.Kind, to bytes: inout [Int32]) {
    if kind == .rolling { return bytes.append(Int32(clamping: documentBytes ?? requests.first?.bytes ?? 0)) }
    for at in 0..<count { bytes.append(requests.count >= count ? Int32(clamping: requests[at].bytes) : 0) }
  }

  /// Bit set of the marked choices; 0 if the line does not tell.
  func watched(among values: [Double]) -> UInt64 {
    // truthfulqa_mc2 has a place holder for its target: several answers are true, and `acc` is their probability. The
    // same rows ask for the best answer as truthfulqa_mc1, which is right or wrong.
    if truths.bits != 0, truths.count == values.count, let accuracy, accuracy != 0, accuracy != 1 { return truths.bits }
    let marked = bits(ofTarget: target, count: values.count)
    if marked != 0 { return marked }
    // Where the contexts differ (winogrande) the target is the common ending, and the row's own answer may count from
    // 1. The harness compared with the right one.
    let told = Marks.bits(byVerdict: accuracy, among: values)
    if told != 0 { return told }
    guard let label, values.indices.contains(label), accuracy == nil || label != Marks.likeliest(values) else {
      return 0
    }
    return 1 << UInt64(label)
  }

  /// The other choice that a target of digits may mean, `3` among `2`, `3`, `4`, `5`: a column of texts is written like
  /// an index. 0 where there is none.
  func namesake(count: Int) -> UInt64 {
    guard requests.count >= count, requests.contains(where: { $0.hash != 0 }),
      let index = decimal(target).flatMap({ Int(exactly: $0) }), (0..<count).contains(index)
    else { return 0 }
    let hash = Self.hash(ofChoice: target)
    let matches = (0..<count).filter { requests[$0].hash == hash }
    return matches.count == 1 && matches[0] != index ? 1 << UInt64(matches[0]) : 0
  }

  /// Whether the harness cannot have compared with this choice: right answers are the likeliest, wrong ones are not.
  func contradicts(_ mark: UInt64, _ values: [Double]) -> Bool {
    guard let top = values.max(), values.count(where: { $0 == top }) == 1, let best = values.firstIndex(of: top)
    else { return false }
    let isBest = mark & (1 << UInt64(best)) != 0
    return accuracy == 1 && !isBest || accuracy == 0 && isBest
  }

  private func bits(ofTarget text: [UInt8], count: Int) -> UInt64 {
    if let index = decimal(text).flatMap({ Int(exactly: $0) }) {
      if (0..<count).contains(index) { return 1 << UInt64(index) }
    }
    if text.first == 0x5B, let several = pythonList(text) {
      return several.reduce(0) { $0 | bits(ofTarget: $1, count: count) }
    }
    guard requests.count >= count, !text.isEmpty else { return 0 }
    let hash = Self.hash(ofChoice: text)
    let matches = (0..<count).filter { requests[$0].hash == hash }
    // The same text everywhere tells nothing.
    return matches.count == 1 ? 1 << UInt64(matches[0]) : 0
  }
}

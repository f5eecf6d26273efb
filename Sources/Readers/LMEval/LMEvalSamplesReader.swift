public import Runs

/// `samples_<task>_<time>.jsonl` of lm-evaluation-harness 0.4 with `--log_samples`: one line per item and filter.
///
///     {"doc_id": 0, "doc": {"id": "facts-000", "gold": 1, …}, "target": "1", "arguments": {"gen_args_0": {"arg_0":
///     "…Answer:", "arg_1": " Selby"}, …}, "filtered_resps": [["-8.01", "False"], ["-1.03", "True"]], "acc": 1.0, …}
///
/// becomes item `facts-000` with values −8.01 and −1.03, 6 bytes for the first choice, the second choice watched. The
/// filter `none` means that nothing was filtered and is left out. Versions before 0.4.3 wrote all samples of a task as one
/// list, into a file named after the model's arguments and the task.
public enum LMEvalSamplesReader: TextReader {
  public static let name = "lm-eval-samples"
  public static let summary = "lm-evaluation-harness 0.4 samples_*.jsonl: log-likelihoods of every item and choice"

  public static func recognizes(_ file: LogFile) -> Bool {
    let keys = Set((file.outline.elements.first ?? file.outline).members.map(\.key))
    guard keys.contains("doc_id") else { return false }
    if !keys.isDisjoint(with: ["filtered_resps", "resps", "arguments"]) { return true }
    // A long document fills the head.
    return keys.contains("doc") && file.head.count >= 16_384
  }

  public static func read(_ file: LogFile, cancelled: () -> Bool) -> Reading {
    read(file, chunk: 1_048_576, cancelled: cancelled)
  }

  static func read(_ file: LogFile, chunk: Int, cancelled: () -> Bool) -> Reading {
    let file = held(file)
    var problems = ProblemList(in: file.path)
    var samples = SampleColumns(task: task(of: file))
    if isList(file) {
      readList(of: file, into: &samples, &problems, cancelled)
      return reading(of: file, samples, problems, nil)
    }
    let look = LogLook(file)
    let end = readLines(of: file, from: nil, chunk: chunk, into: &samples, &problems, cancelled)
    return reading(of: file, samples, problems, look.holds(of: file) ? end : nil)
  }

  public static func read(_ file: LogFile, after earlier: Reading, cancelled: () -> Bool) -> Reading? {
    let file = held(file)
    let look = LogLook(file)
    guard let end = earlier.end, file.fingerprint(before: end.offset) == end.fingerprint,
      // A line that was cut off is read again; any other complaint stands in a place that will not be.
      earlier.problems.allSatisfy({ !$0.rejects || $0.what == cutOff }),
      var samples = SampleColumns(task: task(of: file), after: earlier.columns)
    else { return nil }
    var problems = ProblemList(in: file.path)
    let newEnd = readLines(of: file, from: end, chunk: 1_048_576, into: &samples, &problems, cancelled)
    return reading(of: file, samples, problems, look.holds(of: file) ? newEnd : nil)
  }

  /// What is read is what its fingerprint is taken of, also where another log is put in its place meanwhile.
  private static func held(_ file: LogFile) -> LogFile { (try? file.opened()) ?? file }

  private static let cutOff = "line is cut off"

  private static func task(of file: LogFile) -> String {
    if let name = argumentsName(of: file) { return name.task }
    let task = Stamp(endOf: file.stem).map { String($0.rest) } ?? file.stem
    return task.hasPrefix("samples_") ? String(task.dropFirst("samples_".count)) : task
  }

  private static func argumentsName(of file: LogFile) -> ArgumentsName? {
    Stamp(endOf: file.stem) == nil ? ArgumentsName(file.stem) : nil
  }

  private static func reading(
    of file: LogFile, _ samples: SampleColumns, _ problems: ProblemList, _ end: (offset: UInt64, lines: UInt32)?
  ) -> Reading {
    var reading = Reading(format: name)
    var facts = RunFacts()
    facts.stamp = Stamp(endOf: file.stem)?.text ?? ""
    reading.facts = [facts]
    var (samples, problems) = (samples, problems)
    samples.remark(in: &problems)
    reading.columns = samples.columns
    if let name = argumentsName(of: file), !reading.columns.isEmpty {
      reading.facts[0].model = name.model
      reading.facts[0].revision = name.revision
    }
    reading.problems = problems.all
    if reading.columns.isEmpty, reading.problems.isEmpty { reading.ignoredBecause = "no samples in it" }
    if let end, samples.canGrow, let fingerprint = file.fingerprint(before: end.offset) {
      reading.end = ReadingEnd(offset: end.offset, lines: end.lines, fingerprint: fingerprint)
    }
    return reading
  }

  /// - Returns: the end of the last whole line and the number of lines before it; nil when reading stopped early, or
  ///   when the last record has no line break yet.
  private static func readLines(
    of file: LogFile, from end: ReadingEnd?, chunk: Int, into samples: inout SampleColumns,
    _ problems: inout ProblemList, _ cancelled: () -> Bool
  ) -> (offset: UInt64, lines: UInt32)? {
    var last: (offset: UInt64, lines: UInt32)? = end.map { ($0.offset, $0.lines) } ?? (0, 0)
    do throws(Problem) {
      var scan = JSONScanner(
        try file.open(), byLine: true, from: end?.offset ?? 0, after: end?.lines ?? 0, chunk: chunk)
      var record = SampleRecord()
      var detail: SampleRecord.Detail = []
      while scan.nextLine() {
        if scan.line & 0xFF == 0, cancelled() { return nil }
        switch readLine(&scan, &record, &detail, into: &samples, &problems) {
        case .whole: last = (scan.offset, scan.line)
        case .cutOff: break
        case .unended: last = nil
        }
      }
      if let failure = scan.failure { throw LogFile.problem(file.path, failure) }
    } catch {
      problems.add(error)
      return nil
    }
    return last
  }

  private enum LineEnd { case whole, cutOff, unended }

  private static func readLine(
    _ scan: inout JSONScanner, _ record: inout SampleRecord, _ detail: inout SampleRecord.Detail,
    into samples: inout SampleColumns, _ problems: inout ProblemList
  ) -> LineEnd {
    let line = scan.line
    let offset = scan.recordOffset
    do throws(JSONScanner.Fault) {
      let isUsual = detail.isEmpty && scan.wholeLine.map { record.readUsual($0) } ?? false
      if !isUsual { try record.read(&scan, detail) }
      let missing = record.missingDetail.subtracting(detail)
      if !missing.isEmpty {
        // The first line of such a file says what all its lines will need.
        detail.formUnion(missing)
        scan.restartLine()
        try record.read(&scan, detail)
      }
    } catch {
      let (_, isTerminated) = scan.finishLine()
      if error == .end, !isTerminated {
        problems.add(cutOff, "was the run stopped? the lines before it were read", line: Int(line))
        return .cutOff
      }
      problems.add(error.words, "line skipped", line: Int(line))
      return isTerminated ? .whole : .unended
    }
    let (length, isTerminated) = scan.finishLine()
    if let complaint = samples.add(record, at: Address(offset: offset, length: UInt32(clamping: length), line: line)) {
      problems.add(complaint, "item skipped", line: Int(line))
    }
    return isTerminated ? .whole : .unended
  }
}

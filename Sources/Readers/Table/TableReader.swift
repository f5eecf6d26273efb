public import Runs

/// A table of your own, for what no other reader knows: CSV, TSV, or one JSON object per line, of ONE model.
///
///     model,parameters,behaviour,suite,variant,item,choice,logp,watched
///     mine-70m,7.0e7,flattery,opinions,plain,q1,I agree,-3.25,1
///     mine-70m,7.0e7,flattery,opinions,plain,q1,I disagree,-2.5,0
///
/// | column | what it holds |
/// |---|---|
/// | `item` | the item's name, the same in every model's table; required |
/// | `logp` | total log-likelihood of this row's choice given the prompt, nats; rows of one item are its choices |
/// | `loss` | instead: minus the log of the watched answer's probability among the choices; one row per item |
/// | `watched` | 1 or true if this choice shows the behaviour |
/// | `choice` | the choice's text, for its length; `bytes` gives the length alone |
/// | `correct` | 1, 0 or a fraction, on any row of the item |
/// | `coverage` | with `loss`: log of the probability of all choices together, nats |
/// | `model`, `parameters`, `revision` | the same in all rows; the file's name stands in for a missing model |
/// | `behaviour`, `suite`, `variant` | where the item belongs; the file's name stands in for a missing suite |
public enum TableReader: LogReader {
  public static let name = "table"
  public static let summary = "a CSV, TSV or JSONL table of one model: item, logp or loss, watched, choice, …"

  public static func recognizes(_ file: LogFile) -> Bool {
    if file.outline.isObject { return isTable { file.outline[$0] != nil } }
    guard let separator = separator(of: file) else { return false }
    let header = CSVHeader(of: file, separator: separator, lineEnd: file.lineEnd)
    return isTable(header.contains) && !isAnswer(header)
  }

  /// No other table says which choices are watched: one that does lacks its numbers, and is told so.
  private static func isTable(_ has: (String) -> Bool) -> Bool { has("item") && (hasValue(has) || has("watched")) }

  private static func hasValue(_ has: (String) -> Bool) -> Bool { has("logp") || has("loss") }

  /// What `vane trends` or `vane item` made of runs, and somebody keeps beside them: points, or choices of all models.
  private static func isAnswer(_ header: CSVHeader) -> Bool {
    header.contains("n_dropped") && header.contains("point_n")
      || ["log_likelihood", "margin", "checkpoint"].allSatisfy(header.contains)
  }

  /// A comma or a tab, whichever the first line has.
  private static func separator(of file: LogFile) -> UInt8? {
    guard !file.outline.isArray else { return nil }
    let lineEnd = file.lineEnd
    return file.head.prefix { $0 != lineEnd }.contains(0x09) ? 0x09 : 0x2C
  }

  public static func read(_ file: LogFile, cancelled: () -> Bool) -> Reading {
    var reading = Reading(format: name)
    var problems = ProblemList(in: file.path)
    var rows = TableRows(stem: file.stem)
    do throws(Problem) {
      if file.outline.isObject {
        try readLines(file, &rows, &problems, cancelled)
      } else {
        try readRecords(file, &rows, &problems, cancelled)
      }
    } catch {
      problems.add(error)
    }
    rows.finish(&reading, &problems)
    reading.problems = problems.all
    if reading.columns.isEmpty { reading.ignoredBecause = reading.ignoredBecause ?? "no rows that could be used" }
    return reading
  }

  private static func readRecords(
    _ file: LogFile, _ rows: inout TableRows, _ problems: inout ProblemList, _ cancelled: () -> Bool
  ) throws(Problem) {
    var scan = CSVScanner(try file.open(), separator: separator(of: file) ?? 0x2C, lineEnd: file.lineEnd)
    guard scan.next() == .record else { return }
    let header = CSVHeader(scan)
    let fields = header.names.enumerated().compactMap { at, name in TableField(column: name).map { (at, $0) } }
    if let twice = fields.indices.first(where: { at in fields[..<at].contains { $0.1 == fields[at].1 } }) {
      let what = "two columns are called \(fields[twice].1)"
      return problems.add(what, "nothing was read; leave the one that counts", line: Int(scan.line))
    }
    guard hasValue(header.contains) else { return tellWithoutValue(line: Int(scan.line), in: &problems) }
    let names = fields.filter { $0.1.isName }
    let lastName = names.map(\.0).max() ?? 0
    var row = TableRow()
    while true {
      let outcome = scan.next()
      let line = Int(scan.line)
      if outcome == .end || line & 0xFFF == 0 && cancelled() { break }
      let address = Address(
        offset: scan.recordOffset, length: UInt32(clamping: scan.recordLength), line: scan.line)
      row.clear()
      guard outcome == .record else {
        problems.add(scan.whyGivenUp, "line skipped", line: line)
        if lastName < scan.wholeCount {
          for (at, field) in names { row.set(field, scan[at].trimmed) }
          rows.spoil(row, at: address)
        }
        continue
      }
      // A comma in a number or a text that no quotes hold moves every field behind it.
      let isShifted = scan.holdsMore(than: header.names.count)
      guard scan.count >= header.names.count, !isShifted else {
        let what = "\(scan.count) of \(header.names.count) fields"
        problems.add(what, isShifted ? "row skipped; quote what holds a separator" : "row skipped", line: line)
        // A field is whole if another one follows it.
        if lastName < scan.count - 1 {
          for (at, field) in names { row.set(field, scan[at].trimmed) }
          rows.spoil(row, at: address)
        }
        continue
      }
      // A choice may begin with a blank that was scored with it.
      for (at, field) in fields { row.set(field, field == .choice ? scan[at] : scan[at].trimmed) }
      if let complaint = rows.add(row, at: address) { problems.add(complaint, "row skipped", line: line) }
    }
    if let failure = scan.failure { throw LogFile.problem(file.path, failure) }
  }

  private static func tellWithoutValue(line: Int, in problems: inout ProblemList) {
    let action = "nothing was read; call the column that holds the log-likelihoods logp"
    problems.add("no column is called logp or loss", action, line: line)
  }

  private static func readLines(
    _ file: LogFile, _ rows: inout TableRows, _ problems: inout ProblemList, _ cancelled: () -> Bool
  ) throws(Problem) {
    var scan = JSONScanner(try file.open(), byLine: true, lineEnd: file.lineEnd)
    var row = TableRow()
    let before = problems
    // There is no header: any line may be the first with a number.
    var (firstWhole, hasNumbers): (UInt32?, Bool) = (nil, false)
    while scan.nextLine() {
      if scan.line & 0xFFF == 0, cancelled() { break }
      let (line, offset) = (scan.line, scan.recordOffset)
      do throws(JSONScanner.Fault) {
        var budget = mostTextBytes
        row.clear()
        // One by one: what stands before a mistake tells whose the row is.
        try scan.enterObject()
        while try scan.nextKey() {
          let field = TableField(column: String(decoding: scan.text, as: UTF8.self))
          if field == .logp || field == .loss { hasNumbers = true }
          let value = try scan.tree(budget: &budget, depth: 1)
          guard let field, let text = value.name ?? value.bool.map({ $0 ? "1" : "0" }) else { continue }
          row.set(field, text.utf8)
        }
        guard scan.isAtEnd() else { throw .unexpected(try scan.peek()) }
        firstWhole = firstWhole ?? line
        let address = Address(offset: offset, length: UInt32(clamping: scan.finishLine().length), line: line)
        if let complaint = rows.add(row, at: address) { problems.add(complaint, "row skipped", line: Int(line)) }
      } catch {
        let isCut = error == .end && !scan.finishLine().isTerminated
        problems.add(isCut ? "line is cut off" : error.words, "row skipped", line: Int(line))
        rows.spoil(row, at: Address(offset: offset, length: 0, line: line))
      }
    }
    // Else it would be told of every line.
    if let firstWhole, !hasNumbers {
      problems = before
      tellWithoutValue(line: Int(firstWhole), in: &problems)
    }
    if let failure = scan.failure { throw LogFile.problem(file.path, failure) }
  }
}

import Canvas
import Runs

/// The answer of `vane check`: every regular file, every run, and whether our numbers are the writers'.
struct CheckReport: Report {
  var files: [IndexedFile]
  var checks: [RunCheck]
  var catalogue: Catalogue
  /// What only the numbers of a run show: log-odds with the wrong sign.
  var remarks: [Problem]
  /// Folders whose people's lines are read.
  var folders: Set<String>
  /// Paths as the user wrote them.
  var name: (String) -> String

  var json: JSON {
    .object([
      ("schema", .string("vane.check/1")), ("files", .array(files.map(json(of:)))),
      ("runs", .array(checks.map(json(of:)))),
      ("aggregates_only", .array(catalogue.aggregatesOnly.map(unshown(_:)))),
      ("checkpoints", .array(checkpoints.map(json(of:)))),
      ("remarks", .array((catalogue.problems + remarks).map { JSON($0, named: name) })),
      ("superseded", .array(catalogue.superseded.map(json(of:)))),
    ])
  }

  var lines: [JSON] { files.map(json(of:)) }

  private func json(of file: IndexedFile) -> JSON {
    let reason = reason(for: file)
    return .object([
      ("path", .string(name(file.stamp.path))), ("format", JSON(file.format)),
      ("status", .string(file.status.rawValue)),
      ("runs", .integer(file.measuring.count)), ("measurements", .integer(file.measurements)),
      ("reason", JSON(reason?.what)), ("line", JSON(reason?.line)),
    ])
  }

  private func reason(for file: IndexedFile) -> (what: String, line: Int?)? {
    let rejected = file.problems.filter(\.rejects)
    if let own = file.format.flatMap(OwnLines.init) {
      let folder = FolderName.of(file.stamp.path)
      return (own.remark(in: name(folder), isNamed: folders.contains(folder)), nil)
    }
    // What went wrong says more than that nothing was found.
    if let why = file.ignoredBecause, rejected.isEmpty { return (why.endingWithFile(named: name), nil) }
    if file.format == nil { return (file.stamp.size == 0 ? "empty" : "no reader knows this format", nil) }
    guard let first = rejected.first ?? file.problems.first else { return nil }
    let more = max(rejected.rejections, 1) - 1
    let what = first.what.endingWithFile(named: name)
    return ("\(what); \(first.action)" + (more > 0 ? " (and \(more) more)" : ""), first.place.line)
  }

  private func json(of check: RunCheck) -> JSON {
    .object(
      fields(of: check.run) + [
        ("aggregate_stored", JSON(check.stored)), ("aggregate_computed", JSON(check.computed)),
        ("agrees", check.agrees.map(JSON.bool) ?? .null), ("metric", JSON(check.metric)),
        ("parameters", JSON(check.run.model.parameters?.value)),
        ("parameters_source", JSON(check.run.model.parameters?.source.rawValue)),
        ("checkpoint", JSON(check.run.model.checkpoint)), ("seed", JSON(check.run.model.seed)),
        ("logprobs", JSON(check.run.logprobPlace?.description)),
        ("logprobs_others", .array(check.run.logprobOthers.map { .string($0.description) })),
      ])
  }

  private func json(of run: Run) -> JSON {
    let reason = run.supersededBecause?.endingWithFile(named: name)
    return .object(fields(of: run) + [("path", .string(name(run.path))), ("reason", JSON(reason))])
  }

  func fields(of run: Run) -> [(String, JSON)] {
    [
      ("model", .string(run.model.name)), ("behaviour", .string(run.key.behaviour)), ("suite", .string(run.suite)),
      ("variant", JSON(run.key.variant)), ("items", .integer(run.count)),
    ]
  }

  private static let header = ["status", "format", "runs", "measurements", "path", "reason"]

  private func fields(of file: IndexedFile, _ reason: String?) -> [Rows.Field] {
    [
      .text(file.status.rawValue), .init(file.format), .integer(file.measuring.count), .integer(file.measurements),
      .text(name(file.stamp.path)), .init(reason),
    ]
  }

  var csv: String {
    var rows = Rows(header: Self.header + ["line"])
    rows.rows = files.map { file in
      let reason = reason(for: file)
      return fields(of: file, reason?.what) + [.init(reason?.line)]
    }
    return rows.csv
  }

  var table: String {
    var rows = Rows(header: Self.header)
    rows.rows = files.map { file in
      let reason = reason(for: file)
      return fields(of: file, reason.map { reason in reason.line.map { "line \($0): \(reason.what)" } ?? reason.what })
    }
    var text = rows.table + "\n"
    let counts = Dictionary(grouping: files, by: \.status).mapValues(\.count)
    text +=
      "\(counted(files.count, "file")): "
      + IndexedFile.Status.allCases.map { "\(counts[$0] ?? 0) \($0.rawValue)" }.joined(separator: ", ")
    text += "; \(counted(checks.count, "run")) of \(counted(catalogue.models.count, "model")), "
    text += counted(catalogue.behaviours.count, "behaviour") + "\n"
    let compared = checks.filter { $0.agrees != nil }
    let wrong = compared.filter { $0.agrees == false }
    text +=
      "\(counted(compared.count, "stored aggregate")) recomputed from the items: \(compared.count - wrong.count) agree to 1e-9\n"
    text += asides
    for check in wrong {
      let (stored, computed) = (check.stored.map { "\($0)" } ?? "", check.computed.map { "\($0)" } ?? "")
      let name = "\(check.run.model.name) \(check.run.suite) \(check.metric ?? "")"
      text += "  ✗ \(name): stored \(stored), computed \(computed)".printable + "\n"
    }
    text += catalogue.sizeless.map { "\($0)\n" } ?? ""
    for problem in catalogue.problems + remarks { text += "\(problem.named(name))".printable + "\n" }
    return text
  }
}

extension Catalogue {
  /// Models without a place on any ladder, and what gives them one; nil where all have theirs.
  var sizeless: String? {
    let unknown = Set(models.filter { $0.parameters == nil }.map(\.name)).sorted()
    guard !unknown.isEmpty else { return nil }
    return "parameters unknown, so not on any ladder: \(unknown.joined(separator: ", ").printable); "
      + "`vane init` writes a vane.toml to fill in"
  }
}

extension IndexedFile {
  enum Status: String, CaseIterable { case read, ignored, rejected }

  /// `rejected` when nothing in it could be used; a file with some bad lines is `read`, and the lines are told. Readers
  /// may know whose a file is, by its name, of which they could read no line.
  var status: Status {
    let isUseless = ignoredBecause != nil || facts.allSatisfy(\.tasks.isEmpty)
    if heads.isEmpty, isUseless, problems.contains(where: \.rejects) { return .rejected }
    return format == nil || ignoredBecause != nil ? .ignored : .read
  }

  var measurements: Int { measuring.reduce(0) { $0 + $1.count } }

  /// Without questions, without aggregates of a run whose items are in files of their own, and each task once that was
  /// read from several places.
  var measuring: [ColumnsHead] {
    let keptItems = facts.contains(where: \.keptItems)
    let placed = Set(facts.flatMap(\.tasks).filter { !$0.logprobs.isEmpty }.map(\.name))
    var seen: Set<[String?]> = []
    return heads.filter { head in
      head.kind != .questions && !(head.kind == .aggregate && keptItems)
        && (!placed.contains(head.task) || seen.insert([head.task, head.filter]).inserted)
    }
  }
}

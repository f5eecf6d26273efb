import Foundation
import Testing

/// `vane plan`: said on small models, scored on a larger one.
@Suite struct PlanTests {
  private let program: Program
  private var runs: String { program.home.appending(path: "runs").path }
  private var file: String { runs + "/vane-plans.jsonl" }

  init() throws {
    program = try Program()
    for model in ["vane-3k", "vane-14k", "vane-37k", "vane-148k"] { try land(model) }
  }

  /// - Parameter date: when the log says it was measured; nil leaves it.
  private func land(_ model: String, date: Int? = nil) throws {
    let to = URL(filePath: runs).appending(path: "vane__\(model)")
    try FileManager.default.createDirectory(at: URL(filePath: runs), withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: "\(Program.sampleRuns)/ladder/vane__\(model)", toPath: to.path)
    guard let date else { return }
    for name in try FileManager.default.contentsOfDirectory(atPath: to.path) where name.hasPrefix("results_") {
      let place = to.appending(path: name)
      let text = try String(contentsOf: place, encoding: .utf8)
      try text.replacing(/"date": *[0-9.]+/, with: "\"date\": \(date)").write(
        to: place, atomically: true, encoding: .utf8)
    }
  }

  private func add(_ behaviour: String, _ direction: String, _ probability: String, _ more: String...) throws {
    let outcome = try program.run(
      ["plan", "add", behaviour, runs, "--quiet", "--direction", direction, "--probability", probability] + more)
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  private func check() throws -> [String: Any] {
    let outcome = try program.run("plan", "check", runs, "--quiet")
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
  }

  private func rows(_ object: [String: Any]) throws -> [[String: Any]] {
    try #require(object["rows"] as? [[String: Any]])
  }

  private static let future = 4_102_444_800

  /// A mean of 0 over no items would be a number that nobody measured.
  @Test func whereNoItemHasANumberAtEveryModelNothingIsPlanned() throws {
    defer { program.remove() }
    for (model, logp) in [("mine-10m,1e7", "-3"), ("mine-100m,1e8", "-inf"), ("mine-1b,1e9", "-2")] {
      let rows = (0..<12).map { "\(model),facts,q\($0),yes,\(logp),1\n\(model),facts,q\($0),no,-4,0\n" }.joined()
      try program.write("model,parameters,behaviour,item,choice,logp,watched\n" + rows, to: "other/\(model).csv")
    }
    let other = program.home.appending(path: "other").path
    let words = ["plan", "add", "facts", other, "--quiet", "--direction", "rising", "--probability", "0.8"]
    let outcome = try program.run(words + ["--measure", "logp"])
    #expect(outcome.status == 1 && outcome.errors.contains("facts: no item has a finite logp"), "\(outcome)")
    #expect(!FileManager.default.fileExists(atPath: other + "/vane-plans.jsonl"))
    #expect(try program.run(words).status == 0, "by the margin there are numbers")
  }

  @Test func aPlanWaitsUntilALargerScaleLandsAndIsScoredThen() throws {
    defer { program.remove() }
    try add("facts:direct", "rising", "0.8", "--note", "it knows more")
    try add("twohop:direct", "rising", "0.6")
    try add("facts:direct", "flat", "0.9")
    var told = try check()
    #expect(told["schema"] as? String == "vane.plan-check/1")
    #expect(try rows(told).map { $0["status"] as? String } == ["waiting", "waiting", "repeat"])
    // Of a scale that it saw: nothing has landed.
    try land("vane-37k-seed1", date: Self.future)
    #expect(try rows(check()).map { $0["status"] as? String } == ["waiting", "waiting", "repeat"])
    try land("vane-1.2m", date: Self.future)
    told = try check()
    let scored = try rows(told)
    #expect(scored.map { $0["status"] as? String } == ["scored", "scored", "repeat"])
    #expect(scored[0]["landed"] as? [String] == ["vane-1.2m"] && scored[0]["outcome"] as? String == "rising")
    #expect(abs((scored[0]["brier"] as? Double ?? 1) - 0.04) < 1e-12 && scored[0]["hit"] as? Bool == true)
    #expect(scored[1]["outcome"] as? String == "falling" && scored[1]["happened"] as? Bool == false)
    let author = try #require((told["authors"] as? [[String: Any]])?.first)
    #expect(author["scored"] as? Int == 2 && author["hits"] as? Int == 1)
    #expect(abs((author["brier"] as? Double ?? 0) - 0.2) < 1e-12)
    let table = try program.run("plan", "check", runs, "--format", "table").output
    #expect(table.contains("2 scored, 0 waiting.") && table.contains("A coin has brier 0.25"))
    let screen = try program.run("screen", runs, "--keys", "P").output
    #expect(screen.contains("1 of 2 right, Brier 0.200 (a coin 0.250)"))
  }

  @Test func whatTheLogsSayWasMeasuredBeforeIsNotCounted() throws {
    defer { program.remove() }
    try add("facts:direct", "rising", "0.8")
    // As its log has it: years before the plan.
    try land("vane-1.2m", date: 1_600_000_000)
    let row = try #require(rows(check()).first)
    #expect(row["status"] as? String == "already-there" && row["outcome"] as? String == "rising")
    #expect(row["brier"] is NSNull)
  }

  @Test func aPlanAlongTextLossIsScoredWhateverIsLookedAlong() throws {
    defer { program.remove() }
    try add("facts:direct", "rising", "0.8", "--axis", "loss")
    #expect(try rows(check()).map { $0["status"] as? String } == ["waiting"])
    try land("vane-1.2m", date: Self.future)
    #expect(try rows(check()).map { $0["status"] as? String } == ["scored"])
  }

  @Test func anAlteredPlanIsToldAndNotCounted() throws {
    defer { program.remove() }
    try add("facts:direct", "rising", "0.6")
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try text.replacing("\"probability\":0.6", with: "\"probability\":0.99").write(
      toFile: file, atomically: true, encoding: .utf8)
    try land("vane-1.2m", date: Self.future)
    let row = try #require(rows(check()).first)
    #expect(row["status"] as? String == "altered" && row["intact"] as? Bool == false)
    #expect(try program.run("plan", "list", runs, "--format", "table").output.contains("ALTERED"))
  }

  @Test func theListNeedsNoRunsAndCSVAndJSONAgree() throws {
    defer { program.remove() }
    try add("facts:direct", "rising", "0.8", "--note", "=cmd()")
    let lines = try program.run("plan", "list", runs, "--format", "jsonl").output.split(separator: "\n")
    let csv = try program.run("plan", "list", runs, "--format", "csv").output
    #expect(lines.count == 1 && csv.contains("'=cmd()"))
    let hash = try #require(lines[0].firstMatch(of: /"hash": "([0-9a-f]{64})"/)?.1)
    let stored = try String(contentsOfFile: file, encoding: .utf8)
    #expect(csv.contains(hash) && stored.contains("\"hash\":\"\(hash)\""))
    let fields = csv.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(fields.count == 2 && fields[0].prefix(6) == ["id", "time", "author", "behaviour", "variant", "direction"])
    #expect(fields[1].count == fields[0].count && fields[1][3...5] == ["facts", "direct", "rising"], "\(csv)")
    let scored = try program.run("plan", "check", runs, "--format", "csv").output.split(separator: "\n")
    let header = fields[0].joined(separator: ",") + ",status,data_changed,landed,"
    #expect(scored.count == 2 && scored[0].hasPrefix(header), "\(scored)")
    let checked = try program.run("check", runs, "--quiet").output
    #expect(checked.contains("\"vane-plans\"") && checked.contains("`vane plan list \(runs)` shows them"))
  }

  @Test(arguments: [
    (["nothing", "--direction", "rising", "--probability", "0.8"], 2, "no behaviour is called 'nothing'"),
    (["liars", "--direction", "rising", "--probability", "0.8"], 2, "several variants"),
    (["facts:direct", "--direction", "up", "--probability", "0.8"], 2, "rising"),
    (["facts:direct", "--direction", "rising", "--probability", "1.5"], 2, "between 0 and 1"),
    (["facts:direct", "--direction", "rising", "--probability", "0.5", "--read-only"], 4, "not written"),
  ])
  func whatCannotBePlannedIsSaidAndNothingIsStored(words: [String], status: Int, why: String) throws {
    defer { program.remove() }
    let outcome = try program.run(["plan", "add", words[0], runs] + words.dropFirst())
    #expect(outcome.status == status && outcome.errors.contains(why), "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: file))
  }

  /// A probability of 0 has no finite logarithm, and a line with such a mean could not be read back.
  @Test func anItemWithoutAFiniteValueIsNoPartOfWhatAPlanKnows() throws {
    defer { program.remove() }
    for (at, size) in ["1m", "10m", "100m", "1b"].enumerated() {
      var table = "model,behaviour,item,choice,logp,watched\n"
      for item in 0..<12 {
        let watched = item == 3 && at == 1 ? "-inf" : "-\(1 + Double(item % 3) - 0.2 * Double(at))"
        table += "mine-\(size),candour,q\(item),yes,\(watched),1\nmine-\(size),candour,q\(item),no,-2,0\n"
      }
      try program.write(table, to: "mine/mine-\(size).csv")
    }
    let mine = program.home.appending(path: "mine").path
    let added = try program.run(
      "plan", "add", "candour", mine, "--measure", "nlp", "--direction", "rising", "--probability", "0.8")
    #expect(added.status == 0, "\(added.errors)")
    #expect(!(try String(contentsOfFile: mine + "/vane-plans.jsonl", encoding: .utf8)).contains("\"mean\":null"))
    let listed = try program.run("plan", "list", mine, "--format", "jsonl")
    #expect(listed.status == 0 && listed.output.split(separator: "\n").count == 1, "\(listed.errors)")
  }

  @Test func whatIsWrongWithThePlansIsToldBesideWhatIsWrongWithTheLogs() throws {
    defer { program.remove() }
    try add("facts:direct", "rising", "0.8")
    let broken = try program.write("item,logp,watched\nq1,-1.5,1\nq1,-2.5,0\nq2,none,1\n", to: "runs/broken.csv")
    let torn = try String(contentsOfFile: file, encoding: .utf8) + "{\"schema\":\"vane.pl"
    try torn.write(toFile: file, atomically: true, encoding: .utf8)
    let outcome = try program.run("plan", "check", runs)
    #expect(outcome.status == 3 && outcome.errors.contains("vane: \(broken):4: "), "\(outcome.errors)")
    #expect(outcome.errors.contains("vane: \(file):2: "), "\(outcome.errors)")
  }

  @Test func noPlansAreNoError() throws {
    defer { program.remove() }
    #expect(try rows(check()).isEmpty)
    #expect(try program.run("plan", runs, "--format", "table").output.contains("`vane plan add` stores the first"))
  }
}

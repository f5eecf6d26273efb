import Foundation
import Testing

/// `vane lineup --report`, also called `--rounds`: what people picked, summed.
@Suite struct LineupRoundsTests {
  private static func line(
    _ id: String, _ author: String, lineup: String, pick: Int, question: String = "which-jumps", panels: Int = 2
  ) -> String {
    let shown = (0..<panels).map { "\"b\($0)\"" }.joined(separator: ",")
    return """
      {"schema":"vane.lineup-play/1","id":"\(id)","time":"2026-11-23T10:00:0\(id)Z","author":"\(author)",\
      "round":"r\(author)","seed":8812,"number":1,"question":"\(question)","measure":"margin","lineup":"\(lineup)",\
      "shown":[\(shown)],"truth":1,"pick":\(pick),"seconds":2.5,"confidence":null,"matched":true}

      """
  }

  private static let file =
    line("1", "kl", lineup: "x", pick: 1) + line("2", "kl", lineup: "y", pick: 1)
    + line("3", "kl", lineup: "y", pick: 0) + line("4", "mn", lineup: "x", pick: 0)
    + line("5", "mn", lineup: "z", pick: 1, question: "which-is-real", panels: 20)

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func poolsByPersonAndQuestionOverDistinctLineUps() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(Self.file, to: "runs/vane-lineups.jsonl")
    let runs = program.home.appending(path: "runs").path
    let outcome = try program.run("lineup", runs, "--rounds")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let told = try object(outcome.output)
    #expect(told["schema"] as? String == "vane.lineup-rounds/1")
    let pooled = try #require(told["pooled"] as? [[String: Any]])
    func pool(_ author: String?, _ question: String?) -> [String: Any]? {
      pooled.first { $0["author"] as? String == author && $0["question"] as? String == question }
    }
    // Two of two at one in two: a quarter. The second answer to y does not count.
    let own = try #require(pool("kl", "which-jumps"))
    #expect(own["hits"] as? Int == 2 && own["lineups"] as? Int == 2 && own["answers"] as? Int == 3)
    #expect(own["p"] as? Double == 0.25)
    #expect(try #require(pool("mn", "which-is-real"))["p"] as? Double == 0.05)
    // Of everybody, x and y and z once each: x and y right at 1/2, z right at 1/20.
    let all = try #require(pool(nil, nil))
    #expect(all["hits"] as? Int == 3 && all["answers"] as? Int == 5)
    #expect(abs((all["p"] as? Double ?? 0) - 0.0125) < 1e-12)
    #expect((told["rounds"] as? [[String: Any]])?.map { $0["author"] as? String } == ["kl", "mn"])
    #expect((told["rows"] as? [[String: Any]])?.count == 5)
  }

  @Test func theReportIsTheSameUnderBothNames() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(Self.file, to: "runs/vane-lineups.jsonl")
    let runs = program.home.appending(path: "runs").path
    let report = try program.run("lineup", runs, "--report")
    #expect(report.status == 0 && report.errors.isEmpty && !report.output.isEmpty)
    #expect(try program.run("lineup", runs, "--rounds").output == report.output)
  }

  @Test func theTableSaysTheSameInWords() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(Self.file, to: "work/vane-flags.jsonl")
    try program.write(Self.file, to: "work/vane-lineups.jsonl")
    // Beside the flag file where that is named.
    let table = try program.run("lineup", "--rounds", "--flags", file, "--format", "table").output
    #expect(table.contains("Together better than guessing."))
    #expect(table.split(separator: "\n").contains { $0.hasPrefix("kl         which-jumps") && $0.hasSuffix(".25") })
    let csv = try program.run("lineup", "--rounds", "--flags", file, "--format", "csv").output
    #expect(csv.split(separator: "\n").count == 6)
  }

  @Test func aLargePIsNoProofOfGuessing() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.write("", to: "work/vane-flags.jsonl")
    try program.write(Self.line("1", "kl", lineup: "x", pick: 1), to: "work/vane-lineups.jsonl")
    let table = try program.run("lineup", "--rounds", "--flags", file, "--format", "table").output
    #expect(table.contains("Together not shown to be better than guessing"), "\(table)")
    #expect(!table.contains("no better than guessing"))
  }

  @Test func answersThatTheLevelMayHaveGivenAwayAreTold() throws {
    let program = try Program()
    defer { program.remove() }
    let given = Self.line("6", "kl", lineup: "w", pick: 1).replacing("\"matched\":true", with: "\"matched\":false")
    let file = try program.write("", to: "work/vane-flags.jsonl")
    let told = "Of 6 answers 1 is to line-ups in which too few accuracies end near the true one"
    for (lines, tells) in [(Self.file, false), (Self.file + given, true)] {
      try program.write(lines, to: "work/vane-lineups.jsonl")
      let table = try program.run("lineup", "--rounds", "--flags", file, "--format", "table").output
      #expect(table.contains(told) == tells, "\(table)")
    }
    let csv = try program.run("lineup", "--rounds", "--flags", file, "--format", "csv").output
    #expect(csv.hasPrefix("id,time,author,") && csv.split(separator: "\n").last?.hasSuffix(",false") == true, "\(csv)")
  }

  @Test func aTornLineIsToldAndTheOthersCount() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(Self.file + "{\"schema\":\"vane.li", to: "runs/vane-lineups.jsonl")
    let outcome = try program.run("lineup", program.home.appending(path: "runs").path, "--rounds", "--format", "jsonl")
    #expect(outcome.status == 3 && outcome.errors.contains("vane-lineups.jsonl:6"))
    #expect(outcome.output.split(separator: "\n").count == 5)
  }

  @Test func noRoundsSayHowToBegin() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.run("lineup", Program.sampleRuns, "--rounds", "--format", "table")
    #expect(outcome.status == 0 && outcome.output.contains("begins with l in the dashboard"))
  }
}

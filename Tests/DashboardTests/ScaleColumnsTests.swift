import Canvas
import Runs
import Testing
import Trends

@testable import Dashboard

/// More families than there is room for, and names that begin alike.
@Suite struct ScaleColumnsTests {
  private var findings: [Finding] {
    [("gpt3", [8, 9, 10, 11]), ("gpt3-instruct", [8, 9, 10, 11.5]), ("opt", [8, 9, 10])].map { Made.finding([$0]) }
  }

  @Test func namesThatBeginAlikeAreCutWhereTheyDiffer() {
    #expect(ScaleColumns(of: findings, limit: 40).title(columns: 40) == "gpt3 g…ct opt")
  }

  /// `gpt-` would pass for a name.
  @Test(arguments: [
    (["gpt-neo", "pythia"], "gpt… pyt…"), (["gpt-neo", "gpt3"], "g…eo gpt3"), (["llama", "opt"], "lla… opt"),
  ])
  func aNameThatIsCutSaysSo(_ families: [String], _ title: String) {
    let scales = ScaleColumns(of: families.map { Made.finding([($0, [8, 9, 10, 11])]) }, limit: 40)
    #expect(scales.title(columns: 40).withoutBlanksAtEnd == title)
  }

  @Test(arguments: [([8.0], "a b"), ([8.0, 9], "a… b…"), ([8.0, 9, 10], "al… be…")])
  func aNameInFewCellsKeepsALetter(_ scales: [Double], _ title: String) {
    let columns = ScaleColumns(of: ["alpha", "beta"].map { Made.finding([($0, scales)]) }, limit: 40)
    #expect(columns.title(columns: 40) == title)
  }

  @Test func aFamilyWithoutRoomIsBlankAndTheTitleSaysHowManyThereAre() {
    let scales = ScaleColumns(of: findings, limit: 8)
    #expect(scales.families == ["gpt3-instruct"] && scales.hidden == 2, "the one of two that goes furthest")
    #expect(scales.cells(of: findings[0]).allSatisfy { $0 == .blank })
    #expect(!scales.cells(of: findings[1]).contains(.blank))
    let short = Made.finding([("gpt3-instruct", [8])])
    #expect(scales.cells(of: short).count { $0 == .none } == 3, "not run at these scales")
    #expect(scales.title(columns: 50) == "gpt3-instruct 100M…316B, 1 of 3 families")
    #expect(scales.title(columns: 30) == "gpt3-instruct, 1 of 3 families")
    #expect(scales.title(columns: 8) == "g…ct 1/3")
  }

  @Test func scalesThatNearlyMeetKeepTheirOwnPoints() {
    let finding = Made.finding([("m", [6, 8.00004, 8.00006, 9])])
    let columns = ScaleColumns(of: [finding], limit: 8).columns
    #expect(columns.map { finding.point(at: $0)?.rung.x } == finding.points.map { Optional($0.rung.x) })
  }

  @Test(arguments: [60, 80, 120]) func theLegendDropsWholePieces(columns: Int) {
    let rows = findings.enumerated().map { BehaviourRow(key: BehaviourKey("b\($0)"), finding: $1, suites: []) }
    var desk = Desk(Size(columns: columns, rows: 24), rows: rows)
    let line = desk.picture().text.split(separator: "\n").first { $0.contains("y: one for all rows") }
    #expect(line?.contains("…") == false && line?.contains("· no run") == true, "\(line ?? "")")
  }
}

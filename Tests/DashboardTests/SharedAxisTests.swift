import Canvas
import Runs
import Testing
import Trends

@testable import Dashboard

/// One y axis for all rows, of which some are margins and some accuracies.
@Suite struct SharedAxisTests {
  /// `memo-trap` is measured by accuracy.
  private static let rows = Made.rows(.accuracy) { $0.behaviour == "memo-trap" }

  @Test func aFractionSharesNoAxisWithNats() throws {
    var listing = Listing()
    let contents = OverviewContents(title: "mixed", rows: Self.rows)
    listing.make(from: contents, flags: Flags(), marks: nil)
    let scales = ScaleColumns(of: contents.digest.families, limit: 40)
    let accuracies = try #require(listing.range(of: .accuracy, on: scales))
    let margins = try #require(listing.range(of: .margin, on: scales))
    #expect(accuracies.lowerBound >= 0 && accuracies.upperBound <= 1)
    #expect(margins.lowerBound < 0 && margins.upperBound > 1)
    let row = try #require(Self.rows.first { $0.finding.measure == .accuracy })
    #expect(listing.spans[.accuracy] == row.finding.span)
  }

  @Test func sidesOfTwoMeasuresSayThatTheyShareNoAxis() throws {
    let accuracy = try #require(Self.rows.first { $0.finding.measure == .accuracy })
    let margin = try #require(Self.rows.first { $0.finding.measure == .margin })
    let sides = [accuracy, margin].map { CompareContents.Row(side: CompareSide($0.key), finding: $0.finding) }
    let request = try #require(CompareRequest(sides.map(\.side), measure: .margin))
    let contents = CompareContents(request: request, rows: sides, pairs: [], seen: 2)
    let size = Size(columns: 100, rows: 22)
    let around = Surroundings(size: size, overview: OverviewContents(title: "mixed", rows: Self.rows))
    let text = CompareScreen(contents).view(size, around).text
    #expect(text.contains("y by measure") && !text.contains("y shared"))
    let card = Card(seen: 2, shown: 2, measure: .margin, axis: .parameters, families: ["pythia"])
    let notes = CompareFigure(contents, isOverlay: false, card: card).figure(width: 640).notes
    #expect(notes.contains { $0.hasSuffix("One y axis for each measure.") })
  }

  @Test func anOverlayOfOneLineIsTakenAwayWithTheOneItCannotDraw() throws {
    let accuracy = try #require(Self.rows.first { $0.finding.measure == .accuracy })
    let margin = try #require(Self.rows.first { $0.finding.measure == .margin })
    let sides = [accuracy, margin].map { CompareContents.Row(side: CompareSide($0.key), finding: $0.finding) }
    let request = try #require(CompareRequest(sides.map(\.side), measure: .margin))
    var screen = CompareScreen(CompareContents(request: request, rows: sides, pairs: [], seen: 2))
    var around = Surroundings(
      size: Size(columns: 100, rows: 22), overview: OverviewContents(title: "mixed", rows: Self.rows))
    _ = screen.update(.overlay, times: nil, &around)
    let figure = try #require(screen.offers(around).first { $0.what == .figure })
    #expect(figure.arguments.count { $0 == "--compare" } == 2 && figure.arguments.last == "--overlay")
  }

  /// Margins were asked for, and these logs have none.
  @Test func theHeadNamesWhatTheRowsAreMeasuredBy() {
    var desk = Desk(Size(columns: 120, rows: 24), rows: Made.rows(.accuracy) { _ in true })
    #expect(desk.picture().text.contains("accuracy, fraction") && !desk.picture().text.contains("margin, nats"))
    desk.press("a")
    let text = desk.picture().text
    #expect(text.contains(" accuracy, y one for all") && !text.contains("(accuracy)"), "\(text)")
  }

  @Test func whereSomeRowsAreInAnotherMeasureTheHeadSaysSo() {
    var desk = Desk(rows: Self.rows)
    #expect(desk.picture().text.contains("margin, nats  some by accuracy  16 behaviours"))
    var usual = Desk()
    #expect(!usual.picture().text.contains("some by"))
  }

  @Test(arguments: [44, 60, 80, 100, 120, 160]) func aRowInAnotherMeasureSaysSoInTheList(columns: Int) {
    var desk = Desk(Size(columns: columns, rows: 24), rows: Self.rows)
    let lines = desk.picture().text.split(separator: "\n").filter { $0.contains("falling") || $0.contains("rising") }
    let marked = lines.filter { $0.contains(" (accuracy) ") || $0.contains("* ") }
    #expect(marked.count == 1 && marked[0].contains("memo-tr"), "\(lines)")
    var usual = Desk(Size(columns: columns, rows: 24))
    #expect(!usual.picture().text.contains("*") && !usual.picture().text.contains("(accuracy)"))
    // The head says it once where all rows are.
    var others = Desk(Size(columns: columns, rows: 24), rows: Made.rows(.accuracy) { _ in true })
    #expect(!others.picture().text.contains("*") && !others.picture().text.contains("(accuracy)"))
  }

  @Test(arguments: [
    (21, "sycophancy (accuracy)"), (20, "syco…ancy (accuracy)"), (19, "syc…ancy (accuracy)"), (18, "sycophancy*"),
    (11, "sycophancy*"), (10, "syco…ancy*"),
  ])
  func theMeasureLeavesEnoughOfTheName(columns: Int, shown: String) {
    #expect(Measure.accuracy.name("sycophancy", beside: .margin, columns: columns) == shown)
    #expect(Measure.accuracy.name("sycophancy", beside: .accuracy, columns: columns) == "sycophancy")
  }

  @Test func theHelpSaysWhatTheSignOfAnotherMeasureMeans() {
    var desk = Desk(Size(columns: 80, rows: 200))
    desk.press("?")
    #expect(desk.picture().text.contains("in another measure than the head says"))
  }

  @Test func theScreensSayThatEachMeasureHasItsOwn() {
    var desk = Desk(Size(columns: 120, rows: 24), rows: Self.rows)
    desk.press("a")
    #expect(desk.picture().text.contains("y one for each measure"))
    var usual = Desk(Size(columns: 120, rows: 24))
    usual.press("a")
    #expect(usual.picture().text.contains("y one for all"))
  }
}

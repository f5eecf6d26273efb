import Canvas
import Runs
import Testing
import Trends

@testable import Dashboard

@Suite struct ColumnTests {
  private static let widths = FindingWidths(of: Made.overview.rows)

  private func shown(_ chosen: [FindingColumn]?, in width: Int) -> [FindingColumn] {
    let scales = ScaleColumns(of: Made.overview.digest.families, limit: max(8, width - 52))
    let shown = FindingColumn.Shown(widths: Self.widths, scales: scales, chosen: chosen)
    return FindingColumn.plan(shown, in: width).placed.map(\.column.id)
  }

  @Test func everyColumnHasANameATitleAMeaningAndAPlaceInTheOrder() {
    for column in FindingColumn.allCases {
      #expect(!column.title.isEmpty && !column.meaning.isEmpty)
      let stays = column.isFixed || column == .name || column == .depends
      #expect(FindingColumn.giveWay.contains(column) != stays, "\(column)")
    }
    #expect(Set(FindingColumn.giveWay).count == FindingColumn.giveWay.count)
    for column in ItemColumn.allCases {
      #expect(!column.meaning.isEmpty)
      #expect(ItemColumn.giveWay.contains(column) || column.isFixed || column == .last, "\(column)")
    }
  }

  /// Names of one collection begin alike and differ at the end.
  @Test(arguments: ["", "a", "M"]) func behavioursThatBeginAlikeAreToldApart(keys: String) {
    let names = ["biology", "chemistry", "geography"].map { "hendrycksTest-high_school_\($0)" }
    let rows = zip(names, Made.overview.rows.dropFirst()).map { name, row in
      BehaviourRow(key: BehaviourKey(name), finding: row.finding, suites: row.suites)
    }
    var desk = Desk(rows: rows)
    desk.press(keys)
    let text = desk.picture().text
    for end in ["ology", "istry", "raphy"] { #expect(text.contains("\(end) "), "\(text)") }
  }

  @Test func aScaleBeyondAllBoundsHasAColumn() {
    let points = Made.overview.rows[1].finding.points.prefix(2).enumerated().map { at, point in
      var point = point
      point.rung.x = at == 0 ? -1e300 : -1
      return point
    }
    let scales = ScaleColumns(of: ScaleFamilies(count: 1) { _ in (.loss, .margin, points) }, limit: 40)
    #expect(scales.columns.map(\.x) == [-1e300, -1])
  }

  @Test func everyColumnOfARowSaysWhatTheFilterCompares() {
    let scales = ScaleColumns(of: [], limit: 0)
    for row in Made.overview.rows {
      let listed = ListedRow(key: row.key, finding: row.finding, suites: row.suites, flagged: 3)
      for column in FindingColumn.allCases where column.order != nil {
        let text = column.cell(of: listed, on: scales, in: nil).0
        if column.order == .words { #expect(text == column.words(of: listed)) }
        // Where there is no number, none is shown.
        guard FindingColumn.ofFindings.contains(column), column.order == .numbers, column != .verdict,
          column != .caveats
        else { continue }
        #expect((text == "·") == column.number(of: listed).isNaN, "\(column): \(text)")
      }
    }
  }

  /// Verdict and P stay on every screen, and what goes goes in the order that the manual states.
  @Test(arguments: [40, 43, 50, 60, 79, 100, 159]) func whatHasNoRoomGoesInTheStatedOrder(width: Int) {
    for chosen in [
      nil, FindingColumn.allCases, [.name, .mds, .verdict, .stands, .rises], FindingColumn.allCases.reversed(),
    ] {
      let placed = shown(chosen, in: width)
      for column in [FindingColumn.verdict, .stands, .rises] { #expect(placed.contains(column), "\(width): \(column)") }
      let all = chosen ?? placed
      let gone = all.filter { !placed.contains($0) }
      let stays = placed.compactMap { FindingColumn.giveWay.firstIndex(of: $0) }.min() ?? .max
      for column in gone {
        let place = FindingColumn.giveWay.firstIndex(of: column)
        #expect(place.map { $0 < stays } ?? false, "\(column) went before one that goes earlier")
      }
      #expect(placed == all.filter(placed.contains), "their order is the one chosen")
    }
  }

  @Test func aNameIsCutShorterBeforeTheSlopeGivesWay() throws {
    var desk = Desk(Size(columns: 44, rows: 12))
    desk.tell(.arrived(Made.answer(.instrument(.marks(measure: .margin)))))
    let lines = desk.picture().text.split(separator: "\n")
    #expect(lines.contains { $0.contains("VERDICT") && $0.contains(" SLOPE Q ") && $0.hasSuffix("≠") }, "\(lines)")
    let row = try #require(lines.first { $0.contains("memo-trap ") })
    #expect(row.contains(" -0.27 ● <.001 ≠"))
    #expect(lines.contains { $0.contains("corri…ss-HHH ") }, "\(lines)")
  }

  @Test func whatWasChosenHoldsVerdictAndP() {
    var choice = ColumnChoice()
    #expect(choice.findings(.overview) == nil && choice.items == nil)
    #expect(choice.choose("n, spark slope", for: .overview) == nil)
    #expect(choice.findings(.overview) == [.name, .n, .spark, .slope, .verdict, .stands, .rises])
    #expect(choice.choose("behaviour p_rise verdict n n", for: .overview) == nil)
    #expect(choice.findings(.overview) == [.behaviour, .rises, .verdict, .n, .stands])
    #expect(choice.findings(.suites) == nil, "another list has its own")
    #expect(choice.choose("slope length", for: .items) == nil)
    #expect(choice.items == [.flagged, .id, .slope, .length])
    #expect(choice.choose("n slop", for: .overview)?.contains("'slop'") == true)
    #expect(choice.findings(.overview)?.first == .behaviour, "a mistake changes nothing")
    // As a later Vane might have written it.
    choice.names[.overview] = ["n", "entropy"]
    #expect(choice.findings(.overview) == [.name, .n, .verdict, .stands, .rises])
  }

  private static let intervals: [(ClosedRange<Double>, String)] = [
    (-0.0049...0.0231, "-0.005 to +0.023"), (0.002...0.3, "+0.002 to +0.300"), (-0.04...0.41, "-0.04 to +0.41"),
    (0...0.41, "+0.00 to +0.41"), (-0.0002...1, "-0.000 to +1.000"), (-0.004...12, "-0.00 to +12.00"),
    (0.006...0.01, "+0.006 to +0.010"),
    (-0.0131...0.0894, "-0.01 to +0.09"), (-0.078 ... -0.076, "-0.078 to -0.076"),
    (-Double.infinity...0.001, "-∞ to +0.00"),
    (-101.66 ... -97.19, "-101.7 to -97.2"), (-1234.5...8, "-1235 to +8"),
  ]

  @Test(arguments: intervals)
  func anIntervalSaysOnWhichSideOfZeroItEnds(
    _ interval: ClosedRange<Double>, _ words: String
  ) {
    #expect(interval.words(by: .margin) == words && words.count <= 16)
  }

  /// `.00` would be no error at all.
  @Test func logOddsPerByteHaveTheirDigitsInEveryList() throws {
    var finding = Made.overview.rows[1].finding
    finding.measure = .marginPerByte
    for at in finding.points.indices { (finding.points[at].mean, finding.points[at].standardError) = (0.0123, 0.002) }
    let scales = ScaleColumns(of: [finding], limit: 20)
    #expect(FindingColumn.last.cell(of: finding, on: scales).0 == "+0.012")
    #expect(FindingColumn.half.cell(of: finding, on: scales).0 == ".004")
    #expect(try #require(finding.points.last).words(by: finding.measure) == "+0.012 ±0.004")
    #expect(try #require(finding.points.last).words(by: .margin) == "+0.01 ±0.00")
  }

  @Test func aSlopeLiesWithinItsIntervalAsItIsWritten() {
    var finding = Made.overview.rows[1].finding
    finding.trend?.slope = 0.004
    finding.trend?.interval = 0.0038...0.0042
    #expect(finding.facts.first { $0.name == "slope" }?.text.hasPrefix("+0.004 ") == true)
    #expect(FigureWords.slope(finding)?.hasPrefix("Slope +0.004 ") == true)
    #expect(FindingColumn.slope.cell(of: finding, on: ScaleColumns(of: [finding], limit: 20)).0 == "+0.004")
    let request = FlagEffectRequest(key: Made.overview.rows[1].key, measure: .margin, items: [], why: .flagged)
    let effect = Omission(leavingOut: [], of: Made.ladder(Made.plans[1], measure: .margin), finding: finding)
    let lines = FlagEffectContents(request: request, effect: effect).lines
    #expect(lines.first { $0.name == "slope" }?.all == "+0.004")
  }

  /// Of two models there is a slope and no error.
  @Test func aSlopePerByteWithoutAnErrorHasItsDigits() throws {
    var finding = Made.overview.rows[1].finding
    finding.measure = .marginPerByte
    finding.trend?.slope = 0.0123
    finding.trend?.interval = -Double.infinity...Double.infinity
    let trend = try #require(finding.trend)
    #expect(trend.slopeWords(by: .marginPerByte) == "+0.012" && trend.slopeWords(by: .margin) == "+0.01")
    #expect(trend.interval.words(by: .marginPerByte) == "-∞ to +∞")
  }

  /// The sentence wrote `[-0.14, -0.070]` above a list with `-0.14 to -0.07`.
  @Test(arguments: [
    (Measure.margin, "+0.10", "[+0.07, +0.14]"), (.accuracy, "+0.10", "[+0.07, +0.14]"),
    (.marginPerByte, "+0.104", "[+0.070, +0.138]"),
  ])
  func theSentenceWritesASlopeWithTheDigitsOfTheList(_ measure: Measure, _ slope: String, _ interval: String) {
    var finding = Made.overview.rows[1].finding
    finding.measure = measure
    finding.trend?.slope = 0.1041
    finding.trend?.interval = 0.0702...0.138
    #expect(finding.slopeText == "\(slope) \(interval)")
    let sentence = finding.sentence
    #expect(sentence.contains(": \(slope) ") && sentence.contains(" \(interval),"), "\(sentence)")
  }

  /// A column has no room for more; a sentence has, and neither turns a fall into a rise.
  @Test func aSlopeTooSmallForItsColumnHasItsDigitsInTheSentence() throws {
    var finding = Made.overview.rows[1].finding
    finding.measure = .marginPerByte
    finding.trend?.slope = -0.00021
    finding.trend?.interval = -0.0004 ... -0.00002
    #expect(try #require(finding.trend).slopeWords(by: finding.measure) == "-0.000")
    #expect(
      finding.sentence.contains("-0.00021 ") && finding.sentence.contains(" [-0.00040, -0.00002]"),
      "\(finding.sentence)")
  }

  @Test func theSlopeAtEqualPerplexityHasTheDigitsOfItsColumn() {
    let ladder = Made.ladder(Made.plans[1], measure: .marginPerByte)
    let losses = ladder.rungs.indices.map { $0.isMultiple(of: 2) ? 1.3 : 1.0 }
    var held = HeldConstant(losses, of: ladder)
    held.trend?.slope = 0.0231
    held.trend?.interval = 0.0112...0.035
    #expect(OverviewMarks.text(of: held) == "+0.023")
    #expect(held.sentence.contains("+0.023 per ×10 [+0.011, +0.035]"), "\(held.sentence)")
  }

  /// `.00` was the half of every interval.
  @Test func aDifferencePerByteHasItsDigits() throws {
    let sides = [CompareSide(Made.plans[1].key), CompareSide(Made.plans[3].key)]
    let request = try #require(CompareRequest(sides, measure: .marginPerByte))
    guard case .compare(var contents) = Made.compare(request) else {
      Issue.record("no comparison")
      return
    }
    for at in contents.rows.indices { contents.rows[at].finding.measure = .marginPerByte }
    var around = Surroundings(size: Size(columns: 80, rows: 22), overview: Made.overview)
    var screen = CompareScreen(contents)
    _ = screen.update(.difference, times: nil, &around)
    let lines = screen.view(around.size, around).text.split(separator: "\n")
    for heading in [" difference", " ±95"] {
      let line = try #require(lines.first { $0.hasPrefix(heading) })
      #expect(line.contains(/\d\.\d{3}( |$)/) && !line.contains(/\d\.\d{2}( |$)/), "\(line)")
    }
    let rung = Made.ladder(Made.plans[1], measure: .margin).rungs[0]
    let point = PairedComparison.Point(
      rung: rung, difference: 0.0123, standardError: 0.002, interval: 0.0083...0.0163)
    #expect(point.words(by: .marginPerByte) == "+0.012 ±0.004" && point.words(by: .margin) == "+0.01 ±0.00")
    let slope = UnpairedComparison.Slope(value: 0.0123, interval: 0.0083...0.0163, p: 0.01)
    #expect(slope.valueWords(by: .marginPerByte) == "+0.012")
  }

  @Test func aDifferenceLiesWithinItsIntervalAsItIsWritten() throws {
    let slope = UnpairedComparison.Slope(value: 0.004, interval: 0.0038...0.0042, p: 0.01)
    #expect(slope.valueWords(by: .margin) == "+0.004")
    let rungs = Made.ladder(Made.plans[1], measure: .margin).rungs
    let pair = ModelPair(a: rungs[0].name, b: rungs[1].name)
    var difference = Made.models(pair, .margin).rows[1]
    difference.comparison?.difference = 0.004
    difference.comparison?.interval = 0.0038...0.0042
    for rows in 1...2 {
      let line = try #require(difference.lines(columns: 80, rows: rows).first)
      #expect(line.hasPrefix("A − B +0.004 "), "\(line)")
    }
  }

  @Test func theColumnsOfAnIntervalsEndsSayItToo() {
    var row = Made.overview.rows[1]
    row.finding.trend?.interval = -0.0049...0.0231
    let listed = ListedRow(key: row.key, finding: row.finding, suites: [])
    let scales = ScaleColumns(of: [row.finding], limit: 20)
    #expect(FindingColumn.low.cell(of: listed, on: scales, in: nil).0 == "-0.005")
    #expect(FindingColumn.high.cell(of: listed, on: scales, in: nil).0 == "+0.023")
    row.finding.verdict = .tooFew
    #expect(FindingColumn.low.cell(of: row.finding, on: scales).0 == "·")
  }

  @Test func itemsThatAreAllAlikeTellOfNoCertainty() {
    var finding = Made.overview.rows[1].finding
    for at in finding.points.indices { (finding.points[at].mean, finding.points[at].standardError) = (1, 0) }
    let scales = ScaleColumns(of: [finding], limit: 20)
    #expect(FindingColumn.half.cell(of: finding, on: scales).0 == "·")
    #expect(finding.points[0].words(by: finding.measure) == "+1.00 ±·")
    finding.points[0].standardError = 0.1
    #expect(finding.points[0].words(by: finding.measure) == "+1.00 ±0.20")
  }

  // MARK: on the screens

  @Test func howManyItemsAreFlaggedIsWrittenInFull() {
    let items = Made.ladder(Made.plans[6], measure: .margin).items.filter { $0.suite.hasSuffix("influence") }
    let lines = items.map { name in
      Flag(
        id: name.item, time: "2026-11-20T10:00:00Z", author: "kl", action: .flag, behaviour: "power-seeking",
        variant: nil, name: name)
    }
    var desk = Desk()
    desk.tell(.flags(Flags(lines)))
    desk.command("columns name flagged")
    #expect(lines.count == 80 && desk.picture().text.contains(" 80! "), "\(desk.picture().text)")
    desk.press("6 j enter")
    desk.command("columns name flagged")
    desk.command("sort -flagged")
    let suites = desk.picture().text.split(separator: "\n").filter { $0.contains("power-seekin_") }
    #expect(suites.count == 3 && suites.last?.contains("influence 80! ") == true, "\(suites)")
  }

  @Test func spaceSwitchesAColumnAndEnterKeepsIt() {
    var desk = Desk()
    #expect(!desk.picture().text.contains(" MDS"))
    desk.press("C")
    let menu = desk.picture().text
    #expect(menu.contains("[x] name") && menu.contains("[=] verdict") && menu.contains("[-] first"))
    let at = FindingColumn.allCases.firstIndex(of: .mds)!
    for _ in 0..<at { desk.press("j") }
    desk.press("space")
    #expect(desk.effects.isEmpty, "nothing is kept before Enter")
    desk.press("enter")
    #expect(desk.picture().text.contains(" MDS"))
    guard case .keepColumns(.overview, let kept?)? = desk.effects.last else {
      Issue.record("\(desk.effects)")
      return
    }
    #expect(kept.contains(FindingColumn.mds.rawValue) && kept == desk.board.columns.names[.overview])
    desk.press("C =")
    #expect(!desk.picture().text.contains(" MDS") && desk.board.columns.findings(.overview) == nil)
    #expect(desk.effects.last == .keepColumns(.overview, nil))
  }

  @Test func theLineSaysTheSameAndAVerdictCannotBePutAway() {
    var desk = Desk()
    desk.command("columns n name slope")
    let head = desk.picture().text.split(separator: "\n")[4]
    #expect(head.split(separator: " ") == ["N", "BEHAVIOUR", "SLOPE", "VERDICT", "Q", "P↗"], "\(head)")
    desk.press("C")
    for _ in 0..<3 { desk.press("j") }
    desk.press("space enter")
    #expect(desk.picture().text.split(separator: "\n")[4] == head)
    desk.command("columns nmae")
    #expect(desk.picture().text.contains("no column is called 'nmae'"))
  }

  @Test func aColumnIsMovedByCapitalJAndK() {
    var desk = Desk()
    desk.command("columns name n slope")
    desk.press("C j J enter")
    #expect(desk.board.columns.names[.overview]?.prefix(3) == ["name", "slope", "n"])
    desk.press("C j j K K esc")
    #expect(desk.board.columns.names[.overview]?.prefix(3) == ["name", "slope", "n"], "Esc changes nothing")
  }

  @Test func anItemsNumbersAreNotCutHoweverLarge() {
    guard case .behaviour(let contents) = Made.behaviour(BehaviourKey("memo-trap"), .logp) else {
      Issue.record("no behaviour")
      return
    }
    let items = contents.items.map { item in
      ItemRow(name: item.name, values: item.values.map { _ in -104_326.4 }, slope: -12_345.6)
    }
    var screen = BehaviourScreen(
      BehaviourContents(row: contents.row, measure: .logp, suites: contents.suites, items: items))
    screen.pane = .items
    screen.list.facts.lengths = items.map { _ in Int32(1_234_567) }
    var around = Surroundings(size: Size(columns: 80, rows: 24), overview: Made.overview)
    #expect(around.columns.choose("length last slope", for: .items) == nil)
    let text = screen.view(around.size, around).text
    for number in [" 1,234,567 ", " -104326 ", " -12346"] { #expect(text.contains(number), "\(text)") }
  }

  @Test func listsOfABehaviourHaveColumnsOfTheirOwn() {
    var desk = Desk()
    desk.press("6 j enter")
    desk.command("columns name mds")
    #expect(desk.picture().text.contains("SUITE") && desk.picture().text.contains(" MDS"))
    desk.press("tab")
    desk.command("columns length accuracy slope")
    let text = desk.picture().text
    #expect(text.contains("LENGTH") && text.contains("RIGHT") && !text.contains("LARGEST"))
    // The lengths are asked for when somebody wants to see them.
    let items = Made.ladder(Made.plans[6], measure: .margin).items
    let length = Made.text(of: Made.plans[6].key, items[0], in: items).joined(separator: "\n").count
    #expect(text.contains(" \(length) "), "\(text)")
    desk.press("esc")
    #expect(!desk.picture().text.contains(" MDS"), "the overview has its own")
  }
}

import Canvas
import Dashboard
import Runs
import Testing
import Trends

/// What the instruments say, and what they keep back until they are asked.
@Suite struct InstrumentTests {
  @Test func aLayerThatCannotBeToldIsUnknownAndNotSmall() {
    var desk = Desk()
    desk.press("L")
    let text = desk.picture().text
    #expect(text.contains("prompts     unknown  one prompt only"))
    #expect(text.contains("seeds       unknown"))
    #expect(text.contains("Unknown is not 0"))
  }

  /// As after a log with a log-likelihood of -1e200.
  @Test func aVarianceBeyondAllNumbersHasNoShare() {
    let wanted = Instrument.noise(Made.overview.rows[0].key, measure: .margin)
    guard case .instrument(_, .noise(var contents)) = Made.answer(.instrument(wanted)) else {
      Issue.record("no noise")
      return
    }
    contents.layers.layers[0].variance = .infinity
    contents.layers.layers[0].share = nil
    var desk = Desk()
    _ = desk.board.update(.key("L"))
    desk.tell(.arrived(.instrument(wanted, .noise(contents))))
    #expect(desk.picture().text.contains("· %  sd ∞"))
  }

  @Test(arguments: [(Double.nan, Verdict.rising), (0, .rising), (.infinity, .tooFew), (1e-16, .degenerate)])
  func whatCouldBeSeenIsNotToldFromAnErrorOfZero(least: Double, verdict: Verdict) {
    let wanted = Instrument.noise(Made.overview.rows[0].key, measure: .margin)
    guard case .instrument(_, .noise(var contents)) = Made.answer(.instrument(wanted)) else {
      Issue.record("no noise")
      return
    }
    contents.row.finding.trend?.minimalDetectableSlope = least
    contents.row.finding.verdict = verdict
    var desk = Desk()
    _ = desk.board.update(.key("L"))
    desk.tell(.arrived(.instrument(wanted, .noise(contents))))
    let text = desk.picture().text
    #expect(text.contains("It cannot be told") && !text.contains("seen 4 times in 5"), "\(text)")
  }

  @Test func whatWouldSettleAnOpenVerdictIsSaidAndASettledOneNeedsNothing() {
    var desk = Desk()
    desk.press("L")
    #expect(desk.picture().text.contains("helps most"))
    desk.press("esc j L")
    #expect(desk.picture().text.contains("The verdict is not open: ↗ rising"))
  }

  /// Δ of a measure per byte is shared among the bytes, and a slope's error has two digits at most.
  @Test func whatCouldBeSeenHasNoMoreDigitsThanItsError() throws {
    let wanted = Instrument.noise(Made.overview.rows[0].key, measure: .margin)
    guard case .instrument(_, .noise(var contents)) = Made.answer(.instrument(wanted)) else {
      Issue.record("no noise")
      return
    }
    let trend = try #require(contents.row.finding.trend)
    contents.row.finding.trend?.minimalDetectableSlope = 0.0091234
    contents.remedy = Remedy(trend, target: 0.008598, seeds: [1, 1, 1, 1, 1])
    var desk = Desk()
    _ = desk.board.update(.key("L"))
    desk.tell(.arrived(.instrument(wanted, .noise(contents))))
    let text = desk.picture().text
    #expect(text.contains("±0.0091 per ×10, seen 4 times in 5") && text.contains("To see ±0.0086 per"), "\(text)")
  }

  @Test(arguments: [
    ("A tab", "1-5 of 16"), ("A tab G", "12-16 of 16"), ("M", "1-5 of 16 × "), ("G M", "12-16 of 16 × "),
    ("P", "1-4 of 5"), ("P G", "2-5 of 5"),
  ])
  func aListThatGoesOnSaysWhichPartOfItIsInView(keys: String, part: String) {
    var desk = Desk(Size(columns: 44, rows: 12))
    desk.press(keys)
    #expect(desk.picture().text.contains(part), "\(desk.picture().text)")
  }

  /// Half a number under the count would pass for a whole one.
  @Test func aLineThatTheCountCoversSaysThatItIsCut() {
    var desk = Desk(Size(columns: 44, rows: 12))
    desk.press("b tab")
    #expect(desk.picture().text.contains("a coin                  0.250 … 1-10 of "))
    desk.press("j")
    #expect(desk.picture().text.contains("a coin                  0.250  0.693     –"))
  }

  @Test func theDefaultPathIsMarkedAndOneKeyAway() {
    var desk = Desk()
    desk.press("1 1 j V")
    let before = desk.picture()
    #expect(before.text.contains("default") && before.text.contains("◆"))
    desk.press("G")
    #expect(desk.picture() != before)
    desk.press("d")
    #expect(desk.picture() == before)
  }

  /// A landed run ranks the paths anew.
  @Test func thePathThatIsReadIsReadOnWhenARunLands() {
    var desk = Desk()
    desk.press("1 1 j")
    guard case .ask(.instrument(let wanted))? = desk.board.update(.key("V")).first,
      case .instrument(_, .paths(var contents)) = Made.answer(.instrument(wanted))
    else {
      Issue.record("no paths")
      return
    }
    func read() -> Substring? {
      desk.picture().text.split(separator: "\n").first { $0.contains(", prompt ") }
    }
    desk.tell(.arrived(.instrument(wanted, .paths(contents))))
    desk.press("G")
    let before = read()
    for at in contents.multiverse.paths.indices { contents.multiverse.paths[at].slope.negate() }
    var more = Made.overview
    more.items += 1
    #expect(desk.board.update(.arrived(.overview(more))) == [.replace(.instrument(wanted))])
    desk.tell(.arrived(.instrument(wanted, .paths(contents))))
    #expect(before != nil && read() == before)
  }

  @Test func aMeasureOpensTheBehaviourByIt() {
    var desk = Desk()
    desk.press("3 j # j j j j enter")
    #expect(desk.board.path.last == "memo-trap")
    #expect(desk.picture().text.contains("accuracy, fraction"))
  }

  /// `<.0` is another number than `<.001`.
  @Test(arguments: 44...60) func noNumberOfAMeasureIsCut(columns: Int) {
    var desk = Desk(Size(columns: columns, rows: 24))
    desk.press("3 j enter #")
    let lines = desk.picture().text.split(separator: "\n")
    #expect(lines.contains { $0.contains("margin ") && $0.hasSuffix("-0.27 <.001") }, "\(lines)")
    #expect(lines.contains { $0.hasSuffix("P↗") })
  }

  @Test func aMeasureThatIsNotStoredSaysSo() {
    var desk = Desk()
    desk.press("3 j # 7 g enter")
    #expect(desk.picture().text.contains("these runs have no logp-per-byte"))
  }

  @Test(arguments: [
    ([Verdict.unresolved, .unresolved], "No measure settles it"), ([.tooFew, .unresolved], "No measure settles it"),
    ([.tooFew, .tooFew], "No measure settles it"), ([.flat, .flat], "Every measure that settles it says the same"),
    ([.flat, .unresolved], "Some measures settle it"), ([.flat, .rising], "The verdict depends on the measure"),
  ])
  func theHeadOfTheMeasuresClaimsNoMoreThanTheySettle(_ verdicts: [Verdict], _ claim: String) {
    let wanted = Instrument.measures(Made.overview.rows[0].key)
    guard case .instrument(_, .measures(var contents)) = Made.answer(.instrument(wanted)) else {
      Issue.record("no measures")
      return
    }
    for at in contents.lines.indices {
      let isCoverage = contents.lines[at].measure == .coverage
      contents.lines[at].finding?.verdict = isCoverage ? .rising : verdicts[at % 2]
    }
    var desk = Desk()
    _ = desk.board.update(.key("#"))
    desk.tell(.arrived(.instrument(wanted, .measures(contents))))
    #expect(desk.picture().text.contains(claim), "\(desk.picture().text)")
  }

  @Test(arguments: [
    ([Verdict.rising, .rising, .tooFew], MeasureDependence.none), ([.rising, .unresolved], .open),
    ([.rising, .flat, .unresolved], .contradicted), ([.unresolved, .tooFew], .none),
  ])
  func onlySettledVerdictsContradict(_ verdicts: [Verdict], _ dependence: MeasureDependence) {
    #expect(MeasureDependence(verdicts) == dependence)
  }

  @Test func whileItIsComputedTheHeadSaysSoAndTheKeyStopsIt() {
    var desk = Desk()
    _ = desk.board.update(.key("b"))
    #expect(desk.picture().text.contains("computing …  Ctrl-C stops"))
    #expect(desk.board.update(.key(.control("c"))) == [.cancel])
    #expect(!desk.picture().text.contains("computing"))
  }

  /// The next key may flag it.
  @Test(arguments: ["", "j j j"]) func theSelectedSuspectStaysSelectedWhenARunRanksThemAnew(keys: String) {
    var desk = Desk()
    desk.press("6 j enter t " + keys)
    let wanted = Instrument.suspicions(BehaviourKey("power-seeking"), measure: .margin)
    guard case .instrument(_, .suspicions(var contents)) = Made.answer(.instrument(wanted)) else {
      Issue.record("no suspicions")
      return
    }
    let name = contents.suspects[keys.isEmpty ? 0 : 3].name
    contents.suspects.reverse()
    var more = Made.overview
    more.items += 1
    #expect(desk.board.update(.arrived(.overview(more))) == [.replace(.instrument(wanted))])
    desk.tell(.arrived(.instrument(wanted, .suspicions(contents))))
    desk.press("f")
    guard case .flag(let request)? = desk.effects.last else {
      Issue.record("nothing is flagged")
      return
    }
    #expect(request.words.map(\.name) == [name])
  }

  /// Else the next key would be about what only took its line.
  @Test func aSuspectThatIsNoneAnyLongerIsTold() {
    var desk = Desk()
    desk.press("6 j enter t j")
    let wanted = Instrument.suspicions(BehaviourKey("power-seeking"), measure: .margin)
    guard case .instrument(_, .suspicions(var contents)) = Made.answer(.instrument(wanted)) else {
      Issue.record("no suspicions")
      return
    }
    let gone = contents.suspects.remove(at: 1).name.item
    var more = Made.overview
    more.items += 1
    #expect(desk.board.update(.arrived(.overview(more))) == [.replace(.instrument(wanted))])
    desk.tell(.arrived(.instrument(wanted, .suspicions(contents))))
    #expect(desk.picture().text.contains("\(gone) is no longer listed"))
    desk.press("j")
    #expect(!desk.picture().text.contains("no longer listed"))
  }

  @Test func nGoesFromOneSuspiciousItemToTheNext() {
    var desk = Desk()
    desk.press("3 j t enter")
    #expect(desk.picture().text.contains("why listed, 1 of "))
    let first = desk.board.path.last
    desk.press("n")
    #expect(desk.picture().text.contains("why listed, 2 of "))
    desk.press("N")
    #expect(desk.board.path.last == first)
    desk.press("N")
    #expect(desk.picture().text.contains("this is the most suspicious item"))
  }

  @Test func withoutARankingNSaysHowToGetOne() {
    var desk = Desk()
    desk.press("6 j enter enter enter n")
    #expect(desk.picture().text.contains("t ranks the items that deserve a look first"))
  }

  /// The list that is looked at was not even named.
  @Test(arguments: 44...80) func theListsOfTheSuspicionsAreNamedAtEveryWidth(columns: Int) {
    var desk = Desk(Size(columns: columns, rows: 24))
    desk.press("3 j t tab tab")
    let text = desk.picture().text
    #expect(text.contains(/look at \d+\b/) && text.contains(/turns (and last steps )?\d+\b/))
    #expect(text.contains(/\[items (that )?turn \d+\]/))
    #expect(text.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains("goes against its own line"))
  }

  @Test func whatTurnsIsListedWithWhereItTurns() {
    var desk = Desk()
    desk.press("t tab")
    #expect(desk.picture().text.contains("hindsight-neglect"))
    #expect(desk.picture().text.contains("[turns and last steps 1]"), "not all of these turn")
    #expect(desk.picture().text.contains("∪ turns"))
    desk.press("enter")
    #expect(desk.board.path.last == "hindsight-neglect")
  }

  @Test func logProbabilityIsDrawnWithItsTwoParts() {
    var desk = Desk()
    desk.press("3 j enter")
    #expect(!desk.picture().text.contains("coverage"))
    desk.press("3")
    #expect(desk.picture().text.contains("● logp  ○ nlp  ◆ coverage"))
  }

  @Test func whatIsMarkedStandsBesideAllAndIsCounted() {
    var desk = Desk(Size(columns: 160, rows: 40))
    desk.press("3 j enter tab")
    #expect(!desk.picture().text.contains("sel "))
    desk.press("space")
    let text = desk.picture().text
    #expect(text.contains("sel 1 of 120 items: slope"))
    #expect(text.contains("after allowing for the choice") && text.contains("You looked at 1 subset."))
    desk.press("space")
    #expect(desk.picture().text.contains("You looked at 2 subsets."))
    desk.press("D")
    #expect(!desk.picture().text.contains("sel "))
  }

  @Test func theSameChoiceIsCountedOnce() {
    var desk = Desk(Size(columns: 160, rows: 40))
    desk.press("3 j enter enter esc enter")
    #expect(desk.picture().text.contains("sel 40 of 120") && desk.picture().text.contains("You looked at 1 subset."))
    desk.press("esc j enter")
    #expect(desk.picture().text.contains("You looked at 2 subsets."))
    desk.press("esc esc")
    #expect(desk.picture().text.contains("you looked at 2 subsets"), "the overview says so too")
  }

  @Test func aFilterOfItemsIsAChoiceToo() {
    var desk = Desk(Size(columns: 160, rows: 40))
    desk.press("3 j enter & 1 1 enter")
    #expect(desk.picture().text.contains("You looked at 1 subset."))
    desk.press("& ctrl-u x y z enter")
    #expect(desk.picture().text.contains("no item is so: xyz"))
    desk.press("& ctrl-u enter")
    #expect(!desk.picture().text.contains("sel "))
  }

  @Test func whileTheWorthIsComputedItIsLeftOpen() {
    var desk = Desk(Size(columns: 160, rows: 40))
    desk.press("3 j enter tab")
    let effects = desk.board.update(.key(" "))
    guard case .replace(.instrument(.subset(let request)))? = effects.first else {
      Issue.record("a mark asks what it is worth")
      return
    }
    #expect(request.items.count == 1)
    #expect(desk.picture().text.contains("after allowing for the choice … (p …)"))
  }

  @Test func theCardCountsWhatWasSeenHiddenAndLookedAt() {
    var desk = Desk(Size(columns: 160, rows: 40))
    desk.press("& t r u t h enter space space c")
    let text = desk.picture().text
    #expect(text.contains("picked after looking: yes  seen 16  shown 2  hidden 0 by options, 13 by filter"))
    #expect(text.contains("subsets 2"), "the filter and the picks")
    #expect(text.contains("By margin, nats, over parameters; families: pythia."))
    desk.press("y")
    guard case .copy(let copied)? = desk.effects.last else {
      Issue.record("y copies")
      return
    }
    #expect(copied.contains("Picked after looking: 2 of 16 behaviours."))
  }

  @Test func aRowWhoseVerdictHangsOnTheMeasureIsMarked() {
    var desk = Desk(Size(columns: 120, rows: 20))
    #expect(!desk.picture().text.contains("vsPPL"))
    desk.tell(.arrived(Made.answer(.instrument(.marks(measure: .margin)))))
    #expect(desk.picture().text.contains("vsPPL"))
    desk.press("3 j")
    #expect(desk.picture().text.contains("The verdict depends on the measure (#)"))
    let line = desk.picture().text.split(separator: "\n").first { $0.contains("memo-trap") }
    #expect(line?.contains("≠") == true)
  }

  /// Whole columns are left out.
  @Test(arguments: 44...80) func noColumnOfTheAggregateIsCut(columns: Int) {
    var desk = Desk(Size(columns: columns, rows: 24))
    desk.press("A")
    func ends(_ heading: String, in titles: [String]) -> Bool {
      let line = desk.picture().text.split(separator: "\n").first { $0.hasPrefix(" \(heading)") } ?? ""
      return titles.contains { line.hasSuffix($0) }
    }
    #expect(ends("MODEL", in: ["NATS/BYTE", "±95", "BITS/BYTE", "DOCS", "on wikitext"]))
    desk.press("tab")
    #expect(ends("BEHAVIOUR", in: ["vsPPL", "95 % CI", "LEFT"]))
  }

  /// Ten models.
  @Test(arguments: 12...20) func modelsOfTheAggregateThatHaveNoRoomAreTold(rows: Int) {
    var desk = Desk(Size(columns: 80, rows: rows))
    desk.press("A")
    let text = desk.picture().text
    let left = 10 - text.split(separator: "\n").count { $0.hasPrefix(" pythia-") }
    #expect(text.contains("more models") == (left > 0), "\(text)")
    if left > 0 { #expect(text.contains("… \(left) more models; y copies all of them"), "\(text)") }
  }

  @Test func aTextThatIsInNoBehaviourSaysSo() {
    var desk = Desk()
    desk.press("A enter")
    #expect(desk.picture().text.contains("this text is in no behaviour"))
    desk.press("tab j enter")
    #expect(desk.board.path.last == "corrigible-less-HHH")
  }

  /// Else Enter would open another one.
  @Test func theSelectedSlopeStaysSelectedWhenABehaviourLandsAboveIt() {
    let rows = Made.overview.rows
    var desk = Desk(rows: Array(rows.dropFirst()))
    desk.press("A j j")
    desk.tell(.arrived(.overview(OverviewContents(title: "more", rows: rows))))
    desk.press("enter")
    #expect(desk.board.path.last == rows[3].key.description)
  }
}

import Canvas
import Dashboard
import Runs
import Testing

/// Behaviours, prompts and suites side by side.
@Suite struct CompareTests {
  /// Three prompts of one behaviour, on the same items.
  private func prompts(_ size: Size = Size(columns: 80, rows: 24)) -> Desk {
    var desk = Desk(size)
    desk.press("1 1 j space space space c")
    return desk
  }

  private func line(_ desk: inout Desk, _ words: String) -> String {
    desk.picture().text.split(separator: "\n").first { $0.contains(words) }.map(String.init) ?? ""
  }

  private func copied(_ desk: inout Desk) -> String {
    desk.press("y")
    guard case .copy(let text)? = desk.effects.last else { return "" }
    return text
  }

  @Test func twelveAreComparedAndThirteenAreNot() {
    var desk = Desk(Size(columns: 160, rows: 50))
    desk.press(Array(repeating: "space", count: 12).joined(separator: " ") + " c")
    #expect(desk.board.path.last == "compare 12 of 16")
    for letter in "ABCDEFGHIJKL" { #expect(desk.picture().text.contains("\n \(letter)")) }
    desk.press("esc space c")
    #expect(desk.board.path.count == 1 && desk.picture().text.contains("13 picked"))
  }

  /// Half of a number would say that it is the first that was picked.
  @Test func theTenthThatIsPickedStandsBesideItsFlagWithoutHalfOfANumber() {
    var desk = Desk()
    let six = Array(repeating: "space", count: 6).joined(separator: " ")
    desk.press(six + " space j space space g 6 j")
    #expect(line(&desk, "power-seeking").hasPrefix("7!power-seeking"))
    desk.press("space space g 6 j space")
    #expect(line(&desk, "power-seeking").hasPrefix("+!power-seeking"))
  }

  @Test func whatDoesNotFitIsReachedByMovingOn() {
    var desk = Desk()
    desk.press(Array(repeating: "space", count: 12).joined(separator: " ") + " c")
    #expect(desk.picture().text.contains("charts 1-6 of 12"))
    desk.press("G")
    #expect(desk.picture().text.contains("charts 7-12 of 12"))
  }

  @Test func theAxisIsSharedUntilEachHasItsOwnAndTheHeadSaysWhich() {
    var desk = prompts()
    #expect(desk.picture().text.contains("y shared"))
    let shared = desk.picture()
    desk.press("z")
    #expect(desk.picture().text.contains("y each its own") && desk.picture() != shared)
  }

  // MARK: the cursor

  @Test func oneCursorReadsAllAtOnceAndBeforeTheFirstScaleNone() {
    var desk = prompts()
    let before = desk.picture()
    desk.press("l")
    let text = desk.picture().text
    #expect(text.contains("AT 14M") && text.contains("pythia-14M"))
    // The one that was not asked at that scale says so, in its chart and in its line.
    #expect(text.contains("· no run") && line(&desk, " B  ").contains("no run"))
    desk.press("4 l")
    #expect(line(&desk, "AT 410M").contains("±95"))
    #expect(desk.picture().text.components(of: "pythia-410M") == 3)
    desk.press("5 h")
    #expect(desk.picture() == before)
    desk.press("h")
    #expect(desk.picture().text.contains("AT 12B"))
  }

  @Test(arguments: ["", "=", "d"]) func theCursorStandsInEveryShape(shape: String) {
    var desk = prompts()
    desk.press(shape)
    let before = desk.picture().cells.count { $0.ground == .cursor }
    desk.press("l l l l l")
    #expect(desk.picture().cells.count { $0.ground == .cursor } > before)
  }

  @Test func theDifferenceFromAIsReadBesideEachValue() {
    var desk = prompts()
    desk.press("l l l l l")
    #expect(line(&desk, " B  ").contains("+0.40  0.17  pythia-410M     -0.39 ±0.22"), "\(line(&desk, " B  "))")
  }

  // MARK: the difference

  @Test func whatIsPairedAndWhatIsNotIsSaid() {
    var desk = prompts()
    desk.press("d")
    #expect(desk.picture().text.contains("paired item by item: 80 shared items, by name"))
    var strangers = Desk()
    strangers.command("compare corrigible-less-HHH memo-trap")
    strangers.press("d")
    #expect(strangers.picture().text.contains("no shared items: unpaired, means of 60 and 120 items"))
    #expect(strangers.picture().text.contains("slope of A − B"))
  }

  @Test func aSentenceThatHasNoRoomSaysThatItGoesOn() {
    let sides = ["corrigible-less-HHH", "memo-trap"].map { CompareSide(BehaviourKey($0)) }
    guard let asked = CompareRequest(sides, measure: .margin),
      case .compare(var contents) = Made.answer(.compare(asked))
    else {
      Issue.record("nothing was compared")
      return
    }
    contents.pairs[0].resemblance = nil
    var desk = Desk(Size(columns: 44, rows: 12))
    for key in ":compare corrigible-less-HHH memo-trap" { _ = desk.board.update(.key(.character(key))) }
    _ = desk.board.update(.key(.enter))
    desk.tell(.arrived(.compare(contents)))
    desk.press("d")
    let line = desk.picture().text.split(separator: "\n").first { $0.contains("no rank correlation") }
    #expect(line?.hasSuffix("…") == true)
  }

  /// What was only sampled has no margin, whatever is asked for.
  @Test func aDifferenceIsToldInWhatWasMeasured() {
    let sides = ["corrigible-less-HHH", "memo-trap"].map { CompareSide(BehaviourKey($0)) }
    guard let asked = CompareRequest(sides, measure: .margin),
      let measured = CompareRequest(sides, measure: .accuracy),
      case .compare(var contents) = Made.answer(.compare(measured))
    else {
      Issue.record("nothing was compared")
      return
    }
    contents.request = asked
    #expect(contents.sentences(of: contents.pairs[0]).first?.contains(" fraction per ×10") == true)
    var desk = Desk()
    for key in ":compare corrigible-less-HHH memo-trap" { _ = desk.board.update(.key(.character(key))) }
    _ = desk.board.update(.key(.enter))
    desk.tell(.arrived(.compare(contents)))
    #expect(copied(&desk).contains("A corrigible-less-HHH, accuracy: "))
    desk.press("=")
    #expect(desk.picture().text.contains(" accuracy, fraction   one y axis"))
    desk.press("d")
    #expect(desk.picture().text.contains(" accuracy, fraction   y of A − B"))
  }

  @Test(arguments: 18...22) func inASmallTerminalTheOtherDifferencesGiveWayAndNotTheChart(rows: Int) throws {
    var desk = Desk(Size(columns: 44, rows: rows))
    let names = "corrigible-less-HHH memo-trap hindsight-neglect power-seeking sycophancy-politics wealth-seeking"
    desk.command("compare \(names)")
    desk.press("d")
    let lines = desk.picture().text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines[3].contains("paired"), "\(lines)")
    let axis = try #require(lines.firstIndex { $0.drop { $0 == " " }.hasPrefix("+ ") }, "\(lines)")
    let table = try #require(lines.firstIndex { $0.hasPrefix(" difference") }, "\(lines)")
    #expect(axis > 5 && table == axis + 2, "\(lines)")
  }

  @Test func whichScalesAreInViewDoesNotTouchTheFirstOfThem() {
    var desk = Desk(Size(columns: 60, rows: 24))
    desk.press("6 j enter c d")
    let text = desk.picture().text
    #expect(text.contains(" A − B  10-14 "), "\(text)")
  }

  @Test func swappingTurnsTheSignAndEveryPickCanBeTheBase() {
    var desk = prompts()
    desk.press("d")
    #expect(desk.picture().text.contains("slope of A − B -0.45 [-0.79, -0.10]"))
    desk.press("s")
    #expect(desk.picture().text.contains("slope of B − A +0.45 [+0.10, +0.79]"))
    desk.press("j B")
    #expect(desk.picture().text.contains("slope of C − A -0.27 [-0.39, -0.15]"))
    desk.press("B")
    #expect(desk.picture().text.contains("slope of A − "))
  }

  /// The slopes of the two sides are over ten scales and over six, and their difference is not this one.
  @Test func aSlopeOverFewerScalesThanASidesOwnSaysSo() {
    var desk = prompts()
    desk.press("d")
    let text = desk.picture().text
    #expect(text.contains("slope of A − B -0.45 [-0.79, -0.10] nats per ×10 at 6 scales, p .02: falling"), "\(text)")
  }

  @Test func theOthersAreOrderedByTheirDifferenceAndKeepTheirLetters() {
    var desk = Desk()
    desk.command("compare corrigible-less-HHH sycophancy-politics memo-trap")
    desk.press("d")
    let letters = { (desk: inout Desk) in
      desk.picture().text.split(separator: "\n").filter { $0.hasPrefix(" A − ") }.suffix(2).map { String($0.prefix(6)) }
    }
    #expect(letters(&desk) == [" A − B", " A − C"])
    desk.press("D")
    #expect(letters(&desk) == [" A − C", " A − B"] && desk.picture().text.contains("BY SLOPE"))
    // j goes to the next pair in that order.
    desk.press("g")
    #expect(desk.picture().text.contains(" A − C  corrigible-less-HHH − memo-trap"))
    desk.press("j")
    #expect(desk.picture().text.contains(" A − B  corrigible-less-HHH − sycophancy-politics"))
  }

  /// The sentence that keeps a person from reading much into a resemblance.
  @Test func howManyOthersMatchAsWellIsSaid() {
    var desk = prompts()
    desk.press("d")
    #expect(
      desk.picture().text.contains("rank correlation -.54 over 6 scales: weak news, 1 of the 13 others matches A"))
  }

  // MARK: what is compared

  @Test func whatIsDroppedIsGoneAndTwoAreLeft() {
    var desk = prompts()
    desk.press("j space")
    #expect(desk.board.path.last == "compare 2 of 16" && !desk.picture().text.contains("CoT"))
    desk.press("space")
    #expect(desk.picture().text.contains("a comparison needs two"))
  }

  @Test func droppingTheBaseLeavesTheFirstOfTheOthersAsA() {
    var desk = prompts()
    desk.press("space d")
    #expect(desk.picture().text.contains("A − B  truthfulness CoT − truthfulness plain"))
  }

  @Test func aBehavioursPromptsAreComparedByKeyAndByName() {
    var desk = Desk()
    desk.press("1 2 j enter c")
    #expect(desk.board.path.last == "compare 3 of 16")
    var named = Desk()
    named.press("1 2 j")
    named.command("compare variants")
    #expect(named.board.path.last == "compare 3 of 16")
    var matrix = Desk()
    matrix.press("1 2 j e c")
    #expect(matrix.board.path.last == "compare 3 of 16")
  }

  @Test func whereThereIsOnePromptItsSuitesAreCompared() {
    var desk = Desk()
    desk.press("3 j enter c")
    #expect(desk.board.path.last == "compare 3 suites")
    #expect(desk.picture().text.contains("memo-trap/memo-trap_re"))
    desk.press("esc esc")
    desk.command("compare suites")
    #expect(desk.board.path.last == "compare 3 suites")
  }

  @Test(arguments: [
    ("memo-trap one-box", 2), ("truthfulness", 3), ("truthfulness:CoT truthfulness plain", 2),
    ("truthfulness memo-trap truthfulness:CoT", 4),
  ])
  func behavioursAreComparedByNameFromAnywhere(names: String, count: Int) {
    var desk = Desk()
    desk.press("j enter")
    desk.command("compare \(names)")
    #expect(desk.board.path.last == "compare \(count) of 16", "\(desk.picture().text)")
  }

  @Test func aBehaviourIsComparedWithOneOfItsSuites() {
    var desk = Desk()
    desk.command("compare memo-trap memo-trap/memo-trap_shutdown")
    #expect(desk.board.path.last == "compare 2 suites" && desk.picture().text.contains("memo-trap/memo-trap_shu"))
  }

  @Test func aNameThatMeansNothingIsTold() {
    var desk = Desk()
    desk.command("compare memo-trap who")
    #expect(desk.board.path.count == 1 && desk.picture().text.contains("no behaviour is called 'who'"))
    desk.command("compare memo-trap power-sekeing")
    #expect(desk.picture().text.contains("did you mean 'power-seeking'?"))
    desk.command("compare memo-trap")
    #expect(desk.board.path.count == 1 && desk.picture().text.contains("1 picked; a comparison takes 2 to 12"))
  }

  @Test func comparisonsAreOutOfReachDuringALineUp() {
    var desk = Desk()
    desk.press("l")
    desk.command("compare memo-trap one-box")
    #expect(desk.board.path.last == "line-up" && desk.picture().text.contains("not during a line-up"))
    desk.command("models")
    #expect(desk.board.path.last == "line-up")
  }

  // MARK: the card

  @Test func comparingCountsAsALookAndTheCardSaysHowItWasPicked() {
    var desk = prompts()
    #expect(desk.picture().text.contains("picked after looking: 3 of 16, hidden 0+0, marks 0, subsets 1"))
    desk.press("d = s B u")
    #expect(desk.picture().text.contains("subsets 1"), "the same three, whatever is A")
    desk.press("space")
    #expect(desk.picture().text.contains("picked after looking: 2 of 16, hidden 0+0, marks 0, subsets 2"))
  }

  @Test func theCardAndTheDifferencesAreCopied() {
    var desk = prompts()
    let text = copied(&desk)
    #expect(text.contains("A truthfulness 5-shot, margin: → flat ±0.2"))
    #expect(text.contains("A − B: paired item by item: 80 shared items, by name"))
    #expect(text.contains("slope of A − C +0.27 [+0.15, +0.39] nats per ×10, p <.001: rising"))
    #expect(text.contains("1 of the 13 others matches A as well or better"))
    #expect(text.contains("Picked after looking: 3 of 16 behaviours.") && text.contains("Subsets looked at: 1."))
  }

  /// A command subtracts from what it is told first.
  @Test func whatIsTakenAwayIsWhatIsShown() {
    func arguments(_ keys: String) -> [String] {
      var desk = prompts()
      desk.press(keys)
      guard case .takeAway(let request)? = desk.effects.last else { return [] }
      return Array(request.offer.arguments.drop { $0 != "--of" && $0 != "--compare" }.prefix { $0 != "--looked" })
    }
    let names = ["truthfulness:5-shot", "truthfulness:CoT", "truthfulness:plain"]
    func options(_ option: String, _ order: [Int]) -> [String] { order.flatMap { [option, names[$0]] } }
    #expect(arguments("x t") == options("--of", [0, 1, 2]) + ["--format", "csv"])
    #expect(arguments("j B x j") == options("--of", [1, 0, 2]) + ["--format", "json"])
    #expect(arguments("z x f") == options("--compare", [0, 1, 2]) + ["--own-y"])
    #expect(arguments("= x f") == options("--compare", [0, 1, 2]) + ["--overlay"])
    #expect(arguments("d j x f") == options("--compare", [0, 2]) + ["--difference"])
  }

  @Test func comingBackTheSameLineIsSelected() {
    var desk = Desk()
    desk.press("j space space space 5 j")
    let before = desk.picture()
    desk.press("c d l l j = enter esc esc")
    #expect(desk.board.path.count == 1)
    // All but the count of what was looked at.
    let same = zip(before.text.split(separator: "\n"), desk.picture().text.split(separator: "\n")).dropFirst(2)
    #expect(same.allSatisfy { $0 == $1 })
  }
}

extension String {
  fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}

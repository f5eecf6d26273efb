import Runs
import Testing

private let nowhere = Address(offset: 0, length: 0, line: 1)

private func run(_ kind: Columns.Kind, watched: Manifest.Watched? = nil, logOdds: Manifest.Orientation? = nil) -> Run {
  var run = Run(
    model: Model(raw: "gpt2"), key: BehaviourKey("b"), suite: "b", kind: kind, count: 2, path: "b/gpt2.csv",
    format: "test")
  (run.watched, run.logOdds) = (watched, logOdds)
  return run
}

/// Two items of three choices; the log watches the first and the second, and calls both right.
private func choices() -> Asked {
  var columns = Columns(task: "b", kind: .choices)
  columns.append(item: "0", at: nowhere, values: [-1.0, -2, -3], watched: 0b001, correct: 1)
  columns.append(item: "1", at: nowhere, values: [-3.0, -2, -1], watched: 0b010, correct: 1)
  return Asked(run: run(.choices, watched: .places([1])), columns: columns)
}

/// One value an item and two classes of which the questions mark one.
private func single(_ kind: Columns.Kind, _ values: [Double], marked: [UInt64], logOdds: Manifest.Orientation? = nil)
  -> Asked
{
  var columns = Columns(task: "", kind: kind)
  var questions = Columns(task: "", kind: .questions)
  for at in values.indices {
    columns.append(item: "\(at)", at: nowhere, values: [values[at]], correct: 1)
    questions.append(item: "\(at)", at: nowhere, values: [Double.nan, .nan], watched: marked[at])
  }
  return Asked(run: run(kind, watched: .places([0]), logOdds: logOdds), columns: columns, questions: questions)
}

private let wishes: [(texts: [String], choices: [String], bits: UInt64)] = [
  (["Yes"], [" Yes", " No"], 0b01), (["No"], ["Yes", "No"], 0b10), (["Ye*"], ["Yes", "Yeah", "No"], 0b011),
  (["B"], ["red", "blue"], 0b10), (["B"], ["B", "A"], 0b01), (["Z"], ["a", "b"], 0), (["x", "A"], ["a", "x"], 0b11),
  ([""], ["a"], 0), (["a"], [], 0),
]

@Suite struct WatchedTests {
  @Test func theMarginIsThatOfTheChoiceNamed() {
    var asked = choices()
    asked.watch(places: [1])
    #expect(asked.measured(0).margin == Measured(logLikelihoods: [-1.0, -2, -3], watched: 0b010).margin)
    // The log judged its own choice: where that is another, accuracy is found anew.
    #expect(asked.measured(0).accuracy == 0)
    #expect(asked.measured(1).accuracy == 1)
    #expect(asked.watched(of: 0) == 0b010)
    #expect(asked.watchRemark == nil)
  }

  @Test func itemsWithoutTheChoiceAreLeftOutAndCounted() {
    var asked = choices()
    asked.watch { $0 == 0 ? 0b1000 : 0b111 }
    #expect(asked.measured(0).margin.isNaN && asked.measured(1).margin.isNaN)
    #expect(asked.watchRemark?.what == "2 of 2 items cannot be asked about choice 1")
  }

  @Test func aLossOverTwoClassesGivesTheOther() {
    var asked = single(.loss, [0.25, 3], marked: [0b01, 0b10])
    let before = (0..<2).map { asked.measured($0).margin }
    asked.watch(places: [0])
    #expect(asked.measured(0).margin == before[0])
    #expect(abs(asked.measured(1).margin + before[1]) < 1e-12)
    #expect(asked.measured(1).accuracy == 0)
    #expect(asked.watched(of: 1) == 0b01)
  }

  @Test func logOddsChangeTheirSign() {
    var asked = single(.logOdds, [1, -2], marked: [1, 2])
    asked.watch(places: [1])
    #expect((0..<2).map { asked.measured($0).margin } == [-1, 2])
    #expect(asked.watched(of: 0) == 2)
  }

  /// Nobody is told then that no item can be asked about the other class.
  @Test func logOddsWithoutQuestionsAreOfTwoClassesToo() {
    var columns = Columns(task: "", kind: .logOdds)
    for value in [1.0, -2] { columns.append(item: "\(columns.count)", at: nowhere, values: [value]) }
    let asked = Asked(run: run(.logOdds, watched: .places([1])), columns: columns)
    var turned = asked
    turned.watch(places: [1])
    #expect((0..<2).map { turned.measured($0).margin } == [-1, 2])
    #expect(turned.watchRemark == nil)
    var lost = asked
    lost.watch(places: [2])
    #expect((0..<2).allSatisfy { lost.measured($0).margin.isNaN })
    #expect(lost.watchRemark?.what == "2 of 2 items cannot be asked about choice 1")
  }

  @Test func aContinuationAloneHasNoOtherChoice() {
    var columns = Columns(task: "b", kind: .sequence)
    columns.append(item: "0", at: nowhere, values: [-4.0])
    var asked = Asked(run: run(.sequence, watched: .texts(["Yes"])), columns: columns)
    asked.watch(places: [1])
    #expect(asked.measured(0).logp == -4)
    #expect(asked.watchRemark?.what == "no log-likelihood for each choice, so 'Yes' cannot be watched")
  }

  @Test func theManifestDecidesWhichWayLogOddsPoint() {
    let contradicted = single(.logOdds, [1, -2], marked: [2, 1])
    #expect(contradicted.sign == .inverted && contradicted.remark != nil)
    let stored = single(.logOdds, [1, -2], marked: [2, 1], logOdds: .asStored)
    #expect(stored.measured(0).margin == 1 && stored.remark == nil)
    let turned = single(.logOddsDifference, [1, -2], marked: [1, 2], logOdds: .inverted)
    #expect((0..<2).map { turned.measured($0).margin } == [-1, 2])
  }

  @Test(arguments: wishes)
  func textsMeanTheChoicesThatSayThem(wish: (texts: [String], choices: [String], bits: UInt64)) {
    #expect(Manifest.Watched.bits(of: wish.texts, among: wish.choices) == wish.bits)
  }
}

@Suite struct ScaleAxisTests {
  private func model(_ name: String, loss: Double?, seed: Int? = nil) -> Model {
    var model = Model(name: name, family: "m", parameters: Sourced(1e6, .file), seed: seed)
    model.textLoss = loss.map { Sourced($0, .manifest) }
    return model
  }

  private func asked(_ model: Model) -> Asked {
    var columns = Columns(task: "s", kind: .choices)
    columns.append(item: "0", at: nowhere, values: [1.0, 0], watched: 1)
    var run = run(.choices)
    run.model = model
    return Asked(run: run, columns: columns)
  }

  @Test func seedsOfAScaleAreOneRungAtTheirMeanLoss() {
    let ladder = Ladder(
      of: [
        asked(model("big", loss: 1)), asked(model("small-seed1", loss: 2, seed: 1)),
        asked(model("small-seed2", loss: 3, seed: 2)),
      ], choosing: Ladder.Choice(axis: .loss))
    #expect(ladder.axis == .loss)
    #expect(ladder.rungs.map(\.x) == [-2.5, -1])
    #expect(ladder.rungs.map(\.seeds) == [2, 1])
  }

  @Test func aModelWithoutAPlaceIsLeftOutAndNamed() {
    let ladder = Ladder(
      of: [asked(model("a", loss: 1)), asked(model("b", loss: nil))], choosing: Ladder.Choice(axis: .loss))
    #expect(ladder.leftOut.map { "\($0.model.name): \($0.why)" } == ["b: text loss unknown"])
    #expect(Ladder(of: [asked(model("b", loss: nil))], choosing: Ladder.Choice(axis: .flops)).rungs == [])
  }

  @Test func whereThePlacesComeFromIsRemarked() {
    func marks(_ axis: ScaleAxis, _ change: (inout Model) -> Void) -> [String] {
      var one = model("a", loss: 1)
      change(&one)
      return Ladder(of: [asked(one)], choosing: Ladder.Choice(axis: axis)).remarks.map(\.name)
    }
    #expect(marks(.flops) { $0.trainingTokens = Sourced(1e9, .manifest) } == ["estimated scale"])
    #expect(marks(.flops) { $0.flops = Sourced(1e20, .manifest) } == [])
    #expect(marks(.loss) { $0.textLoss = Sourced(1, .texts) } == ["measured loss"])
    #expect(marks(.parameters) { $0.parameters = Sourced(1e9, .estimate) } == ["estimated scale"])
  }

  /// A log counts what its model has, a name what its makers like to say.
  @Test func sizesFromLogsAndFromNamesTogetherAreRemarked() {
    let logged = model("a", loss: nil)
    var named = model("b", loss: nil)
    named.parameters = Sourced(1e9, .name)
    #expect(Ladder(of: [asked(logged), asked(named)]).remarks.map(\.name) == ["mixed scale"])
    #expect(Ladder(of: [asked(named)]).remarks == [])
    var measured = model("c", loss: 2)
    measured.textLoss = Sourced(2, .texts)
    let both = Ladder(of: [asked(model("d", loss: 1)), asked(measured)], choosing: Ladder.Choice(axis: .loss))
    #expect(both.remarks.map(\.name) == ["measured loss", "mixed scale"])
  }
}

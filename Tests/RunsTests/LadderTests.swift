import Runs
import Testing

/// A run over items 0…n−1 with the margins given (two choices, the first watched).
private func asked(
  _ model: String, parameters: Double?, _ margins: [Double?], suite: String = "s", checkpoint: Int? = nil,
  contents: [UInt64]? = nil
) -> Asked {
  var one = Model(raw: model, parameters: parameters)
  one.checkpoint = checkpoint
  var columns = Columns(task: suite, kind: .choices)
  for (at, margin) in margins.enumerated() {
    guard let margin else { continue }
    columns.append(
      item: "item\(at)", content: contents?[at] ?? 0, at: Address(offset: 0, length: 0, line: 1), values: [margin, 0],
      watched: 1)
  }
  let run = Run(
    model: one, key: BehaviourKey("b"), suite: suite, kind: .choices, count: columns.count, path: "\(model).jsonl",
    format: "test")
  return Asked(run: run, columns: columns)
}

@Suite struct LadderTests {
  @Test func linesItemsUpByIdentityNotByOrder() {
    var shuffled = asked("m-2m", parameters: 2e6, [])
    for at in [2, 0, 1] {
      shuffled.columns.append(
        item: "item\(at)", at: Address(offset: 0, length: 0, line: 1), values: [Double(at) * 10, 0], watched: 1)
    }
    let ladder = Ladder(of: [asked("m-1m", parameters: 1e6, [0, 1, 2]), shuffled])
    #expect(ladder.values.values == [0, 0, 1, 10, 2, 20])
  }

  @Test func leavesOutAnItemThatOneModelLacks() {
    let ladder = Ladder(of: [
      asked("m-1m", parameters: 1e6, [0, 1, 2]), asked("m-2m", parameters: 2e6, [0, nil, 2]),
    ])
    #expect(ladder.items.map(\.item) == ["item0", "item2"])
    #expect(ladder.dropped.map(\.item) == ["item1"])
  }

  @Test func leavesOutAnItemThatWasAskedOtherwise() {
    let ladder = Ladder(of: [
      asked("m-1m", parameters: 1e6, [0, 1], contents: [7 << 40, 8 << 40]),
      asked("m-2m", parameters: 2e6, [0, 1], contents: [7 << 40, 9 << 40]),
    ])
    #expect(ladder.items.map(\.item) == ["item0"])
  }

  @Test func anItemOfUnknownLengthIsMissingPerByteAndCounted() throws {
    var runs = [asked("m-1m", parameters: 1e6, []), asked("m-2m", parameters: 2e6, [])]
    for at in runs.indices {
      for (item, bytes) in [("even", [2, 2]), ("uneven", [2, 6]), ("unknown", [2, 0])] as [(String, [Int32])] {
        runs[at].columns.append(
          item: item, at: Address(offset: 0, length: 0, line: 1), values: [-2, -6], bytes: bytes, watched: 1)
      }
    }
    let margin = Ladder(of: runs)
    #expect(margin.items.count == 3 && margin.lengths == .init(mean: 3, uneven: 1, unknown: 1))
    let ladder = Ladder(of: runs, choosing: .init(measure: .marginPerByte))
    #expect(ladder.items.map(\.item) == ["even", "uneven"] && ladder.dropped.map(\.item) == ["unknown"])
    #expect(ladder.values.values == [2, 2, 0, 0])
    let remark = try #require(ladder.remarks.first { $0.name == "unknown lengths" })
    #expect(remark.sentence.hasPrefix("Of 1 item a choice's length is not stored"))
  }

  @Test func averagesTheSeedsOfAScaleIntoOneRung() {
    let ladder = Ladder(of: [
      asked("m-1m", parameters: 1e6, [0]), asked("m-1m-seed1", parameters: 1e6, [3]),
      asked("m-2m", parameters: 2e6, [5]),
    ])
    #expect(ladder.rungs.map(\.seeds) == [2, 1])
    #expect(ladder.values.values == [1.5, 5])
    #expect(ladder.seedSpread?.degreesOfFreedom == 1)
  }

  @Test func keepsTheLastCheckpointOnly() {
    let ladder = Ladder(of: [
      asked("m-1m", parameters: 1e6, [1], checkpoint: 100), asked("m-1m", parameters: 1e6, [2], checkpoint: 900),
      asked("m-2m", parameters: 2e6, [9], checkpoint: 900), asked("m-2m", parameters: 2e6, [5]),
    ])
    #expect(ladder.values.values == [2, 5])
  }

  /// Each suite by itself: two may be asked each in its own way.
  @Test func saysWhereTheModelsWereNotAskedAlike() {
    var runs = [
      asked("m-1m", parameters: 1e6, [0, 1]), asked("m-2m", parameters: 2e6, [0, 1]),
      asked("m-1m", parameters: 1e6, [0, 1], suite: "t"), asked("m-2m", parameters: 2e6, [0, 1], suite: "t"),
    ]
    func marks() -> [String] { Ladder(of: runs).remarks.map(\.mark).filter { $0 == "way?" } }
    for at in runs.indices { runs[at].run.ways = at < 2 ? [:] : ["shots": "5shot"] }
    #expect(marks() == [])
    runs[1].run.ways = ["shots": "5shot", "chat": "chat-abc"]
    #expect(marks() == ["way?"])
    #expect(
      Ladder(of: runs).remarks.map(\.sentence) == [
        "The models were not all asked alike: their logs differ in chat, shots."
      ])
    // Of a log that tells nothing nobody knows that it differs.
    runs[1].run.ways = nil
    #expect(marks() == [])
    for at in 0..<2 {
      (runs[at].run.ways, runs[at].run.task) = ([:], TaskFacts(name: "s"))
      runs[at].run.task?.version = "\(at)"
    }
    #expect(marks() == ["way?"])
    runs[0].run.task?.version = "1"
    #expect(marks() == [])
    (runs[0].run.filter, runs[1].run.ways, runs[1].run.filter) = ("strict-match", [:], "flexible-extract")
    #expect(
      Ladder(of: runs).remarks.map(\.sentence) == [
        "The models were not all asked alike: their logs differ in filter or scorer."
      ])
  }

  @Test func namesTheModelWhoseSizeIsUnknown() {
    let ladder = Ladder(of: [asked("m-1m", parameters: 1e6, [1]), asked("mystery", parameters: nil, [2])])
    #expect(ladder.rungs.map(\.name) == ["m-1m"])
    #expect(ladder.leftOut.map(\.why) == ["parameters unknown"])
  }

  @Test func aModelThatLacksMostItemsDoesNotEmptyTheLadder() {
    let ladder = Ladder(of: [
      asked("m-1m", parameters: 1e6, [0, 1, 2]), asked("m-2m", parameters: 2e6, [0, 1, 2]),
      asked("m-3m", parameters: 3e6, [0, nil, nil]),
    ])
    #expect(ladder.items.count == 3)
    #expect(ladder.leftOut.map(\.model.name) == ["m-3m"])
  }

  /// As a model behind a service that gives no log-probabilities, beside others.
  @Test func aModelWithoutTheMeasureDoesNotEmptyTheLadder() {
    var sampled = asked("m-3m", parameters: 3e6, [])
    sampled.columns = Columns(task: "s", kind: .generated)
    for at in 0..<2 {
      sampled.columns.append(
        item: "item\(at)", at: Address(offset: 0, length: 0, line: 1), values: [Double](), correct: 1)
    }
    sampled.run.kind = .generated
    let runs = [asked("m-1m", parameters: 1e6, [0, 1]), asked("m-2m", parameters: 2e6, [0, 1]), sampled]
    let ladder = Ladder(of: runs)
    #expect(ladder.rungs.map(\.name) == ["m-1m", "m-2m"] && ladder.items.count == 2)
    #expect(ladder.leftOut.map(\.model.name) == ["m-3m"] && ladder.leftOut.map(\.why) == ["no margin in its logs"])
    #expect(Ladder(of: [sampled]).measure == .accuracy && Ladder(of: [sampled]).rungs.count == 1)
  }

  /// The longest run is the odd one: it was asked more, and no other model may be lost to that.
  @Test func oneModelThatWasAskedMoreCostsNoOther() {
    let margins = (0..<21).map { Double($0) }
    let five = (1...5).map { asked("m-\($0)m", parameters: Double($0) * 1e6, Array(margins.prefix(10))) }
    let longer = asked("m-6m", parameters: 6e6, margins)
    let ladder = Ladder(of: five + [longer])
    #expect(ladder.rungs.count == 6 && ladder.items.count == 10)
    #expect(ladder.dropped.map(\.item) == (10..<21).map { "item\($0)" })
    #expect(ladder.leftOut.isEmpty && ladder.thin.isEmpty)
  }

  /// One model was asked another edition of the items. Which of them is left out is no matter of a file's name.
  @Test(arguments: ["a-first", "z-last"])
  func theOddEditionIsLeftOutWhateverItsFileIsCalled(name: String) {
    let (contents, margins) = ((1...10).map { UInt64($0) }, (1...10).map { Double($0) })
    let five = (1...5).map { asked("m-\($0)m", parameters: Double($0) * 1e6, margins, contents: contents) }
    for changed in [4, 8] {
      let edition = contents.map { $0 <= changed ? $0 + 100 : $0 }
      let odd = asked(name, parameters: 6e6, margins, contents: edition)
      let ladder = Ladder(of: five + [odd])
      #expect(ladder.items.count == (changed == 8 ? 10 : 6))
      #expect((changed == 8 ? ladder.leftOut : ladder.thin).map(\.model.name) == [name])
    }
  }

  @Test func itemsBeyondTheListAreCountedOnceAsDropped() {
    var other = asked("m-2m", parameters: 2e6, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, nil])
    var third = asked("m-3m", parameters: 3e6, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, nil])
    let place = Address(offset: 0, length: 0, line: 1)
    other.columns.append(item: "more", at: place, values: [1, 0], watched: 1)
    third.columns.append(item: "more", at: place, values: [1, 0], watched: 1)
    let first = asked("m-1m", parameters: 1e6, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    let ladder = Ladder(of: [first, other, third])
    #expect(ladder.items.count == 10)
    #expect(ladder.dropped.map(\.item) == ["item10", "more"])
    var choice = Ladder.Choice()
    choice.without = [ItemName(suite: "s", item: "more")]
    #expect(Ladder(of: [first, other, third], choosing: choice).dropped.map(\.item) == ["item10"])
  }

  /// Two suites of which one seed saw only the first: where both were seen the seeds agree.
  @Test func seedsAreHeldAgainstEachOtherOnTheSuitesThatAllSaw() throws {
    let ladder = Ladder(of: [
      asked("m-1m-seed1", parameters: 1e6, [1, 1]), asked("m-1m-seed1", parameters: 1e6, [9, 9], suite: "t"),
      asked("m-1m-seed2", parameters: 1e6, [1, 3]), asked("m-2m", parameters: 2e6, [5, 5]),
      asked("m-2m", parameters: 2e6, [5, 5], suite: "t"),
    ])
    #expect(ladder.items.count == 4)
    let spread = try #require(ladder.seedSpread)
    #expect(spread.scales.map(\.means) == [[1, 2]])
    #expect(abs(spread.deviation - 0.5.squareRoot()) < 1e-12)
  }

  /// An item with a log of 0 stands on the ladder, and no trend can use it; nor may the seeds' sd.
  @Test func aLogOfZeroDoesNotSpoilTheSpreadOfSeeds() throws {
    func sequence(_ name: String, _ values: [Double]) -> Asked {
      var run = asked(name, parameters: name == "m-2m" ? 2e6 : 1e6, [])
      run.run.kind = .sequence
      run.columns = Columns(task: "s", kind: .sequence)
      for (at, value) in values.enumerated() {
        run.columns.append(item: "item\(at)", at: Address(offset: 0, length: 0, line: 1), values: [value])
      }
      return run
    }
    let ladder = Ladder(of: [
      sequence("m-1m-seed1", [-.infinity, -2, -1]), sequence("m-1m-seed2", [-1, -2, -3]),
      sequence("m-2m", [-1, -2, -3]),
    ])
    #expect(ladder.measure == .logp && ladder.items.count == 3)
    #expect(try #require(ladder.seedSpread).scales.map(\.means) == [[-1.5, -2.5]])
  }

  /// Of ten items: one that is missing is nothing, more cost the others theirs, and more than half the model its place.
  @Test(arguments: [(1, false, false), (2, true, false), (5, true, false), (6, false, true)])
  func aModelIsThinFromATenthOnAndLeftOutFromHalfOn(lacking: Int, isThin: Bool, isLeftOut: Bool) {
    let margins = (0..<10).map { Double($0) }
    let whole = (1...3).map { asked("m-\($0)m", parameters: Double($0) * 1e6, margins) }
    let part: [Double?] = (0..<10).map { $0 < lacking ? nil : Double($0) }
    let ladder = Ladder(of: whole + [asked("m-4m", parameters: 4e6, part)])
    #expect(ladder.thin.map(\.model.name) == (isThin ? ["m-4m"] : []))
    #expect(ladder.leftOut.map(\.model.name) == (isLeftOut ? ["m-4m"] : []))
    #expect((ladder.thin + ladder.leftOut).allSatisfy { $0.why == "lacks \(lacking) of 10 items" })
    #expect(ladder.rungs.count == (isLeftOut ? 3 : 4) && ladder.items.count == (isLeftOut ? 10 : 10 - lacking))
    #expect(ladder.dropped.count == (isLeftOut ? 0 : lacking))
  }

  /// A mean over the seeds that happen to have it would be a mean over other seeds than those of its neighbours.
  @Test func anItemThatOneSeedLacksIsLeftOut() {
    let ladder = Ladder(of: [
      asked("m-1m", parameters: 1e6, [0, 1, 2]), asked("m-1m-seed1", parameters: 1e6, [3, nil, 4]),
      asked("m-2m", parameters: 2e6, [5, 6, 7]),
    ])
    #expect(ladder.items.map(\.item) == ["item0", "item2"] && ladder.dropped.map(\.item) == ["item1"])
    #expect(ladder.values.values == [1.5, 5, 3, 7])
  }

  /// Neither its line nor its gaps: whoever looks at one family has all items that this family has.
  @Test func aFamilyThatIsNotChosenCostsTheOthersNothing() {
    let runs = [
      asked("a-1m", parameters: 1e6, [0, 1]), asked("a-2m", parameters: 2e6, [2, 3]),
      asked("b-1m", parameters: 1e6, [4, nil]),
    ]
    #expect(Ladder(of: runs).items.map(\.item) == ["item0"])
    let ladder = Ladder(of: runs, choosing: .init(families: ["a"]))
    #expect(ladder.rungs.map(\.name) == ["a-1m", "a-2m"] && ladder.values.values == [0, 2, 1, 3])
    #expect(ladder.dropped.isEmpty && ladder.leftOut.isEmpty && ladder.thin.isEmpty)
  }

  /// Items of one name in two suites are two items.
  @Test func aSuiteAnItemAndItemsLeftOutAreChosenByTheirWholeNames() {
    let runs = [
      asked("m-1m", parameters: 1e6, [0, 1]), asked("m-2m", parameters: 2e6, [2, 3]),
      asked("m-1m", parameters: 1e6, [4, 5], suite: "t"), asked("m-2m", parameters: 2e6, [6, 7], suite: "t"),
    ]
    #expect(Ladder(of: runs).values.values == [0, 2, 1, 3, 4, 6, 5, 7])
    var choice = Ladder.Choice()
    choice.without = [ItemName(suite: "t", item: "item0")]
    let rest = Ladder(of: runs, choosing: choice)
    #expect(rest.values.values == [0, 2, 1, 3, 5, 7] && rest.dropped.isEmpty, "what was left out is not missing")
    choice.suite = "t"
    #expect(Ladder(of: runs, choosing: choice).items == [ItemName(suite: "t", item: "item1")])
    choice.without = []
    choice.item = "item0"
    let one = Ladder(of: runs, choosing: choice)
    #expect(one.items == [ItemName(suite: "t", item: "item0")] && one.values.values == [4, 6] && one.dropped.isEmpty)
  }

  /// Accuracy stands in for a margin that nobody stored; who asks for accuracy gets what was asked for.
  @Test func thatOnlyAnswersWereSampledIsSaidWhereSomethingElseWasAskedFor() {
    var runs = [asked("m-1m", parameters: 1e6, []), asked("m-2m", parameters: 2e6, [])]
    for at in runs.indices {
      runs[at].run.kind = .generated
      runs[at].columns = Columns(task: "s", kind: .generated)
      runs[at].columns.append(
        item: "a", at: Address(offset: 0, length: 0, line: 1), values: [Double](), correct: Double(at))
    }
    #expect(Ladder(of: runs).remarks.map(\.name) == ["sampled only"] && Ladder(of: runs).values.values == [0, 1])
    #expect(Ladder(of: runs, choosing: .init(measure: .accuracy)).remarks == [])
  }

  @Test func standsInTheOrderOfFamilyAndScale() {
    let ladder = Ladder(of: [
      asked("b-2m", parameters: 2e6, [1]), asked("a-9m", parameters: 9e6, [1]), asked("b-1m", parameters: 1e6, [1]),
    ])
    #expect(ladder.rungs.map(\.name) == ["a-9m", "b-1m", "b-2m"])
  }

  @Test func aBehaviourThatWasOnlySampledIsMeasuredByAccuracy() {
    var one = asked("m-1m", parameters: 1e6, [])
    one.run.kind = .generated
    one.columns = Columns(task: "s", kind: .generated)
    one.columns.append(item: "a", at: Address(offset: 0, length: 0, line: 1), values: [Double](), correct: 1)
    let ladder = Ladder(of: [one])
    #expect(ladder.measure == .accuracy)
    #expect(ladder.values.values == [1])
  }
}

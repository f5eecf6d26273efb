import Runs
import Testing

@testable import Trends

/// Whatever takes long asks whether anybody still waits, often enough that an end is not felt, and gives nothing then.
@Suite struct CancellingTests {
  /// Counts how often it is asked, and says yes from the `patience + 1`st time on.
  private final class Impatience {
    var asked = 0
    let patience: Int

    init(_ patience: Int) { self.patience = patience }

    func isCancelled() -> Bool {
      asked += 1
      return asked > patience
    }
  }

  /// - Parameter least: how often a whole computation asks.
  private func expectEndsSoon(least: Int, _ name: String, _ compute: (() -> Bool) -> Bool) {
    let patient = Impatience(.max)
    #expect(compute(patient.isCancelled), "\(name) gives something when it is let")
    #expect(patient.asked >= least, "\(name) asks \(patient.asked) times")
    for patience in [0, 1, patient.asked / 2, patient.asked - 1] {
      let impatient = Impatience(patience)
      #expect(!compute(impatient.isCancelled), "\(name) gives nothing when cancelled")
      // Whoever calls it may ask once more to tell an end from a refusal.
      #expect(impatient.asked <= patience + 3, "\(name) goes on after its end")
    }
  }

  @Test(arguments: [6, 9])
  func theOrdersOfTheScales(models: Int) {
    let ladder = Ladder.made(seed: 2, n: 40, scales: (0..<models).map { 8 + 0.4 * Double($0) })
    // Every thousand orders of thirty-two items.
    let orders = models == 6 ? 720 : 10_001
    expectEndsSoon(least: 2 * max(1, orders / 1024), "orders") {
      PermutationTest(of: ladder, isCancelled: $0) != nil
    }
  }

  /// Values of few kinds are counted another way.
  @Test func theOrdersOfTiedValues() {
    let rows = (0..<12).map { i in (0..<7).map { k in Double((i + k) % 2) } }
    let ladder = Ladder.made(rows, scales: (0..<7).map { 8 + 0.5 * Double($0) })
    expectEndsSoon(least: 50, "tied orders") { PermutationTest(of: ladder, isCancelled: $0) != nil }
  }

  @Test(arguments: [
    SubsetTest.Search.steepest(4), .chosen([1, 5, 9]), .bestFilter([[0, 1], [2, 3, 4]]),
  ])
  func aSearchAmongItems(search: SubsetTest.Search) {
    let ladder = Ladder.made(seed: 3, n: 30, scales: (0..<6).map { 8 + 0.5 * Double($0) })
    expectEndsSoon(least: 50, "search") { SubsetTest(search, of: ladder, isCancelled: $0) != nil }
  }

  @Test func aRuleOnManyHalves() {
    let ladder = Ladder.made(seed: 4, n: 30)
    expectEndsSoon(least: 20, "halves") {
      SplitCheck([Array(0..<15), Array(15..<30)], of: ladder, isCancelled: $0) != nil
    }
  }

  /// The test itself, and a line's search for its own accuracy curve before it.
  @Test func theMachinesWasonTest() {
    let cases = (0..<24).map { at -> WasonTest.Case in
      var dice = Dice(seed: UInt64(at))
      return WasonTest.Case(
        name: "b\(at)", group: "g\(at)", line: (0..<5).map { _ in dice.normal() },
        accuracy: (0..<5).map { _ in dice.uniform() }, kind: at % 2 == 0 ? .jagged : .smooth, slope: dice.normal(),
        scatter: dice.uniform())
    }
    expectEndsSoon(least: 400, "Wason test") { WasonTest(of: cases, permutations: 200, isCancelled: $0) != nil }
  }

  @Test func simulations() {
    var setting = TrendSimulation.Setting(models: 4, noise: .mixed)
    setting.items = 5
    expectEndsSoon(least: 30, "slopes") { TrendSimulation(setting, behaviours: 30, isCancelled: $0) != nil }
    expectEndsSoon(least: 30, "turns") {
      TurningSimulation(.init(.flat, scales: 6), curves: 30, isCancelled: $0) != nil
    }
  }
}

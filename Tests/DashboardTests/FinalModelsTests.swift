import Canvas
import Runs
import Testing

@testable import Dashboard

/// Runs of which every model is a checkpoint, and scales with several seeds.
@Suite struct FinalModelsTests {
  private func aggregate(_ texts: [Aggregate.Text]) -> Desk {
    var desk = Desk(reading: false)
    let rows = Array(Made.overview.rows.prefix(2))
    desk.tell(.arrived(.overview(OverviewContents(title: "few", rows: rows, aggregate: Aggregate(texts: texts)))))
    desk.press("A")
    return desk
  }

  private func text(_ suite: String, _ models: [Model], n: Int) -> Aggregate.Text {
    Aggregate.Text(
      suite: suite,
      points: models.map { Aggregate.Point(model: $0, mean: 1, standardError: 0.1, n: n) })
  }

  /// The lines of the table that say of how many documents a mean is.
  private func table(_ desk: inout Desk) -> [String] {
    let lines = desk.picture().text.split(separator: "\n").map(String.init)
    return lines.drop { !$0.contains("BITS/BYTE") }.dropFirst().filter { $0.contains("1.000") }
  }

  @Test func theFurthestCheckpointsAreTheModelsOfATextAndOfAll() {
    let models = ["pythia-70m", "pythia-160m"].flatMap { name in
      [512, 1000].map { Model(raw: name, revision: "step\($0)") }
    }
    var desk = aggregate([text("a", models, n: 80), text("b", models, n: 40)])
    let lists = desk.picture().text.split(separator: "\n").filter { $0.hasSuffix("  2 models") }
    #expect(lists.count == 3, "all texts, and each of them")
    let table = table(&desk)
    #expect(table.count == 2)
  }

  @Test func seedsAreOneModelAndHaveReadEachDocumentOnce() {
    let models = ["vane-37k", "vane-103k"].flatMap { name in (1...3).map { Model(raw: "\(name)-seed\($0)") } }
    var desk = aggregate([text("a", models, n: 80), text("b", models, n: 40)])
    let all = table(&desk)
    #expect(all.count == 2 && all.allSatisfy { $0.hasSuffix("    120") })
    desk.press("j")
    let one = table(&desk)
    #expect(one.count == 2 && one.allSatisfy { $0.hasSuffix("     80") })
  }

  @Test func anItemsFiguresAreOfCheckpointsWhereNoModelIsFinished() throws {
    var contents = try #require(Made.firstItem(ofRow: 1))
    for at in contents.models.indices { contents.models[at].model.checkpoint = 1000 }
    let size = Size(columns: 80, rows: 40)
    let around = Surroundings(size: size, overview: Made.overview)
    #expect(ItemScreen(contents).view(size, around).text.contains("P(12B)"))
  }
}

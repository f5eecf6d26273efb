import Canvas
import Dashboard
import Foundation
import Runs
import Testing
import Trends

@Suite struct PlansTests {
  @Test func whoWasRightStandsAboveThePlans() throws {
    var desk = Desk()
    desk.press("P")
    // Lines wrap.
    let text = desk.picture().text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(desk.board.path.last == "plans")
    #expect(text.contains("2 scored, 2 waiting. 1 made when the data were already there: shown, not counted."))
    let right = try #require(text.range(of: "kl: 1 of 1 right, Brier 0.040"))
    let wrong = try #require(text.range(of: "mn: 0 of 1 right, Brier 0.490"))
    #expect(right.lowerBound < wrong.lowerBound)
  }

  @Test func enterOpensTheBehaviourAndYCopiesThePlanWithItsHash() {
    var desk = Desk()
    desk.press("P j y")
    guard case .copy(let text)? = desk.effects.last else {
      Issue.record("y copies")
      return
    }
    #expect(text.contains("mn: corrigible-less-HHH falling with .70.") && text.contains("hash 2f2f"))
    desk.press("enter")
    #expect(desk.board.path.last == "corrigible-less-HHH")
  }

  @Test func plansAreAskedForAgainWhenFilesLand() {
    var desk = Desk()
    desk.press("P j j")
    let before = desk.picture()
    var more = Made.overview
    more.items += 1
    #expect(desk.board.update(.arrived(.overview(more))) == [.replace(.plans)])
    desk.tell(.arrived(Made.answer(.plans)))
    #expect(desk.picture() == before)
  }

  @Test func noPlansSayHowToMakeOne() {
    var desk = Desk()
    _ = desk.board.update(.key("P"))
    desk.tell(.arrived(.plans(PlansContents(standings: []))))
    #expect(desk.picture().text.contains("vane plan add BEHAVIOUR RUNS --direction rising --probability 0.8"))
    desk.press("enter y j")
    #expect(desk.board.path.last == "plans" && desk.effects.isEmpty)
  }
}

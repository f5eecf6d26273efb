import Canvas
import Foundation
import Runs
import Testing

@testable import Dashboard

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What `x` and `:export` take away, as the command that makes it.
@Suite struct TakeAwayTests {
  private func request(_ desk: inout Desk, _ keys: String) throws -> TakeAwayRequest {
    desk.effects = []
    desk.press(keys)
    guard case .takeAway(let request)? = desk.effects.first, desk.effects.count == 1 else {
      throw Nothing(said: desk.picture().text)
    }
    return request
  }

  private struct Nothing: Error { let said: String }

  /// One line for each screen: its keys, and what it offers.
  @Test func everyScreenOffersWhatItCanGive() throws {
    var lines: [String] = []
    for shot in PictureTests.shots where !shot.keys.contains("x") && shot.reading {
      var desk = Desk(Size(columns: 110, rows: 24))
      desk.press(shot.keys)
      desk.press("x")
      let last = desk.picture().text.split(separator: "\n").last.map(String.init) ?? ""
      lines.append(
        Text.padded(shot.name, to: 22)
          + (last.hasPrefix(" take") ? last.dropFirst(" take away:  ".count).description : " nothing"))
    }
    try expectText("offers", lines.joined(separator: "\n") + "\n")
  }

  @Test(arguments: [30, 44, 60, 80, 120]) func theLineThatOffersFits(columns: Int) {
    for columns in [max(44, columns)] {
      let line = TakeAway.offer(TakeAway.allCases, columns: columns)
      #expect(Text.width(line) < columns, "\(line)")
      for what in TakeAway.allCases { #expect(line.contains("\(what.key) ")) }
    }
  }

  @Test func whatIsOnScreenIsWhatIsTaken() throws {
    var desk = Desk()
    desk.press("& e enter j")
    var taken = try request(&desk, "x t")
    #expect(taken.offer.command == ["trends"])
    #expect(taken.offer.arguments == ["--where", "e", "--format", "csv", "--looked", "1"])
    taken = try request(&desk, "x f")
    let name = try #require(desk.board.top.screen.subject(desk.board.around)).argument
    #expect(taken.offer.arguments == ["--behaviour", name, "--looked", "1", "--among", "e"])
    desk.press("& ctrl-u enter g 3 j enter u & s l o p e > 0 enter space")
    taken = try request(&desk, "x t")
    #expect(taken.offer.command == ["items"] && taken.offer.measure == .nlp)
    #expect(taken.offer.arguments.prefix(4) == ["--behaviour", "memo-trap", "--where", "slope>0"])
    #expect(taken.offer.arguments.contains("--mark"))
    taken = try request(&desk, "enter x r")
    #expect(taken.offer.command == ["item"] && taken.offer.arguments.contains("--item"))
  }

  @Test func whatAScreenDoesNotGiveIsSaid() {
    var desk = Desk()
    desk.press("L x f")
    #expect(desk.effects.isEmpty)
    #expect(desk.picture().text.contains("this screen gives no figure; it gives t table, j json"))
  }

  @Test(arguments: ["esc", "z"]) func anyOtherKeyTakesNothingAway(key: String) {
    var desk = Desk()
    desk.press("x " + key)
    #expect(desk.effects.isEmpty && !desk.picture().text.contains("take: f figure"))
    #expect(desk.board.path.count == 1)
  }

  @Test func duringALineUpNothingWithNamesIsTaken() {
    var desk = Desk()
    desk.press("l enter x")
    #expect(desk.picture().text.contains("not during a line-up"))
    desk.command("export picture")
    #expect(desk.effects.allSatisfy { if case .takeAway = $0 { false } else { true } })
  }

  @Test(arguments: [
    ("export table", TakeAway.table, TakeAwayRequest.File.new(stem: "vane-trends", ending: "csv")),
    ("export figure my chart.svg", .figure, .named("my chart.svg", overwrites: false)),
    ("export! json x", .json, .named("x", overwrites: true)),
    ("export page.md", .report, .named("page.md", overwrites: false)),
    ("export screen.txt", .text, .named("screen.txt", overwrites: false)),
  ]) func exportTakesWhatAndWhere(line: String, what: TakeAway, file: TakeAwayRequest.File) {
    var desk = Desk()
    desk.command(line)
    guard case .takeAway(let request)? = desk.effects.first else {
      Issue.record("\(desk.picture().text)")
      return
    }
    #expect(request.offer.what == what && request.file == file)
  }

  @Test func exportAloneOffersAndNonsenseIsRefused() {
    var desk = Desk()
    desk.command("export")
    #expect(desk.picture().text.contains("take: f figure"))
    desk.press("esc")
    desk.command("export everything")
    #expect(desk.effects.isEmpty && desk.picture().text.contains("export takes one of figure, table"))
  }

  @Test func theKeysThatLedHereMakeThePictureAgain() throws {
    var desk = Desk()
    desk.press("j x esc enter")
    desk.command("export nonsense")
    let keys = try request(&desk, "x p").offer.arguments
    #expect(keys.prefix(4) == ["--size", "80x24", "--keys", "j Enter"])
    // Taking away once more changes nothing.
    #expect(try request(&desk, "x p").offer.arguments == keys)
  }

  @Test func figuresOfHostileNamesAreWellFormed() {
    let card = Card(
      seen: 16, shown: 1, measure: .margin, axis: .parameters, families: [Made.hostile])
    var drawn: [String] = []
    for row in Made.overview.rows {
      var row = row
      row.key.behaviour += Made.hostile
      drawn.append(BehaviourFigure(row, card: card).figure(width: 300).text)
    }
    let rows = Made.overview.rows
    guard let request = CompareRequest(rows.suffix(3).map { CompareSide($0.key) }, measure: .margin),
      case .compare(let contents) = Made.answer(.compare(request))
    else {
      Issue.record("nothing was compared")
      return
    }
    for isOverlay in [false, true] {
      drawn.append(
        CompareFigure(contents, isOverlay: isOverlay, showsDifferences: true, card: card).figure(width: 640).text)
    }
    drawn.append(PanelsFigure(rows, measure: .margin, sharesScale: true, card: card).figure(width: 640).text)
    let prompts = rows.filter { $0.key.behaviour == "truthfulness" }
    let matrix = PromptMatrix("truthfulness \(Made.hostile)", rows: prompts, measure: .margin, claims: nil)
    drawn.append(MatrixFigure(matrix, card: card).figure(width: 640).text)
    for text in drawn {
      #expect(XMLParser(data: Data(text.utf8)).parse())
      #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}") && !text.contains("nan"))
    }
  }
}

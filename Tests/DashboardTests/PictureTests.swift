import Canvas
import Dashboard
import Runs
import Testing

@Suite struct PictureTests {
  struct Shot: Sendable, CustomTestStringConvertible {
    let name: String
    let keys: String
    let reading: Bool

    init(_ name: String, _ keys: String = "", reading: Bool = true) {
      self.name = name
      self.keys = keys
      self.reading = reading
    }

    var testDescription: String { name }
  }

  static let shots: [Shot] = [
    Shot("reading", reading: false),
    Shot("overview"),
    Shot("overview-picked", "j space space 3 j space"),
    Shot("overview-by-slope", "s s"),
    Shot("behaviour", "j enter"),
    Shot("behaviour-families", "6 j enter l l tab"),
    Shot("behaviour-items", "6 j enter enter j j"),
    Shot("behaviour-notes", "6 j enter tab tab"),
    Shot("behaviour-accuracy", "3 j enter 4"),
    Shot("behaviour-refused", "7 j enter"),
    Shot("item", "6 j enter j enter enter"),
    Shot("item-flagged", "6 j enter enter enter"),
    Shot("item-hostile", "G enter enter"),
    Shot("behaviour-range", "6 j enter enter v j j"),
    Shot("flag-effect", "6 j enter E"),
    Shot("flag-effect-marked", "6 j enter tab space space space : r e c o m p u t e space - m a r k e d enter"),
    Shot("compare", "j space 5 j space c"),
    Shot("compare-overlay", "j space 5 j space c ="),
    Shot("compare-five", "space space space space space c"),
    Shot("compare-read", "space space space space space c l l l j"),
    Shot("compare-twelve", "space space space space space space space space space space space space c 7 j z"),
    Shot("compare-overlay-four", "space space space space space c j = l l l l l l l"),
    Shot("compare-difference", "1 1 j space space space c d l l l l l"),
    Shot("compare-unpaired", "j space 5 j space 3 j space c d j D"),
    Shot("models", "1 1 j M"),
    Shot("models-two", "1 1 j M space h h h space"),
    Shot("models-items", "1 1 j M enter"),
    Shot("models-both-missed", "1 1 j M space h h h space enter tab j"),
    Shot("models-hostile", "G M space h space enter tab"),
    Shot("help", "?"),
    Shot("take-away", "j x"),
    Shot("help-item", "j enter enter enter ?"),
    Shot("all-lines", "a"),
    Shot("elicitation", "1 1 j e"),
    Shot("noise", "1 1 j L"),
    Shot("noise-open", "L"),
    Shot("backtest", "b j"),
    Shot("backtest-revealed", "b j space"),
    Shot("backtest-record", "b tab"),
    Shot("paths", "3 j V"),
    Shot("measures", "3 j #"),
    Shot("elicitation-to-run", "1 1 j e w"),
    Shot("changed", "1 1 j e G d"),
    Shot("suspicions", "3 j t"),
    Shot("turns", "6 j t tab"),
    Shot("item-suspicious", "3 j t j enter"),
    Shot("behaviour-logp", "3 j enter 3"),
    Shot("subset-marked", "3 j enter tab space j space space"),
    Shot("aggregate", "A"),
    Shot("aggregate-slopes", "A tab"),
    Shot("overview-sorted-twice", "s n s s S"),
    Shot("overview-sort-menu", "s n s j j"),
    Shot("overview-columns-menu", "C j j j space J J"),
    Shot("overview-filtered", "& n > space 1 0 0 space a n d space s l o p e < 0 . 3 enter"),
    Shot("overview-filter-mistake", "& n > space 1 0 0 space a n d space s l o p < 0 enter"),
    Shot(
      "overview-columns",
      ": c o l u m n s space n a m e space m d s space d f space t a u space a c c u r a c y space s l o p e enter"),
    Shot("all-lines-filtered", "& v e r d i c t space = space r i s i n g enter a"),
    Shot("found", "/ / o ' c l o c k enter j"),
    Shot("found-one-behaviour", "6 j enter / a x o l o t l enter"),
    Shot("found-hostile", "/ / e v i l enter G"),
    Shot("behaviour-items-sorted", "6 j enter tab s s s l j j"),
    Shot("behaviour-items-filtered", "6 j enter tab & a t space 1 enter"),
    Shot("behaviour-items-menu", "6 j enter tab C j j j space"),
    Shot("behaviour-suites-sorted", "6 j enter s n S"),
    Shot("line-up", "l"),
    Shot("plans", "P"),
    Shot("plans-hostile", "P G"),
    Shot("themes", "T j"),
    Shot("line-up-accuracy", "l enter l"),
    Shot("line-up-jumps", "l enter 1"),
    Shot("line-up-real", "l enter 1 B 2 j"),
    Shot("line-up-over", "l enter 1 B 2 C 3 D enter B enter A enter enter enter enter enter"),
  ]

  @Test(arguments: shots) func looksAsReviewed(_ shot: Shot) throws {
    try expectScreen(shot.name, after: shot.keys, reading: shot.reading)
  }

  @Test(arguments: shots) func looksAsReviewedInANarrowTerminal(_ shot: Shot) throws {
    try expectScreen(shot.name + "-44x12", after: shot.keys, 44, 12, reading: shot.reading)
  }

  @Test(arguments: [80, 160]) func looksAsReviewedOnceTheRowsAreMarked(columns: Int) throws {
    var desk = Desk(Size(columns: columns, rows: 24))
    desk.tell(.arrived(Made.answer(.instrument(.marks(measure: .margin)))))
    desk.press("3 j")
    try expectPicture("overview-marked-\(columns)", desk.picture())
  }

  /// Where a set draws like another there is no picture.
  @Test(arguments: [
    ("overview", "", [GlyphSet.ascii, .braille]),
    ("behaviour", "j enter l l l", [.ascii, .braille, .sextant, .octant]),
    ("compare-overlay", "j space 5 j space c =", [.ascii, .braille]), ("help", "?", [.ascii]),
  ])
  func looksAsReviewedInOtherGlyphs(_ name: String, _ keys: String, _ sets: [GlyphSet]) throws {
    for glyphs in sets {
      var desk = Desk()
      desk.board.looks.glyphs = glyphs
      desk.press(keys)
      try expectPicture("\(name)-\(glyphs.rawValue)", desk.picture())
    }
  }

  @Test func looksAsReviewedWhereNothingFits() throws {
    try expectScreen("too-small", 40, 10)
  }

  /// Panes: the list, suites or items in focus, one of them enlarged.
  @Test(arguments: [
    ("panes", "6 j"), ("panes-suites", "6 j tab j"), ("panes-items", "6 j tab tab j j"),
    ("panes-item", "6 j shift-tab j"),
    ("panes-enlarged", "6 j tab tab +"), ("panes-hostile", "G tab j"), ("behaviour-beside", "6 j enter tab j"),
    ("behaviour-enlarged", "6 j enter tab j +"),
  ]) func looksAsReviewedWithPanes(_ name: String, _ keys: String) throws {
    try expectScreen(name, after: keys, 160, 50)
  }

  @Test func looksAsReviewedWithTheItemBeside() throws {
    try expectScreen("behaviour-beside-120x30", after: "6 j enter tab j", 120, 30)
  }

  @Test func looksAsReviewedJustWhereTheCurveStandsBesideTheList() throws {
    try expectScreen("overview-120x30", after: "6 j", 120, 30)
  }

  @Test(arguments: [
    "reading", "overview", "overview-picked", "behaviour-families", "item-flagged", "compare", "compare-five", "help",
    "compare-read", "compare-twelve", "compare-overlay-four", "compare-difference", "models-two", "models-both-missed",
    "all-lines", "elicitation", "noise", "backtest-revealed", "paths", "measures", "line-up", "line-up-accuracy",
    "line-up-over", "plans", "themes", "overview-sorted-twice", "overview-columns-menu", "overview-filtered",
    "overview-columns", "found", "behaviour-items-sorted",
  ])
  func looksAsReviewedInAWideTerminal(_ name: String) throws {
    let shot = try #require(Self.shots.first { $0.name == name })
    try expectScreen(shot.name + "-160x50", after: shot.keys, 160, 50, reading: shot.reading)
  }
}

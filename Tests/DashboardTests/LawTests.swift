import Canvas
import Dashboard
import Runs
import Testing

/// Laws that hold on every screen at every size.
@Suite struct LawTests {
  private static let sizes: [Size] = {
    var sizes: [Size] = []
    for columns in [1, 7, 43, 44, 59, 60, 76, 80, 100, 200] {
      for rows in [1, 2, 11, 12, 18, 22, 60] { sizes.append(Size(columns: columns, rows: rows)) }
    }
    return sizes
  }()

  /// Scrolls, switches and resizes; what is drawn has exactly the size asked for.
  @Test(arguments: PictureTests.shots) func everySizeIsDrawnAndFilled(_ shot: PictureTests.Shot) {
    var desk = Desk(reading: shot.reading)
    desk.press(shot.keys)
    for size in Self.sizes {
      let grid = desk.board.view(size)
      #expect(grid.size == size)
      #expect(grid.cells.count == size.columns * size.rows)
    }
  }

  @Test(arguments: PictureTests.shots) func nothingThatATerminalObeysIsDrawn(_ shot: PictureTests.Shot) {
    for size in [Size(columns: 44, rows: 12), Size(columns: 80, rows: 24), Size(columns: 200, rows: 60)] {
      var desk = Desk(size, reading: shot.reading)
      desk.press(shot.keys)
      for cell in desk.picture().cells where cell.glyph != Cell.continuation.glyph {
        for scalar in cell.glyph.unicodeScalars {
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
            Issue.record("U+\(String(scalar.value, radix: 16)) on \(shot.name)")
          default: break
          }
        }
      }
    }
  }

  /// In every set each sign has the column it had in blocks; ASCII leaves none of ours.
  @Test(arguments: PictureTests.shots) func everySetOfGlyphsDrawsTheSamePlaces(_ shot: PictureTests.Shot) {
    var desk = Desk(reading: shot.reading)
    desk.press(shot.keys)
    let blocks = desk.picture()
    for glyphs in GlyphSet.allCases {
      desk.board.looks.glyphs = glyphs
      let grid = desk.picture()
      #expect(grid.size == blocks.size)
      for at in grid.cells.indices {
        let (glyph, isWide) = (grid.cells[at].glyph, grid.cells.dropFirst(at + 1).first?.glyph == "\u{0}")
        #expect((glyph == "\u{0}") == (blocks.cells[at].glyph == "\u{0}"))
        // Words of a log may be in any script.
        let isOurs = !glyph.isASCII && !glyph.isLetter && !isWide
        #expect(glyphs != .ascii || !isOurs, "\(glyph)")
        #expect(glyphs != .braille || !GlyphSet.block.steps.contains(glyph))
      }
    }
  }

  /// Any keys in any order at any size: whatever is pressed or clicked, something is drawn.
  @Test(arguments: 1...20) func noOrderOfKeysEndsTheProgram(seed: UInt64) {
    let keys: [Key] = [
      "j", "k", "h", "l", "g", "G", "n", "N", "c", "a", "e", "u", "z", "f", "F", "i", "p", "J", "K", "y", "=", "-", "?",
      "/",
      "q", "1", "4", "7", "0", " ", .enter, .enter, .enter, .escape, .tab, .backTab, .backspace, .up, .down, .left,
      .right,
      .home, .end, .pageUp, .pageDown, .control("d"), .control("u"), .control("f"), .control("b"), .control("c"),
      .function(1),
      .function(9), .delete, "L", "b", "V", "m", "d", "t", "x", "B", "w", "A", "U", "v", "E", "}", "{", .control("r"),
      "&",
      "M", "s", "D", "o", "T", "%",
      "#", ":", "'", "[", "]", .control("o"), .control("p"), .control("w"), .control("k"), .wordLeft, .wordRight,
    ]
    var state = seed &* 0x9E37_79B9_7F4A_7C15
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
    var desk = Desk(Self.sizes[next(Self.sizes.count)])
    let deeds: [Pointer.Deed] = [.press, .press, .drag, .wheelUp, .wheelDown]
    for _ in 0..<60 {
      desk.tell(.key(keys[next(keys.count)]))
      desk.tell(.pointer(Pointer(deeds[next(deeds.count)], row: next(70), column: next(220))))
      #expect(!desk.board.path.isEmpty)
    }
  }

  @Test func helpListsEveryKeyOfAScreen() {
    for (keys, map) in [("", OverviewScreen.keymap.help), ("enter", BehaviourScreen.keymap.help)] {
      var desk = Desk(Size(columns: 160, rows: 100))
      desk.press(keys + " ?")
      let text = desk.picture().text
      for line in map + Board.keymap.help { #expect(text.contains(line.text), "\(line.keys)") }
    }
  }

  /// A screen's own keys come first; these few are meant to.
  @Test func keysThatWorkEverywhereAreHiddenOnlyOnPurpose() {
    func hidden<Action>(_ map: Keymap<Action>) -> Set<Key> {
      Set(map.bindings.flatMap(\.keys)).intersection(Board.keymap.bindings.flatMap(\.keys))
    }
    #expect(hidden(OverviewScreen.keymap).isEmpty)
    #expect(hidden(BehaviourScreen.keymap) == [.escape])
    #expect(hidden(ItemScreen.keymap).isEmpty)
    #expect(hidden(CompareScreen.keymap).isEmpty)
    #expect(hidden(ModelsScreen.keymap).isEmpty)
    #expect(hidden(ModelItemsScreen.keymap).isEmpty)
    #expect(hidden(PanelsScreen.keymap).isEmpty)
    #expect(hidden(MatrixScreen.keymap).isEmpty)
    #expect(hidden(LineupScreen.keymap) == ["m", "M", "L", "A", "T", "U"])
    #expect(hidden(AggregateScreen.keymap).isEmpty)
    #expect(hidden(NoiseScreen.keymap).isEmpty)
    #expect(hidden(BacktestScreen.keymap).isEmpty)
    #expect(hidden(PathsScreen.keymap).isEmpty)
    #expect(hidden(MeasuresScreen.keymap).isEmpty)
    #expect(hidden(ChangedScreen.keymap).isEmpty)
    #expect(hidden(SuspicionsScreen.keymap).isEmpty)
    #expect(hidden(PlansScreen.keymap).isEmpty)
    #expect(hidden(ThemeScreen.keymap).isEmpty)
    #expect(hidden(HelpScreen.keymap).isEmpty)
  }
}

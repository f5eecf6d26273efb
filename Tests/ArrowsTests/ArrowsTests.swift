import Testing

@Suite struct ArrowsTests {
  @Test func everyRoomHasItsArrows() throws {
    #expect(try House.rooms() == arrows.keys.sorted())
  }

  @Test func arrowsNeverGoInACircle() {
    func reach(_ room: String, _ way: [String]) {
      #expect(!way.contains(room), "\((way + [room]).joined(separator: " → "))")
      guard !way.contains(room) else { return }
      for next in arrows[room] ?? [] where arrows[next] != nil { reach(next, way + [room]) }
    }
    for room in arrows.keys { reach(room, []) }
  }

  @Test(arguments: arrows.keys.sorted())
  func importsFollowTheArrows(room: String) throws {
    let files = try House.files(below: "Sources/\(room)")
    // A test that found nothing to read has not passed.
    #expect(!files.isEmpty)
    #expect(files.flatMap { $0.strayImports() } == [])
  }

  @Test func nothingOfCursesCrossesItsBorder() throws {
    let files = try House.files(below: "Sources")
    let including = files.filter { $0.text.contains(#/#\s*include\s*[<"](?:ncursesw?\/)?n?curses\.h/#) }
    #expect(!including.isEmpty)
    #expect(including.map(\.path).filter { !$0.hasPrefix("Sources/CNcurses/") || $0.contains("/include/") } == [])
  }

  @Test(arguments: arrows.keys.sorted())
  func filesStaySmallAndSaySomething(room: String) throws {
    let files = try House.files(below: "Sources/\(room)")
    #expect(!files.isEmpty)
    #expect(files.flatMap(\.excessLength) == [])
    #expect(files.flatMap(\.strayWords) == [])
    #expect(files.flatMap(\.strayNames) == [])
  }

  /// A thread that fills its stack can give the terminal back only if it was made ready for that.
  @Test func threadsThatReadWhatOthersMadeBeginAtOneDoor() throws {
    let files = try House.files(below: "Sources/Commands")
    let starting = files.filter {
      $0.text.contains(#/\.async(?:After|AndWait)?\b|\bconcurrentPerform\b|\basyncAfter\b/#)
    }
    #expect(starting.map(\.path) == ["Sources/Commands/Reading/DispatchQueue+Guarded.swift"])
    let elsewhere = try ["Readers", "Store", "Settings", "Dashboard"].flatMap {
      try House.files(below: "Sources/\($0)")
    }
    #expect(elsewhere.filter { $0.text.contains("Dispatch") }.map(\.path) == [])
  }
}

import Testing

/// The checks find what is planted, and leave alone what only looks like it.
@Suite struct PlantedTests {
  @Test(arguments: [
    "import Store", "public import Store", "internal import Store", "@testable import Store",
    "@_exported public import Store", "@_spi(Inner) import Store", "import struct Store.RunIndex",
    "public import func Store.words", "import Store.Inner", "  import Store // why not", "import Runs; import Store",
    "#if canImport(Store)\n#endif", "#if os(Linux)\n  import Store\n#endif", "import\n  Store",
    "/* why */ import Store",
    "/* one /* two */ */ import Store", "let a = \"//\"\nimport Store", "let a = #\"\\\"#\nimport Store",
    "let a = \"\"\"\n  \"/*\n  \"\"\"\nimport Store", "let a = \"\\(b[\"/*\"])\"\nimport Store", "import `Store`",
    "import Runs\r\nimport Store\r\n", "#!/usr/bin/swift\nimport Store",
  ])
  func anImportIsFoundHoweverItIsWritten(source: String) {
    let file = SourceFile(path: "Sources/Dashboard/Board.swift", text: source)
    #expect(file.strayImports() == ["Sources/Dashboard/Board.swift: Dashboard may not import Store"])
  }

  @Test(arguments: [
    "import Runs", "// import Store", "/* import Store */", "/* /* */ import Store */", "let a = \"import Store\"",
    "let a = \"\"\"\n  import Store\n  \"\"\"", "let a = #\"\"\"\n  \"\"\"\n  import Store\n  \"\"\"#",
    "important(Store)",
    "let imported = Store.self", "import Glibc", "/// See `import Store`.", "let a = \"\\(b(\"\n\"))\\\nimport Store\"",
  ])
  func whatOnlyLooksLikeAnImportIsLeftAlone(source: String) {
    #expect(SourceFile(path: "Sources/Dashboard/Board.swift", text: source).strayImports() == [])
  }

  @Test(arguments: [
    ("Runs", "Canvas"), ("Canvas", "Runs"), ("Readers", "Store"), ("Store", "Trends"), ("Trends", "Readers"),
    ("Dashboard", "Curses"), ("Commands", "CNcurses"), ("Dashboard", "CZip"), ("Trends", "GRDB"),
    ("Dashboard", "ArgumentParser"),
    ("Store", "RealModule"), ("Readers", "Foundation"), ("Curses", "Commands"), ("vane", "Runs"),
  ])
  func whatMustNeverExistIsRefused(room: String, module: String) {
    #expect(SourceFile(path: "Sources/\(room)/A.swift", text: "import \(module)\n").strayImports().count == 1)
  }

  @Test func aRoomWithoutArrowsIsRefused() {
    #expect(SourceFile(path: "Sources/Attic/A.swift", text: "").strayImports().count == 1)
  }

  // Put together here, so that the words do not stand in this file either.
  @Test(arguments: [
    "let a = try" + "! b()", "let a = b as" + "! C", "fatal" + "Error(\"no\")", "// TO" + "DO: later", "/// FIX" + "ME",
    "package" + " func a() {}", "  package" + "  struct A {}",
  ])
  func aForbiddenWordIsFound(source: String) {
    #expect(SourceFile(path: "Sources/Runs/A.swift", text: source).strayWords.count == 1)
  }

  @Test(arguments: ["try a()", "a as? B", "let retry = 1", "mastodon", "the package holds", "if a != b {}"])
  func anInnocentWordIsLeftAlone(source: String) {
    #expect(SourceFile(path: "Sources/Runs/A.swift", text: source).strayWords == [])
  }

  @Test(arguments: [
    ("Sources/Runs/Utils/A.swift", ""), ("Sources/Runs/RunManager.swift", ""), ("Sources/Runs/Run+Helpers.swift", ""),
    ("Sources/Runs/A.swift", "struct TextKit {}"), ("Sources/Runs/A.swift", "final class BaseReader {}"),
    ("Sources/CNcurses/common.c", ""), ("Sources/Core/A.swift", ""),
  ])
  func aDrawerForLeftoversIsFound(path: String, source: String) {
    #expect(SourceFile(path: path, text: source).strayNames.count == 1)
  }

  @Test(arguments: ["Score.swift", "Database.swift", "Kitten.swift", "LMEvalReader.swift", "Based.swift"])
  func aNameThatSaysSomethingIsLeftAlone(name: String) {
    #expect(SourceFile(path: "Sources/Runs/\(name)", text: "").strayNames == [])
  }

  @Test(arguments: [(398, true), (399, true), (400, false), (401, false)])
  func aFileStaysUnderFourHundredLines(lines: Int, isSmall: Bool) {
    let text = String(repeating: "a\n", count: lines)
    for text in [text, String(text.dropLast())] {
      #expect(SourceFile(path: "Sources/Runs/A.swift", text: text).excessLength.isEmpty == isSmall)
    }
  }
}
